"""区域创新指数: what an officer may design, what is frozen, and who sees it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.indicators.index import compute, digest
from jichuang.indicators.models import IndexRelease, Scheme
from jichuang.indicators.reads.index import moves, profile
from jichuang.indicators.tests.index_cases import CONTENT, STEPS, TABLE, UNITS, posted, sheet
from jichuang.indicators.verbs import index as verbs
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint


@pytest.fixture
def keeper(db, settings) -> User:
    settings.DEMONSTRATION = True
    clock.set_demonstration_day(date(2018, 9, 28))
    user = User.objects.create_user("keeper", "correct horse battery", name="统计处经办（演示）")
    appoint(user=user, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 1), by=None)
    return user


@pytest.fixture
def stranger(db) -> User:
    return User.objects.create_user("stranger", "correct horse battery", name="路人（演示）")


@pytest.fixture
def scheme(keeper) -> Scheme:
    row = verbs.begin_scheme(key="test-index", content=CONTENT, by=keeper)
    row.figures = TABLE.data()
    row.save()
    return row


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"weight": "很多"}, "第2行“研发强度”的权重“很多”不是数字"),
        ({"parent": "nowhere"}, "上级“nowhere”不在指标体系中"),
        ({"parent": "staff"}, "是指标，不能有下级"),
        ({"code": "staff"}, "代码“staff”在指标体系中出现了两次"),
        ({"weight": "-1"}, "权重是 -1"),
        ({"low": "3"}, "只有上限或只有下限"),
        ({"title": ""}, "缺名称"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_kept(scheme, keeper, change, words):
    rows = posted()
    rows[1] |= change
    with pytest.raises(Invalid, match=words):
        verbs.change_scheme(
            scheme=scheme, by=keeper, revision=0, title="测试指数", rows=rows, recipe=STEPS, grades=""
        )
    assert Scheme.objects.get().scheme == CONTENT


def test_a_release_is_frozen_whatever_happens_to_the_draft(scheme, keeper):
    made = verbs.release_index(scheme=scheme, period="2017", by=keeper, revision=0)
    before = IndexRelease.objects.get(pk=made.pk).results
    rows = posted()
    rows[0]["weight"], rows[3]["weight"] = "5", "95"
    verbs.change_scheme(
        scheme=scheme, by=keeper, revision=0, title="测试指数", rows=rows, recipe=STEPS, grades=""
    )
    with pytest.raises(Refused, match="预览之后被改过"):
        verbs.release_index(scheme=scheme, period="2017", by=keeper, revision=0)
    second = verbs.release_index(scheme=scheme, period="2017", by=keeper, revision=1)
    kept = IndexRelease.objects.get(pk=made.pk)
    assert kept.results == before and kept.number == 1 and second.number == 2
    assert kept.digest == digest(kept.scheme_then, kept.table, kept.results) != second.digest
    moved = {one.row["name"]: one.rose for one in moves(second.rows, kept)}
    assert sum(moved.values()) == 0 and any(moved.values())


def test_two_tabs_cannot_overwrite_each_other(scheme, keeper):
    given = {"title": "测试指数", "rows": posted(), "recipe": STEPS, "grades": ""}
    verbs.change_scheme(scheme=scheme, by=keeper, revision=0, **given)
    with pytest.raises(Refused, match="旧的一份"):
        verbs.change_scheme(scheme=scheme, by=keeper, revision=0, **given)


def test_the_profile_says_which_indicator_costs_places(scheme, keeper):
    made = verbs.release_index(scheme=scheme, period="2017", by=keeper, revision=0)
    second = made.rows[1]
    found = profile(made, second["unit"])
    costs = {removal.element.code: gain for removal, gain in found.costs}
    without = compute(CONTENT.weighted({"rd": 0.0}), TABLE).results()["units"]
    place = next(one["place"] for one in without if one["unit"] == second["unit"])
    assert costs["rd"] == second["place"] - place
    assert {one.element.code for one in found.portrait.weaknesses} <= {"rd", "staff", "patents", "waste"}


def test_only_provincial_officers_design_and_only_insiders_see_what_is_not_public(scheme, keeper, stranger):
    with pytest.raises(Refused):
        verbs.begin_scheme(key="mine", content=CONTENT, by=stranger)
    inside = verbs.release_index(scheme=scheme, period="2016", by=keeper, revision=0)
    public = verbs.release_index(scheme=scheme, period="2017", by=keeper, revision=0, public=True)
    for client in (Client(), signed_in(stranger)):
        assert client.get("/index/drafts/test-index/").status_code == 403
        assert client.get(inside.get_absolute_url()).status_code == 403
        assert client.get(f"{inside.get_absolute_url()}ranks.xlsx").status_code == 403
        assert client.get(f"{inside.get_absolute_url()}units/130100/").status_code == 403
        assert client.get(public.get_absolute_url()).status_code == 200
        assert client.get(f"{public.get_absolute_url()}steps.xlsx").status_code == 403
        assert client.get(f"{public.get_absolute_url()}what-if/").status_code == 403
        page = client.get("/index/").content.decode()
        assert "2017年（第2版）" in page and "第1版" not in page
        assert "比 2016年" not in client.get(public.get_absolute_url()).content.decode()
        assert client.post("/index/drafts/test-index/release/", {"period": "2018"}).status_code == 403


def test_published_numbers_equal_the_downloaded_sheet_and_steps_add_up(scheme, keeper):
    made = verbs.release_index(scheme=scheme, period="2017", by=keeper, revision=0)
    client = signed_in(keeper)
    book = openpyxl.load_workbook(BytesIO(client.get(f"{made.get_absolute_url()}ranks.xlsx").content))
    rows = [row for row in book.active.iter_rows(values_only=True) if row[1] in UNITS]
    assert [(row[0], row[1]) for row in rows] == [(one["place"], one["unit"]) for one in made.rows]
    assert [row[3] for row in rows] == pytest.approx([one["score"] for one in made.rows], abs=1e-8)
    book = openpyxl.load_workbook(BytesIO(client.get(f"{made.get_absolute_url()}steps.xlsx").content))
    parts = [row for row in book.active.iter_rows(values_only=True) if row[0] == "130100"]
    assert sum(row[-1] for row in parts) == pytest.approx(
        next(o["score"] for o in made.rows if o["unit"] == "130100")
    )


def test_every_page_of_a_version_answers(scheme, keeper):
    made = verbs.release_index(scheme=scheme, period="2017", by=keeper, revision=0, public=True)
    client, at = signed_in(keeper), made.get_absolute_url()
    for path in ("/index/", "/index/new/", "/index/drafts/test-index/", "/index/drafts/test-index/preview/",
                 "/index/drafts/test-index/template.xlsx", at, f"{at}units/130300/", f"{at}note/", f"{at}what-if/", f"{at}sensitivity/"):  # fmt: skip
        assert client.get(path).status_code == 200, path
    first, again = (client.get(f"{at}note.pdf").content for _ in range(2))
    assert first == again and first.startswith(b"%PDF")
    changed = client.get(f"{at}what-if/", {"w.input": "1", "w.output": "99"})
    assert "名次变动" in changed.content.decode()
    assert client.get(f"{at}what-if/", {"w.input": "<b>"}).status_code == 422


def test_the_designer_keeps_what_was_typed_when_a_line_is_wrong(scheme, keeper):
    client = signed_in(keeper)
    sent = {
        "revision": "0",
        "title": "改过的名称",
        "count": "1",
        "0.code": "rd",
        "0.title": "研发强度",
        "0.weight": "多",
    }
    answer = client.post("/index/drafts/test-index/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and "改过的名称" in page and 'value="多"' in page and "不是数字" in page


def test_the_draft_is_filled_by_sheet_and_refuses_a_bad_one_whole(scheme, keeper):
    client = signed_in(keeper)
    bad = SimpleUploadedFile("表.xlsx", sheet([["130100", "石家庄", "x", 1, 1, 1]]).getvalue())
    client.post("/index/drafts/test-index/fill/", {"file": bad})
    assert Scheme.objects.get().table == TABLE
    good = SimpleUploadedFile(
        "表.xlsx", sheet([["130100", "石家庄", 1, 1, 1, 1], ["130200", "唐山", 2, 3, 4, 5]]).getvalue()
    )
    client.post("/index/drafts/test-index/fill/", {"file": good})
    assert Scheme.objects.get().table.units == ("130100", "130200")
