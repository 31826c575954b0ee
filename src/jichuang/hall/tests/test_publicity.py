"""Publicity and objections: one objection holds that firm alone, and who objected stays hidden."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.hall import reads, verbs
from jichuang.hall.chores import close_publicity
from jichuang.hall.models import Case, CaseEvent
from jichuang.hall.tests.cast import fill, send
from jichuang.registry.reads import entries

COMPLAINT = {"name": "举报人甲", "contact": "13800000000", "content": "该企业科技人员数不实。"}


@pytest.fixture
def two_firms(
    submitted_case, other_firm, other_clerk, city_officer, langfang_officer, province_officer, stand
):
    """A notice with 澄光传感 and 白榆生物, posted on 2018-09-20."""
    first = verbs.accept_complete(case=submitted_case, by=city_officer)
    case = fill(verbs.start(matter="trial-evaluation", party=other_firm, by=other_clerk), other_clerk)
    second = verbs.accept_complete(case=send(case, other_clerk), by=langfang_officer)
    stand(date(2018, 9, 20))
    notice = verbs.compose_notice(matter="trial-evaluation", cases=[first, second], by=province_officer)
    return verbs.post_notice(notice=notice, by=province_officer)


def held(notice, position=1, kind="named", **changes):
    return verbs.object_to(item=notice.items.get(position=position), kind=kind, **{**COMPLAINT, **changes})


def test_one_objection_holds_that_firm_alone(two_firms, province_officer, stand):
    held(two_firms)
    stand(date(2018, 10, 11))
    verbs.announce(notice=two_firms, by=province_officer)
    states = dict(two_firms.items.values_list("position", "state"))
    assert states == {1: "held", 2: "announced"}
    assert entries("tech_sme").count() == 1 and reads.stuck() == []


def test_a_dismissed_objection_lets_the_firm_be_announced_later(two_firms, province_officer, stand):
    objection = held(two_firms)
    stand(date(2018, 10, 11))
    verbs.announce(notice=two_firms, by=province_officer)
    with pytest.raises(Refused, match="没有可公告的企业"):
        verbs.announce(notice=two_firms, by=province_officer)
    verbs.resolve_objection(
        objection=objection, by=province_officer, upheld=False, finding="社保记录与填报一致"
    )
    verbs.announce(notice=two_firms, by=province_officer)
    assert entries("tech_sme").count() == 2 and reads.stuck() == []


def test_an_upheld_objection_removes_the_firm_with_its_reason(two_firms, province_officer):
    objection = held(two_firms)
    verbs.resolve_objection(objection=objection, by=province_officer, upheld=True, finding="科技人员实为2人")
    case = two_firms.items.get(position=1).case
    assert (case.state, case.outcome) == ("closed", "removed")
    assert case.reasons[0]["title"] == "公示异议成立：科技人员实为2人" and reads.stuck() == []


def test_two_objections_must_both_be_dismissed(two_firms, province_officer):
    one, two = held(two_firms), held(two_firms, name="乙单位", content="另一事由。")
    verbs.resolve_objection(objection=one, by=province_officer, upheld=False, finding="不实")
    assert two_firms.items.get(position=1).state == "held"
    verbs.resolve_objection(objection=two, by=province_officer, upheld=False, finding="不实")
    assert two_firms.items.get(position=1).state == "cleared"


def test_the_firm_never_learns_who_objected(two_firms, clerk, province_officer):
    held(two_firms)
    item = two_firms.items.get(position=1)
    (view,) = reads.objections_for(clerk, item)
    assert (view.name, view.contact, view.content, view.receipt) == ("", "", "", "")
    (full,) = reads.objections_for(province_officer, item)
    assert full.name == "举报人甲"
    told = " ".join(CaseEvent.objects.filter(case=item.case).values_list("note", flat=True))
    journal = " ".join(JournalRow.objects.values_list("summary", flat=True))
    assert "举报人甲" not in told + journal and "13800000000" not in told + journal
    assert CaseEvent.objects.get(case=item.case, kind="held").actor is None


def test_the_receipt_answers_with_the_state_only(two_firms):
    receipt = held(two_firms).receipt
    view = reads.objection_by_receipt(receipt)
    assert view.state_title == "核查中" and view.name == ""
    assert reads.objection_by_receipt("YY20180920-0001-000000") is None


def test_an_objection_without_name_or_seal_is_refused_with_everything_missing(two_firms):
    with pytest.raises(Invalid) as fault:
        held(two_firms, kind="sealed", name=" ", contact="")
    assert [problem.field for problem in fault.value.problems] == ["name", "contact", "evidence"]


def test_objections_are_taken_to_the_last_day_and_not_after(two_firms, stand):
    stand(date(2018, 10, 10))
    assert held(two_firms).due_on == date(2018, 10, 24)
    stand(date(2018, 10, 11))
    with pytest.raises(Refused, match="已于2018-10-10截止"):
        held(two_firms, position=2)


def test_the_daily_duty_moves_firms_on_after_the_last_day_and_changes_nothing_twice(two_firms, stand):
    held(two_firms)
    stand(date(2018, 10, 11))
    close_publicity(date(2018, 10, 11))
    assert sorted(Case.objects.values_list("stage", flat=True)) == ["announcement", "publicity"]
    before = CaseEvent.objects.count()
    close_publicity(date(2018, 10, 11))
    assert CaseEvent.objects.count() == before and reads.stuck() == []


def test_one_bad_notice_never_stops_the_sweep(two_firms, stand, monkeypatch):
    stand(date(2018, 10, 11))
    monkeypatch.setattr("jichuang.hall.chores.notices.end_publicity", lambda **_: 1 / 0)
    assert close_publicity(date(2018, 10, 11)) == 0
    assert JournalRow.objects.get(verb="duty.fault").subject == f"notice:{two_firms.number}"


def test_a_posting_is_never_back_dated(waiting_case, province_officer):
    notice = verbs.compose_notice(matter="trial-evaluation", cases=[waiting_case], by=province_officer)
    with pytest.raises(Refused, match="自发布之日起算"):
        verbs.post_notice(notice=notice, by=province_officer, on=date(2018, 8, 1))


def test_a_case_stands_on_one_notice_only(waiting_case, province_officer):
    notice = verbs.compose_notice(matter="trial-evaluation", cases=[waiting_case], by=province_officer)
    with pytest.raises(Refused, match=f"已列入公示{notice.number}"):
        verbs.compose_notice(matter="trial-evaluation", cases=[waiting_case], by=province_officer)
    verbs.remove_from_notice(item=notice.items.get(), by=province_officer)
    assert (
        verbs.compose_notice(
            matter="trial-evaluation", cases=[waiting_case], by=province_officer
        ).items.count()
        == 1
    )


def test_a_case_not_yet_checked_cannot_be_put_on_a_notice(submitted_case, province_officer):
    with pytest.raises(Refused):
        verbs.compose_notice(matter="trial-evaluation", cases=[submitted_case], by=province_officer)


def test_a_withdrawn_firm_stays_on_the_list_with_its_mark(two_firms, clerk, province_officer, stand):
    verbs.withdraw(case=two_firms.items.get(position=1).case, by=clerk)
    shown = reads.public_items(two_firms, date(2018, 9, 25))
    assert [item.mark for item in shown] == ["已撤回", ""]
    stand(date(2018, 10, 11))
    verbs.announce(notice=two_firms, by=province_officer)
    assert entries("tech_sme").count() == 1


def test_a_city_officer_cannot_compose_post_or_announce(waiting_case, posted, city_officer):
    for deed in (
        lambda: verbs.announce(notice=posted, by=city_officer),
        lambda: verbs.compose_notice(matter="trial-evaluation", cases=[waiting_case], by=city_officer),
    ):
        with pytest.raises(Refused, match="省科技厅经办"):
            deed()
