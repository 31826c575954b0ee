"""A bulletin that is issued moves the milestone that asks for it, and nothing else of the survey reaches the plan."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.indicators.models import Bulletin, Snapshot
from jichuang.indicators.terms import BulletinState
from jichuang.plan.models import Charge
from jichuang.plan.reads.items import item_page
from jichuang.plan.reads.judging import judged
from jichuang.plan.terms import ChargeKind
from jichuang.plan.tests.conftest import DAY, noon
from jichuang.plan.verbs import report_step


@pytest.fixture
def bulletin(plan, officer, leader):
    """2018年上半年, issued on 2018-07-25."""
    snapshot = Snapshot.objects.create(
        survey="hnte-quarterly", period="2018Q2", number=1, data={}, period_digest="0" * 64, digest="0" * 64,
        taken_at=noon(date(2018, 7, 20)), taken_by=officer,
    )  # fmt: skip
    return Bulletin.objects.create(
        survey="hnte-quarterly", period="2018Q2", snapshot=snapshot, title="2018年上半年公报", office="省科技厅",
        number="冀科统〔2018〕2号", state=BulletinState.ISSUED, drafted_by=officer, drafted_on=date(2018, 7, 20),
        reviewed_by=leader, reviewed_on=date(2018, 7, 24), issued_by=leader, issued_on=date(2018, 7, 25),
        paper={"title": "x"}, lock={"snapshot": "x"},
    )  # fmt: skip


def milestone(plan, day, known=None):
    return next(m for m in item_page(plan, 4, day, known).milestones if m.milestone.code == "M04.2")


def test_one_of_four_is_not_the_last_step_and_says_how_many(plan, bulletin):
    assert milestone(plan, date(2018, 7, 24)).steps[0].reached == 0
    step = milestone(plan, date(2018, 7, 25)).steps[0]
    assert step.name != "发布" and step.reached == len(step.names) - 1
    assert "已发布1期，应4期" in step.report.evidence
    assert "冀科统〔2018〕2号" in step.report.evidence
    assert milestone(plan, DAY, date(2018, 7, 24)).steps[0].reached == 0


def test_the_fourth_bulletin_of_the_year_reaches_the_last_step(plan, bulletin):
    for quarter, day in (
        ("2018Q1", date(2018, 4, 25)),
        ("2018Q3", date(2018, 10, 25)),
        ("2018Q4", date(2018, 12, 28)),
    ):
        Bulletin.objects.create(
            **{
                field.name: getattr(bulletin, field.name)
                for field in Bulletin._meta.fields
                if field.name not in {"id", "period", "number", "issued_on"}
            },
            period=quarter, number=f"冀科统〔2018〕{quarter[-1]}0号", issued_on=day,
        )  # fmt: skip
    assert milestone(plan, date(2018, 12, 27)).steps[0].name != "发布"
    step = milestone(plan, date(2018, 12, 28)).steps[0]
    assert step.name == "发布" and "已发布4期，应4期" in step.report.evidence


def test_a_draft_moves_nothing_and_a_later_report_by_hand_stands(plan, bulletin, officer):
    report_step(plan=plan, code="M04.2", rung=1, reached_on=date(2018, 9, 1), evidence="补报", by=officer)
    assert milestone(plan, DAY).steps[0].reached == 1
    Bulletin.objects.update(state=BulletinState.DRAFT)
    assert milestone(plan, date(2018, 8, 1)).steps[0].reached == 0


def test_supervision_gives_the_light_of_the_item_page(plan, bulletin):
    charge = Charge(plan=plan, item=4, code="M04.2", kind=ChargeKind.MILESTONE, title="季度公报")
    shown = milestone(plan, DAY)
    assert judged(plan, DAY, [charge])["M04.2"].words == shown.light.words
    Bulletin.objects.update(state=BulletinState.DRAFT)
    assert judged(plan, DAY, [charge])["M04.2"].words != shown.light.words
