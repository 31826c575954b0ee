"""A small province in which every page that shows figures has some: plan, bulletin, index, situation, survey, open data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from jichuang.base import clock
from jichuang.indicators import verbs
from jichuang.indicators.flows import CODE, FORM
from jichuang.indicators.tests.index_cases import CONTENT, TABLE
from jichuang.indicators.tests.quarters import *  # noqa: F403
from jichuang.indicators.verbs import index
from jichuang.plan.tests.conftest import *  # noqa: F403
from jichuang.plan.tests.conftest import DAY
from jichuang.plan.verbs import release_quarter
from jichuang.returns import verbs as returns
from jichuang.returns.models import OpenPeriod

AUTUMN = date(2018, 12, 3)


@pytest.fixture
def province(plan, frozen, statisticians, officer):
    """Everything issued and released by 3 December 2018."""
    _bulletin(statisticians)
    clock.set_demonstration_day(DAY)
    _index(officer)
    _situation(officer)
    clock.set_demonstration_day(date(2018, 10, 8))
    release_quarter(plan=plan, quarter="2018Q3", by=officer)
    _survey(statisticians[0])
    return plan


def _bulletin(statisticians):
    by, other = statisticians
    made = verbs.draft_bulletin(period="2018Q2", by=by)
    made = verbs.review_bulletin(bulletin=made, agree=True, note="", by=other, revision=made.revision)
    verbs.issue_bulletin(bulletin=made, number="冀科统〔2018〕2号", by=other, revision=made.revision)


def _index(officer):
    bound = [replace(one, indicator="hnte-in-force") if one.code == "staff" else one for one in CONTENT.lines]
    scheme = index.begin_scheme(key="test-index", content=replace(CONTENT, lines=tuple(bound)), by=officer)
    scheme.figures = TABLE.data()
    scheme.save()
    for public in (False, True):
        index.release_index(scheme=scheme, period="2017", by=officer, revision=scheme.revision, public=public)


def _situation(officer):
    codes = ["hnte-in-force", "hightech-value-added"]
    table = verbs.open_situation(period="2018-09", items=codes, by=officer)
    verbs.give_figure(
        situation=table, code=codes[1], value=Decimal("1820.5"), status="published", publisher="河北省统计局",
        title="9月快报", by=officer,
    )  # fmt: skip


def _survey(statistician):
    drawn = verbs.draw_sample(period="2017", size=30, seed="2018270", by=statistician)
    marks = {"table": "演示表", "body": "演示机关", "approval": "演示文号", "valid_to": date(2019, 6, 30)}
    returns.record_approval(code=CODE, by=statistician, **marks)
    opened = returns.open_period(code=CODE, period="2017", by=statistician)
    told = {"joint": True} | {field.key: "3" for field in FORM.fields if field.key != "joint"}
    answers = {one["subject"]: told for one in drawn.chosen}
    returns.load_returns(period=opened, answers=answers, source="演示", by=statistician)
    clock.set_demonstration_day(AUTUMN)
    returns.freeze(period=OpenPeriod.objects.get(pk=opened.pk), by=statistician)
