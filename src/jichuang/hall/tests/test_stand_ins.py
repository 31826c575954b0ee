"""代理: a colleague of the same post acts in his absent colleague's place, on the days named only, with both names written."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow, Message
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, CaseEvent, Extension
from jichuang.hall.reads.holders import people_at
from jichuang.hall.tests.cast import BEGIN, RAOYANG, SHIJIAZHUANG, office, officer
from jichuang.registry.models import Appointment, StandIn
from jichuang.registry.reads import appointments_of, has_role
from jichuang.registry.terms import Role, Scope
from jichuang.registry.verbs import authorise_clerk, end_appointment, end_stand_in, name_stand_in

FIRST, LAST = date(2018, 9, 4), date(2018, 9, 6)


def post(user) -> Appointment:
    """The one appointment of a person."""
    return Appointment.objects.get(user=user)


def stand_in(absent, for_him, by=None, first=FIRST, last=LAST, reason="年休假") -> StandIn:
    """Named for 4 to 6 September unless said otherwise."""
    return name_stand_in(
        appointment=post(absent),
        stand_in=for_him,
        first_day=first,
        last_day=last,
        reason=reason,
        by=by or absent,
    )


@pytest.fixture
def claimed(submitted_case, city_officer):
    """韩梅 has claimed the case on 3 September."""
    return verbs.claim(case=submitted_case, by=city_officer)


def test_the_stand_in_does_what_the_absent_one_had_in_hand_on_those_days_only_and_both_are_named(
    claimed, city_officer, city_colleague, stand
):
    stand_in(city_officer, city_colleague)
    with pytest.raises(Refused, match="认领"):
        verbs.accept_complete(case=claimed, by=city_colleague)
    stand(LAST)
    case = verbs.accept_complete(case=claimed, by=city_colleague)
    event = CaseEvent.objects.filter(case=case).last()
    assert event.who == "石家庄市科技局 杜鹏（演示）代韩梅（演示）" and event.actor == city_colleague
    row = JournalRow.objects.filter(verb="case.passed").latest("id")
    assert row.actor == f"user:{city_colleague.pk}" and row.detail["for"] == f"user:{city_officer.pk}"
    assert "代韩梅" in row.summary


def test_after_the_last_day_it_is_over_by_itself(claimed, city_officer, city_colleague, stand):
    stand_in(city_officer, city_colleague)
    stand(date(2018, 9, 7))
    with pytest.raises(Refused, match="认领"):
        verbs.accept_complete(case=claimed, by=city_colleague)


def test_ended_at_once_the_next_step_is_refused_and_the_days_before_stay_true(
    claimed, city_officer, city_colleague, stand
):
    row = stand_in(city_officer, city_colleague)
    stand(date(2018, 9, 5))
    assert reads.holders(claimed) == {city_officer, city_colleague}
    end_stand_in(row=row, by=city_colleague)
    with pytest.raises(Refused, match="认领"):
        verbs.accept_complete(case=claimed, by=city_colleague)
    assert reads.holders(claimed) == {city_officer}
    assert [one.stands_for for one in appointments_of(city_colleague, FIRST)] == [None, city_officer]
    with pytest.raises(Refused, match="已经结束"):
        end_stand_in(row=row, by=city_officer)


def test_what_one_does_at_ones_own_desk_meanwhile_is_ones_own(
    submitted_case, city_officer, city_colleague, stand
):
    stand_in(city_officer, city_colleague)
    stand(FIRST)
    case = verbs.accept_complete(case=submitted_case, by=city_colleague)
    assert CaseEvent.objects.filter(case=case).last().who == "石家庄市科技局 杜鹏（演示）"


@pytest.fixture
def counties(stand):
    """Two officers of one county bureau, each over his own county, and their head."""
    bureau = office("RY-KJ", "饶阳县科技局", "county", RAOYANG, "131100")
    one = officer("county1", "石岩（演示）", Role.COUNTY_OFFICER, bureau, region=RAOYANG)
    two = officer("county2", "安平（演示）", Role.COUNTY_OFFICER, bureau, region="131125")
    head = officer("head", "县局长（演示）", Role.LEADER, bureau)
    return one, two, head


def test_another_county_is_reached_on_those_days_only(counties, stand):
    one, two, head = counties
    stand_in(one, two, by=head)
    asked = {"home": "131100", "region": RAOYANG}
    assert not has_role(two, Role.COUNTY_OFFICER, on=date(2018, 9, 3), **asked)
    assert "代石岩" in has_role(two, Role.COUNTY_OFFICER, on=FIRST, **asked).reason
    assert not has_role(two, Role.COUNTY_OFFICER, on=date(2018, 9, 7), **asked)
    assert Message.objects.filter(user=one, subject="代理事宜").exists()
    end_appointment(appointment=post(one), last_day=FIRST, by=None, reason="调离")
    assert not has_role(two, Role.COUNTY_OFFICER, on=LAST, **asked), "nobody stands in for who holds no post"


def test_a_stand_in_does_not_hand_the_work_on(counties, stand):
    one, two, head = counties
    third = officer(
        "county3", "武强（演示）", Role.COUNTY_OFFICER, one.appointments.get().department, region="131123"
    )
    stand_in(one, two, by=head)
    with pytest.raises(Invalid, match="由他人代理"):
        stand_in(third, one, by=head)
    assert {row.region for row in appointments_of(third, FIRST)} == {"131123"}


def test_what_the_absent_one_must_avoid_his_stand_in_avoids_in_his_place(
    counties, stand, firm, submitted_case, city_office, city_officer, city_colleague
):
    """The stand-in who sits there through the absent one alone is refused; one with a seat of his own is not."""
    case = Case.objects.get(pk=submitted_case.pk)
    Appointment.objects.filter(user=city_colleague).update(home="130200")
    stand_in(city_officer, city_colleague)
    stand(FIRST)
    assert reads.can(city_colleague, "claim", case), "through the absent one the case is at his desk"
    verbs.claim(case=case, by=city_colleague)
    assert CaseEvent.objects.filter(case=case).last().who.endswith("代韩梅（演示）")
    authorise_clerk(party=firm, user=city_officer, by=None, scope=Scope.VIEWER, valid_from=BEGIN)
    refusal = reads.can(city_colleague, "accept_complete", case)
    assert not refusal and "代理韩梅" in refusal.reason and "回避" in refusal.reason
    Appointment.objects.filter(user=city_colleague).update(home=SHIJIAZHUANG)
    assert reads.can(city_colleague, "accept_complete", case), "in his own right he has nothing to avoid"


def test_an_extension_asked_for_by_the_absent_one_is_not_approved_by_his_stand_in(
    submitted_case, city_office, city_officer, stand
):
    first, second = (officer(f"lead{n}", f"局长{n}（演示）", Role.LEADER, city_office) for n in (1, 2))
    asked = Extension.objects.create(
        case=submitted_case, days=3, reason="核查", asked_by=first, asked_at=submitted_case.saved_at
    )
    stand_in(first, second)
    stand(FIRST)
    with pytest.raises(Refused, match="您所代理的人"):
        verbs.decide_extension(extension=asked, by=second, approved=True)
    stand(date(2018, 9, 7))
    assert verbs.decide_extension(extension=asked, by=second, approved=True).approved


def test_who_may_not_be_named_and_who_may_not_name(
    city_officer, city_colleague, langfang_officer, province_officer, auditor, stand
):
    for other in (langfang_officer, province_officer, auditor):
        with pytest.raises(Invalid, match="同部门、同岗位"):
            stand_in(city_officer, other)
    with pytest.raises(Refused, match="本人或本部门负责人"):
        stand_in(city_officer, city_colleague, by=city_colleague)
    with pytest.raises(Invalid) as wrong:
        stand_in(city_officer, city_officer, first=date(2018, 9, 2), last=date(2018, 9, 1), reason=" ")
    assert wrong.value.by_field().keys() == {"first_day", "last_day", "reason", "stand_in"}
    with pytest.raises(Invalid, match="系统管理员"):
        name_stand_in(
            appointment=post(auditor),
            stand_in=auditor,
            first_day=FIRST,
            last_day=LAST,
            reason="x",
            by=auditor,
        )
    stand_in(city_officer, city_colleague)
    with pytest.raises(Refused, match="已由杜鹏"):
        stand_in(city_officer, city_colleague, first=LAST, last=date(2018, 9, 9))


def test_everybody_at_the_desk_counts_those_who_stand_in(submitted_case, city_officer, city_colleague, stand):
    Appointment.objects.filter(user=city_colleague).update(home="130200")
    stand_in(city_officer, city_colleague)
    task = submitted_case.tasks.get()
    assert people_at(task, date(2018, 9, 3)) == {city_officer}
    assert people_at(task, FIRST) == {city_officer, city_colleague}
