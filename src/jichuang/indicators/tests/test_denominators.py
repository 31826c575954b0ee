"""人均、占比: lines divided by published population or product, each figure with its source and vintage, none invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.indicators import verbs as statistics
from jichuang.indicators.index import Content, Figures, Line, compute, read_content
from jichuang.indicators.index.sheets_out import STEPS, step_rows
from jichuang.indicators.models import Scheme
from jichuang.indicators.pages.index_design import from_framework
from jichuang.indicators.reads.index import built
from jichuang.indicators.tests.index_cases import CONTENT, TABLE, UNITS, posted
from jichuang.indicators.tests.index_cases import STEPS as RECIPE
from jichuang.indicators.verbs import index as verbs
from jichuang.methods.composite.frameworks import library
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

PEOPLE = {"130100": "1000.0", "130200": "800.0", "130300": "300.0"}


@pytest.fixture
def keeper(db, settings) -> User:
    settings.DEMONSTRATION = True
    clock.set_demonstration_day(date(2018, 9, 28))
    user = User.objects.create_user("keeper", "correct horse battery", name="统计处经办（演示）")
    appoint(user=user, role=Role.PROVINCE_OFFICER, valid_from=date(2018, 1, 1), by=None)
    return user


def publish(by, people=PEOPLE, *, on=date(2018, 9, 1), status="published", title="公报"):
    for region, value in people.items():
        statistics.record_observation(
            indicator="resident-population", region=region, period="2017", value=Decimal(value), publisher="市统计局",
            title=title, published_on=on, status=status, by=by,
        )  # fmt: skip


WIDER = replace(
    CONTENT, lines=(*CONTENT.lines[:3], Line("labs", "实验室", "input", unit="个"), *CONTENT.lines[3:])
)
"""With a third line in the pillar, of which one may be missing."""
FILLED = replace(TABLE, columns={**TABLE.columns, "labs": (7.0, 5.0, 3.0, 2.0)})


def per_head(content: Content = WIDER) -> Content:
    lines = [
        replace(one, denominator="resident-population") if one.code == "staff" else one
        for one in content.lines
    ]
    return replace(content, lines=tuple(lines))


@pytest.fixture
def scheme(keeper) -> Scheme:
    row = verbs.begin_scheme(key="test-index", content=per_head(), by=keeper)
    row.figures = FILLED.data()
    row.save()
    return row


def test_the_trace_leads_from_raw_over_the_denominator_to_the_quotient_with_source_and_vintage(
    scheme, keeper
):
    publish(keeper)
    row = verbs.fill_denominators(scheme=scheme, period="2017", by=keeper)
    made = verbs.release_index(scheme=row, period="2017", by=keeper, revision=row.revision, public=True)
    found = {
        one[0]: dict(zip(STEPS, one, strict=True))
        for one in step_rows(built(made), made.table)
        if one[2] == "staff"
    }
    capital = found["130100"]
    assert (capital["原始值"], capital["分母"], capital["换算后"]) == (40.0, 1000.0, 0.04)
    assert "市统计局《公报》" in capital["分母出处"] and "待核对" in capital["分母出处"]
    assert found["130400"]["换算后"] == "缺" and found["130400"]["得分"] == "缺"
    note = Client().get(f"/index/test-index/{made.number}/note/").content.decode()
    assert "/statistics/indicators/resident-population/" in note and "缺 1 个地区" in note
    page = Client().get("/statistics/indicators/resident-population/").content.decode()
    assert "测试指数 2017年（第1版）：“研发人员”（作分母）" in page


def test_a_frozen_version_keeps_the_vintage_it_was_computed_with(scheme, keeper):
    publish(keeper)
    row = verbs.fill_denominators(scheme=scheme, period="2017", by=keeper)
    made = verbs.release_index(scheme=row, period="2017", by=keeper, revision=row.revision)
    clock.set_demonstration_day(date(2018, 9, 30))
    publish(keeper, {"130100": "500.0"}, on=date(2018, 9, 20), status="revised", title="修订公报")
    again = verbs.fill_denominators(scheme=row, period="2017", by=keeper)
    then = verbs.fill_denominators(scheme=again, period="2017", known=date(2018, 9, 29), by=keeper)
    assert made.table.denominators["resident-population"].cells[0].text == "1,000.0"
    assert again.table.denominators["resident-population"].cells[0].text == "500.0"
    assert then.table.denominators["resident-population"].cells[0].text == "1,000.0"


def test_estimates_and_other_years_do_not_divide(scheme, keeper):
    publish(keeper, status="estimate")
    with pytest.raises(Invalid, match="常住人口.*2017年.*没有公开发布数"):
        verbs.fill_denominators(scheme=scheme, period="2017", by=keeper)


def test_without_denominators_nothing_is_computed_and_the_line_is_named(scheme):
    with pytest.raises(Invalid, match="“研发人员”的分母常住人口还没有取"):
        compute(scheme.scheme, scheme.table)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"denominator": "hnte-in-force"}, "分母“hnte-in-force”不是公开发布的指标"),
        ({"denominator": "人口"}, "分母“人口”不是公开发布的指标"),
        ({"denominator": "resident-population", "times": "0"}, "乘数应大于 0"),
        ({"times": "100"}, "有乘数而没有分母"),
    ],
)
def test_a_wrong_denominator_is_named_with_its_row(change, words):
    rows = posted()
    rows[2] |= change
    with pytest.raises(Invalid, match=words):
        read_content("指数", rows, RECIPE, "")


def test_the_multiplier_turns_a_share_into_percent():
    content = per_head()
    lines = [replace(one, times=100) if one.denominator else one for one in content.lines]
    content = replace(content, lines=tuple(lines))
    table = Figures.of(FILLED.data() | {"denominators": {"resident-population": {"cells": [
        {"value": value, "text": str(value), "period": "2017", "source": "公报", "known_on": "2018-09-01", "check": "待核对"}
        for value in (1000.0, 800.0, 300.0, 900.0)
    ]}}})  # fmt: skip
    index = compute(content, table).index
    at = index.framework.codes.index("staff")
    assert list(index.stages.denominated[:, at].round(6)) == [4.0, 6.25, 3.333333, 2.444444]


def test_a_version_without_denominators_is_kept_as_before():
    kept = CONTENT.data()
    assert all("denominator" not in line and "times" not in line for line in kept["lines"])
    assert Content.of(kept) == CONTENT and "denominators" not in TABLE.data()


def test_the_officer_takes_them_on_the_draft_page(scheme, keeper):
    publish(keeper)
    client = Client()
    client.force_login(keeper)
    assert "取分母" in client.get("/index/drafts/test-index/").content.decode()
    answer = client.post("/index/drafts/test-index/fill/", {"denominators": "2017"}, follow=True)
    page = answer.content.decode()
    assert "常住人口（万人）2017年公开发布数，3 个地区" in page
    assert len(Scheme.objects.get().table.denominators["resident-population"].known) == len(UNITS) - 1


def test_the_national_tree_divides_per_head_figures_and_says_that_this_is_inferred():
    lines = {one.code: one for one in from_framework(library.get("zonghe")).lines}
    assert (lines["010103"].denominator, lines["010103"].times) == ("resident-population", 10)
    assert (lines["020201"].denominator, lines["020201"].times) == ("gross-regional-product", 100)
    assert "未核实" in lines["020201"].source and lines["020202"].denominator == ""
    assert library.get("zonghe").element("020201").denominator is None
