"""Markup that is also a formula in every field of every declared matter: typed, saved, shown on each step, at the desk, in public,
as PDF and as sheet, and never obeyed."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from jichuang.base import clock
from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare import Desk, Field, FieldType, Matter, Step
from jichuang.hall.models import Case, NoticeItem, PublicityNotice, Task
from jichuang.hall.verbs.drafts import new_case
from jichuang.hall.verbs.publicity import shown_fields
from jichuang.registry.models import Party

POISON = '=<script>alert("甲&乙")</script>'
SHOWN = "&lt;script&gt;alert(&quot;甲&amp;乙&quot;)&lt;/script&gt;"
PLAIN = {
    FieldType.INTEGER: 1, FieldType.BOOLEAN: True, FieldType.DATE: "2018-01-02", FieldType.COUNTRY: "US",
    FieldType.CREDIT_CODE: "91130108DEM00001X0",
}  # fmt: skip
"""A stored answer of each type; all others take a 1."""
CODES = [one.code for one in catalogue.all()]


def typed(field: Field) -> str:
    """The poison in the box of a field, in every column of a table's row."""
    return "\t".join([POISON] * len(field.columns)) if field.type is FieldType.TABLE else POISON


def page(client: Client, address: str, *, shows: bool) -> None:
    """The page carries no tag of ours; where a text stands on it, it stands as it was typed."""
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    body = answer.content.decode()
    assert "<script>alert" not in body, address
    assert not shows or SHOWN in body, address


@pytest.fixture(params=CODES)
def filled(request, cast) -> Iterator[Case]:
    """A draft of a matter with the poison in every field; its unit is called by it too."""
    Party.objects.filter(pk=cast.firm.pk).update(name=POISON)
    cast.firm.refresh_from_db()
    matter = catalogue.get(request.param)
    case = new_case(matter, cast.firm, cast.clerk, None)
    answers = {
        field.key: typed(field)
        for step in matter.form.steps
        for field in step.fields
        if field.type is not FieldType.BOOLEAN
    }
    yield verbs.save_draft(case=case, by=cast.clerk, answers=answers, revision=case.revision)


def test_no_field_of_a_matter_is_obeyed_anywhere(filled, cast, auditor):
    matter, mine = filled.declaration, Client()
    mine.force_login(cast.clerk)
    for step in matter.form.steps:
        _only(filled, step)
        chosen = all(field.type in {FieldType.CHOICE, FieldType.BOOLEAN} for field in step.fields)
        page(mine, f"/cases/{filled.number}/form/{step.key}/", shows=not chosen)
    Case.objects.filter(pk=filled.pk).update(answers=filled.answers, rough=filled.rough)
    page(mine, f"/cases/{filled.number}/review/", shows=True)
    case = _lying_at_a_desk(filled, matter)
    page(mine, f"/cases/{case.number}/", shows=True)
    desk = Client()
    desk.force_login(cast.people[_desk(matter)])
    for tab in ("checks", "form", "files", "timeline"):
        page(desk, f"/desk/{case.number}/?tab={tab}", shows=True)
    _bundle(case, auditor)
    _sheets(case)
    _notice(case)


def _only(case: Case, step: Step) -> None:
    """The poison in this step alone: a step can be opened once those before it are filled in."""
    here = {field.key for field in step.fields}
    others = {field.key: PLAIN.get(field.type, "1") for field in case.declaration.form.fields}
    others |= {one.key: one.choices[0][0] for one in case.declaration.form.fields if one.choices}
    kept = {key: value for key, value in others.items() if key not in here}
    answers = kept | {key: value for key, value in case.answers.items() if key in here}
    rough = {key: value for key, value in case.rough.items() if key in here}
    Case.objects.filter(pk=case.pk).update(answers=answers, rough=rough)


def _desk(matter: Matter) -> str:
    """A desk of the route that has somebody in the cast."""
    desks = [desk for part in matter.route.parts for desk in part.desks]
    return next(desk.value for desk in desks if desk in {Desk.CITY, Desk.PROVINCE})


def _lying_at_a_desk(case: Case, matter: Matter) -> Case:
    """Submitted although a machine would not let it: what stands in the fields is what counts here."""
    desk = _desk(matter)
    part = next(one for one in matter.route.parts if desk in {each.value for each in one.desks})
    Case.objects.filter(pk=case.pk).update(
        state="open", stage=part.key, submitted_at=clock.now(), business_date=clock.today(), policy_on=clock.today(),
        policy_known=clock.today(),
    )  # fmt: skip
    Task.objects.create(
        case=case, stage=part.key, stage_kind=part.kind.value, desk=desk, home=case.home, region=case.region,
        opened_on=clock.today(), started_on=clock.today(),
    )  # fmt: skip
    return Case.objects.get(pk=case.pk)


def _bundle(case: Case, auditor: object) -> None:
    """The PDF compiles and holds the very characters, and so does the plain data."""
    with zipfile.ZipFile(verbs.take_bundle(case=case, by=auditor)) as archive:
        read = "".join(one.extract_text() for one in PdfReader(io.BytesIO(archive.read("case.pdf"))).pages)
        assert "甲&乙" in read.replace(" ", "").replace("\n", "")
        assert json.loads(archive.read("case.json"))["number"] == case.number


def _sheets(case: Case) -> None:
    """No cell of an export computes anything."""
    for export in case.declaration.exports:
        content = io.BytesIO()
        export.write(case=case, target=content)
        for sheet in load_workbook(content):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f" and not str(cell.value or "").startswith("="), cell


def _notice(case: Case) -> None:
    """Posted with its public fields: the page that everybody sees."""
    notice = PublicityNotice.objects.create(
        number=f"GS-{case.pk}", matter=case.matter, version=case.version, title=POISON, state="posted",
        posted_at=clock.now(), start=clock.today(), end=date(2018, 9, 17), composed_at=clock.now(), composed_by=case.applicant,
    )  # fmt: skip
    NoticeItem.objects.create(notice=notice, case=case, position=1, shown=shown_fields(case))
    page(Client(), f"/publicity/{notice.number}/", shows=True)
