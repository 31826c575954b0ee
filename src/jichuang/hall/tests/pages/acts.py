"""What people do on the filing pages, for the page tests."""

from __future__ import annotations

import re
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from jichuang.hall import verbs
from jichuang.hall.models import Case
from jichuang.hall.tests.trial import GOOD


def blank_pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    book, content = PdfWriter(), BytesIO()
    for _ in range(pages):
        book.add_blank_page(200, 200)
    book.write(content)
    return content.getvalue()


PDF = blank_pdf()
PEOPLE = {key: GOOD[key] for key in ("staff", "tech_staff", "products")}
MONEY = {key: GOOD[key] for key in ("sales", "rd_expense", "cost_expense")}


def text(response) -> str:
    """The page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def url(case: Case, rest: str = "") -> str:
    """An address of the case."""
    return f"/cases/{case.number}/{rest}"


def fresh(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)


def post_step(
    client, case: Case, step: str, answers: dict[str, str], revision: int | None = None, then="next"
):
    """What the form of a step sends."""
    asked = {f"asked.{key}": "1" for key in answers}
    number = fresh(case).revision if revision is None else revision
    return client.post(url(case, f"form/{step}/"), {**answers, **asked, "revision": number, "then": then})


def upload(client, case: Case, name: str, content: bytes, material: str = "rd_ledger"):
    """One file under one material."""
    sent = SimpleUploadedFile(name, content)
    return client.post(url(case, "materials/"), {"material": material, "file": sent})


def submit(client, case: Case, key: str = "k1"):
    """The button on the last page."""
    return client.post(url(case, "review/"), {"key": key, "revision": fresh(case).revision})


def autosave(client, case: Case, answers: dict[str, str], revision: int):
    """What the script sends."""
    return client.post(url(case, "form/people/autosave/"), {**answers, "revision": revision})


def sign_in(client, user) -> None:
    """Signs in on the page, so that the visitor's session goes on."""
    assert client.post("/sign-in/", {"username": user.username, "password": "x"}).status_code == 302


def returned(case: Case, officer) -> Case:
    """Sent back for one field and one material."""
    items = [("field", "rd_expense", "与账面不符"), ("material", "rd_ledger", "未见辅助账")]
    return verbs.return_for_supplement(case=case, by=officer, items=items, note="请一次补齐")
