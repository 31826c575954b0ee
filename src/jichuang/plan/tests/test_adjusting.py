"""调整和季度进度: nothing changes without a document, the old figure stays beside, and the day decides which one counts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.methods.pace import quarterly
from jichuang.plan.models import Charge
from jichuang.plan.reads import board
from jichuang.plan.reads.items import item_page
from jichuang.plan.terms import AdjustmentKind, ChargeState
from jichuang.plan.tests.conftest import DAY, NEW, rows
from jichuang.plan.verbs import ask_adjustment, assign_owner, decide_adjustment, decide_pace, set_pace

OCTOBER = date(2018, 10, 20)
APPROVED = {"document": "冀科办〔2018〕9号", "approver": "厅长办公会"}


@pytest.fixture
def counted(working, load) -> None:
    load("hnte_reserve", rows("r", 1200, NEW))


def ask(plan, by, code="T04.5", kind=AdjustmentKind.TARGET, **more):
    given = {"value": Decimal(1500)} if kind == AdjustmentKind.TARGET else {}
    return ask_adjustment(
        charge=plan.charges.get(code=code), kind=kind, reason="政策变化", by=by, **(given | more)
    )


def test_an_approved_target_counts_from_its_day_and_the_plans_own_figure_stays(
    working, counted, chief, officer
):
    before = board(working, DAY).rows["T04.5"]
    row = ask(working, chief)
    clock.set_demonstration_day(OCTOBER)
    decide_adjustment(adjustment=row, approved=True, by=officer, **APPROVED)
    after = board(working, OCTOBER).rows["T04.5"]
    assert (after.target.value_text, after.promised) == ("≥ 1,500 家", "≥ 2,000 家")
    assert after.light.words != before.light.words
    assert board(working, DAY).rows["T04.5"].promised == ""
    assert board(working, OCTOBER, DAY).rows["T04.5"].promised == ""  # as known before the decision
    assert working.targets.get(code="T04.5").value == 2000


def test_without_document_and_approver_nothing_is_approved(working, counted, chief, officer):
    row = ask(working, chief)
    with pytest.raises(Invalid) as fault:
        decide_adjustment(adjustment=row, approved=True, by=officer)
    assert {one.field for one in fault.value.problems} == {"document", "approver"}
    with pytest.raises(Invalid, match="不同意的理由"):
        decide_adjustment(adjustment=row, approved=False, by=officer)


def test_who_asks_does_not_decide_and_one_application_at_a_time(working, counted, chief, city_officer):
    with pytest.raises(Refused):
        ask(working, city_officer)
    row = ask(working, chief)
    assert Charge.objects.get(code="T04.5").state == ChargeState.ADJUSTING
    with pytest.raises(Refused, match="本人报送、申请"):
        decide_adjustment(adjustment=row, approved=True, by=chief, **APPROVED)
    with pytest.raises(Refused, match="调整申请"):
        ask(working, chief)


def test_a_refused_application_changes_nothing_and_the_work_goes_on(working, counted, chief, officer):
    row = ask(working, chief)
    decide_adjustment(adjustment=row, approved=False, answer="年初已定", by=officer)
    assert board(working, DAY).rows["T04.5"].promised == ""
    assert Charge.objects.get(code="T04.5").state == ChargeState.RUNNING


def test_an_extension_must_be_later_and_moves_deadline_and_pace(working, counted, chief, officer):
    with pytest.raises(Invalid, match="晚于现在"):
        ask(working, chief, kind=AdjustmentKind.DEADLINE, deadline=date(2018, 12, 31))
    before = board(working, DAY).rows["T04.5"].pace
    row = ask(working, chief, kind=AdjustmentKind.DEADLINE, deadline=date(2019, 6, 30))
    decide_adjustment(adjustment=row, approved=True, by=officer, **APPROVED)
    after = board(working, DAY).rows["T04.5"]
    assert after.pace < before and Charge.objects.get(code="T04.5").deadline == date(2019, 6, 30)
    assert after.change.last.document == "冀科办〔2018〕9号"


def test_what_is_suspended_is_grey_with_its_document_until_it_is_resumed(working, counted, chief, officer):
    row = ask(working, chief, kind=AdjustmentKind.SUSPEND)
    decide_adjustment(adjustment=row, approved=True, by=officer, **APPROVED)
    light = board(working, DAY).rows["T04.5"].light
    assert (light.colour, light.words) == ("grey", "暂停 · 冀科办〔2018〕9号")
    with pytest.raises(Invalid, match="已经暂停"):
        ask(working, chief, kind=AdjustmentKind.SUSPEND)
    row = ask(working, chief, kind=AdjustmentKind.RESUME)
    decide_adjustment(adjustment=row, approved=True, by=officer, **APPROVED)
    assert board(working, DAY).rows["T04.5"].light.colour != "grey"


def test_a_suspended_milestone_is_grey_too(working, chief, officer):
    row = ask(working, chief, code="M04.1", kind=AdjustmentKind.SUSPEND)
    decide_adjustment(adjustment=row, approved=True, by=officer, **APPROVED)
    found = next(m for m in item_page(working, 4, DAY).milestones if m.milestone.code == "M04.1")
    assert found.light.reason_code == "suspended"


def test_quarters_are_straight_between_their_ends():
    curve = quarterly([Fraction(1, 10), Fraction(4, 10), Fraction(7, 10), Fraction(1)])
    base, end = date(2017, 12, 31), date(2018, 12, 31)
    shares = [
        curve.on(date(2018, m, d), base, end) for m, d in ((3, 31), (4, 30), (6, 30), (9, 30), (12, 31))
    ]
    assert shares == [Fraction(1, 10), Fraction(2, 10), Fraction(4, 10), Fraction(7, 10), 1]


def test_a_pace_counts_once_another_has_approved_it(working, counted, chief, officer):
    charge = working.charges.get(code="T04.5")
    with pytest.raises(Invalid, match="逐季不减"):
        set_pace(charge=charge, shares=[500, 300, 800, 1000], by=chief)
    row = set_pace(charge=charge, shares=[0, 100, 300, 1000], by=chief)
    assert board(working, DAY).rows["T04.5"].pace == Fraction(273, 365)
    with pytest.raises(Refused, match="本人"):
        decide_pace(pace=row, approved=True, by=chief)
    decide_pace(pace=row, approved=True, by=officer)
    found = board(working, DAY).rows["T04.5"]
    assert found.pace == Fraction(3, 10) and found.light.colour == "green"


def test_the_forms_ask_and_decide_and_the_board_shows_both(working, counted, chief, officer, signed_in):
    client = signed_in(chief)
    client.post(
        "/plan/2018/follow/charges/T04.5/ask-adjustment/",
        {"kind": "target", "value": "1500", "reason": "政策变化"},
    )
    row = working.adjustments.get()
    signed_in(officer).post(
        f"/plan/2018/follow/adjustments/{row.pk}/decide/", APPROVED | {"verdict": "accept"}
    )
    page = client.get("/plan/2018/").content.decode()
    assert "原定 ≥ 2,000 家" in page and "冀科办〔2018〕9号" in page
    public = client.get("/plan/2018/?view=public").content.decode()
    assert "1,500" not in public


def test_what_was_reassigned_meanwhile_still_waits_for_its_signature(working, counted, chief, officer):
    row = ask(working, chief)
    assign_owner(plan=working, code="T04.5", department="高新技术处", by=officer)
    decide_adjustment(adjustment=row, approved=True, by=officer, **APPROVED)
    assert Charge.objects.get(code="T04.5").state == ChargeState.ASSIGNED
