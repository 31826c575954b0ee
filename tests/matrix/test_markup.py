"""Markup and formulas in every stored text: every address of the site is asked, and none shows a tag or computes a cell.

Stands on the world of the permission matrix, so that an address that is added there is asked here too.
"""

from __future__ import annotations

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest
from django.db import transaction
from openpyxl import load_workbook

from matrix.asking import Asker
from matrix.poison import POISON, SHOWN, formulas, spoil
from matrix.table import Line, read
from matrix.test_permissions import quiet, world

__all__ = ["quiet", "world"]
PREFERRED = (
    "province",
    "clerk",
    "city",
    "statistician",
    "admin",
    "leader",
    "auditor",
    "langfang",
    "lab",
    "expert",
    "foreign",
)
"""Who is asked for a page, the first of them who is let in."""
SHOW = 60
"""Pages that show some typed text, at least: so that the test cannot pass by showing nothing."""


def test_markup_in_any_text_is_shown_as_it_was_typed_and_computes_nothing(world, quiet):
    assert spoil() > 80
    asker, wrong, showing = Asker(world), [], 0
    for line in read()[1]:
        name = _reader(line)
        if line.method != "GET" or name is None or line.address.startswith("/api/"):
            continue
        address = line.asked.format(**world.things)
        try:
            status, kind, content = _get(asker, name, address)
        except pytest.fail.Exception as fault:  # a template asks for what is not there
            wrong.append(f"{name} {address}: {fault}")
            continue
        if status >= 500:
            wrong.append(f"{name} {address}: {status}")
        elif fault := _fault(kind, content):
            wrong.append(f"{name} {address}: {fault}")
        showing += SHOWN in content.decode(errors="replace")
    assert wrong == [], "\n".join(wrong)
    assert showing > SHOW, f"{showing} pages show a typed text"


def _reader(line: Line) -> str | None:
    return next((one for one in PREFERRED if one in line.let_in), next(iter(sorted(line.let_in)), None))


def _get(asker: Asker, name: str, address: str) -> tuple[int, str, bytes]:
    client = asker.browser(name)
    with transaction.atomic():
        answer = client.get(address)
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        transaction.set_rollback(True)
    return answer.status_code, answer.headers.get("Content-Type", ""), content


def _fault(kind: str, content: bytes) -> str:
    """What is wrong with an answer, by its kind; "" for nothing."""
    if kind.startswith("text/html"):
        at = content.decode().find("<script>alert")
        return f"markup: …{content.decode()[max(0, at - 80) : at + 40]}…" if at >= 0 else ""
    if kind.startswith("text/csv"):
        found = formulas(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        return f"formula in a csv: {found[0]}" if found else ""
    if "spreadsheetml" in kind:
        return _workbook(content)
    if "xml" in kind or "atom" in kind:
        tags = {one.tag.rpartition("}")[2] for one in ElementTree.fromstring(content).iter()}
        return "a script element" if "script" in tags else ""
    if "wordprocessingml" in kind:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            ElementTree.fromstring(archive.read("word/document.xml"))
    return ""


def _workbook(content: bytes) -> str:
    for sheet in load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" or (isinstance(cell.value, str) and formulas(iter([[cell.value]]))):
                    return f"formula in {sheet.title}!{cell.coordinate}: {cell.value}"
    return ""


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t="])
def test_what_a_sheet_would_compute_is_found_by_this_test(lead):
    cell = f"{lead}<x>" if lead == "-" else f"{lead}1"
    assert formulas(iter([[cell]])) == [cell] and POISON.startswith("=")
