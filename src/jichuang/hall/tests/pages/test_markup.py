"""HTML in every text a person may give: it is shown as it was typed, on every page of the case, and runs on none."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.hall.models import CaseFile
from jichuang.hall.tests.cast import fill, send
from jichuang.hall.tests.pages.acts import PDF, fresh, url
from jichuang.hall.tests.trial import FORM, TRIAL

SCRIPT = '<script>alert("甲&乙")</script>'
PICTURE = "<img src=x onerror=alert(1)>.pdf"
WORDS = Step(
    "words",
    "文字",
    (
        Field("line", "一行文字", FieldType.TEXT, public=True),
        Field("long", "长文字", FieldType.LONG_TEXT, public=True),
        Field("deals", "表格", FieldType.TABLE, columns=("名称", "说明"), public=True),
    ),
)
MARKUP = replace(
    TRIAL,
    code="markup-evaluation",
    form=Form((WORDS, *FORM.steps), materials=FORM.materials, checks=FORM.checks),
)
PLAIN = {"line": "一", "long": "二", "deals": "三\t四"}
POISON = {"line": SCRIPT, "long": f"前\n{SCRIPT}", "deals": f"{SCRIPT}\t{SCRIPT}", "products": SCRIPT}


def sound(response, shows: bool = True) -> None:
    """The page carries the text escaped, and nowhere as markup."""
    assert response.status_code in {200, 422}, response.status_code
    page = response.content.decode()
    assert "<script>alert" not in page and "<img src=x" not in page
    if shows:
        assert "&lt;script&gt;alert(&quot;甲&amp;乙&quot;)&lt;/script&gt;" in page


@pytest.fixture
def asked(stand, firm, clerk, city_officer):
    """A draft of a matter with a field of every kind that holds text."""
    with catalogue.on_trial(MARKUP):
        yield verbs.start(matter=MARKUP.code, party=firm, by=clerk)


@pytest.mark.parametrize("key", POISON)
def test_a_script_in_a_text_field_is_shown_escaped_on_every_page_of_the_case(
    key, asked, clerk, city_officer, province_officer, auditor, browse, stand
):
    mine, desk = browse(clerk), browse(city_officer)
    case = fill(asked, clerk, **{**PLAIN, key: POISON[key]})
    step = "people" if key == "products" else "words"
    for rest in (f"form/{step}/", "review/"):
        sound(mine.get(url(case, rest)))
    file = verbs.take_in(case=case, by=clerk, material="rd_ledger", stream=io.BytesIO(PDF), filename=PICTURE)
    for address in (url(case, "materials/"), f"/my/materials/{case.party.credit_code}/"):
        sound(mine.get(address), shows=False)
    case = send(fresh(case), clerk)
    sound(mine.get(url(case)))
    sound(mine.get(url(case, "receipt/")), shows=False)
    for tab in ("checks", "form", "files", "letters", "timeline"):
        sound(desk.get(f"/desk/{case.number}/?tab={tab}"), shows=tab == "form")
    for address in (
        "/desk/?queue=unclaimed",
        f"/desk/search/?q={case.number}",
        f"/desk/{case.number}/?act=return",
    ):
        sound(desk.get(address), shows="act" in address)
    _bundle_is_whole(case, auditor, POISON[key])
    verbs.verify_material(case=case, by=city_officer, file=CaseFile.objects.get(pk=file.pk), note=SCRIPT)
    sound(desk.get(f"/desk/{case.number}/?tab=files"))
    _publicity_is_sound(
        verbs.accept_complete(case=fresh(case), by=city_officer), province_officer, browse, key, stand
    )


def _bundle_is_whole(case, auditor, typed) -> None:
    """The PDF compiles and holds the very characters; the plain data too."""
    with zipfile.ZipFile(verbs.take_bundle(case=case, by=auditor)) as archive:
        read = "".join(page.extract_text() for page in PdfReader(io.BytesIO(archive.read("case.pdf"))).pages)
        told = json.loads(archive.read("case.json"))["answers"]
    assert "alert(" in read.replace(" ", "") and "甲&乙" in read.replace(" ", ""), read
    assert any(SCRIPT in one["text"] for one in told), typed


def _publicity_is_sound(case, officer, browse, key, stand) -> None:
    notice = verbs.post_notice(
        notice=verbs.compose_notice(matter=MARKUP.code, cases=[case], by=officer), by=officer
    )
    sound(browse().get(f"/publicity/{notice.number}/"))
    sound(browse(officer).get(f"/desk/notices/{notice.number}/"), shows=False)
    stand(date(2018, 9, 20))


@pytest.mark.parametrize("key", ["staff", "sales"])
def test_a_script_where_a_number_belongs_is_kept_and_shown_escaped(asked, clerk, browse, key):
    case = fill(asked, clerk, **PLAIN, **{key: SCRIPT})
    step = "people" if key == "staff" else "money"
    for rest in (f"form/{step}/", "review/"):
        sound(browse(clerk).get(url(case, rest)))


def test_scripts_in_letters_notes_and_answers_are_shown_escaped(submitted_case, clerk, city_officer, browse):
    items = [("field", "rd_expense", SCRIPT), ("material", "rd_ledger", SCRIPT)]
    case = verbs.return_for_supplement(case=submitted_case, by=city_officer, items=items, note=SCRIPT)
    mine, desk = browse(clerk), browse(city_officer)
    for rest in ("", "form/money/", "materials/"):
        sound(mine.get(url(case, rest)))
    verbs.resubmit(
        case=fresh(case), by=clerk, explanations={"field:rd_expense": SCRIPT, "material:rd_ledger": SCRIPT}
    )
    for tab in ("letters", "timeline"):
        sound(desk.get(f"/desk/{case.number}/?tab={tab}"))


def test_a_table_of_the_public_list_shows_its_rows_and_no_markup(
    asked, clerk, city_officer, province_officer, browse
):
    case = send(fill(asked, clerk, **{**PLAIN, "deals": f"<b>名</b>\t说明\n{SCRIPT}\t再"}), clerk)
    case = verbs.accept_complete(case=case, by=city_officer)
    notice = verbs.compose_notice(matter=MARKUP.code, cases=[case], by=province_officer)
    verbs.post_notice(notice=notice, by=province_officer)
    page = browse().get(f"/publicity/{notice.number}/").content.decode()
    assert "&lt;b&gt;名&lt;/b&gt;" in page and "<b>名</b>" not in page
