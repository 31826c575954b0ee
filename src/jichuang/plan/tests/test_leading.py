"""分管领导: he urges what he is in charge of and nothing else, and hears of slips, answers, overdue ones and new reds."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.accounts.models import User
from jichuang.base import clock, duties
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow, Message, Outbox
from jichuang.plan.models import Letter
from jichuang.plan.tests.conftest import NEW, rows
from jichuang.plan.verbs import answer_letter, assign_owner, link_leader, press, sign, urge
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

JUDGED = date(2018, 10, 26)
REASON = {"reason": "10月8日前拿出时间表"}
ADDRESS = "/plan/2018/follow/charges/D04.1/urge/"


def _leader(username: str, name: str) -> User:
    user = User.objects.create_user(username, "x", name=name, email=f"{username}@demo.example")
    appoint(user=user, role=Role.LEADER, valid_from=date(2018, 1, 1), by=None, home="")
    return user


@pytest.fixture
def deputy(db) -> User:
    """The leader that the assignment of item 4 names."""
    return _leader("deputy", "分管厅领导")


@pytest.fixture
def led(deputy, working) -> User:
    """Item 4 signed for, in the deputy's charge."""
    return deputy


def told(user: User) -> list[str]:
    return [one.subject for one in Message.objects.filter(user=user).order_by("id")]


def test_the_name_of_an_assignment_is_the_account_that_bears_it_and_two_of_a_name_are_nobody(
    plan, officer, section, db
):
    one = _leader("one", "同名领导")
    first = assign_owner(plan=plan, code="5", department="高新技术处", leader=one.name, by=officer)
    assert first.in_charge == one
    _leader("two", "同名领导")
    assert (
        assign_owner(plan=plan, code="6", department="高新技术处", leader=one.name, by=officer).in_charge
        is None
    )


def test_a_leader_urges_what_he_is_in_charge_of_and_nothing_else(
    led, working, officer, chief, leader, signed_in
):
    assign_owner(plan=working, code="5", department="高新技术处", leader="另一位", by=officer)
    sign(plan=working, codes=working.charges.filter(item=5).values_list("code", flat=True), by=chief)
    other = working.charges.filter(item=5, state="signed").first()
    with pytest.raises(Refused, match="由另一位分管"):
        urge(charge=other, reason="看看", by=led)
    assert signed_in(led).get(f"/plan/2018/follow/charges/{other.code}/urge/").status_code == 403
    assert signed_in(leader).post(ADDRESS, REASON).status_code == 403
    answer = signed_in(led).post(ADDRESS, REASON)
    letter = Letter.objects.get()
    assert answer.status_code == 302 and answer.url == letter.get_absolute_url()
    assert letter.lines[0]["words"] == REASON["reason"] and letter.by == f"user:{led.pk}"
    assert "分管厅领导" in signed_in(led).get(letter.get_absolute_url()).content.decode()


def test_a_refused_slip_keeps_what_was_typed(led, working, chief, officer, signed_in):
    client = signed_in(led)
    empty = client.post(ADDRESS, {"reason": " "})
    assert empty.status_code == 422 and "未写督办事由" in empty.content.decode()
    working.charges.filter(code="D04.1").update(state="done")
    stale = client.post(ADDRESS, REASON)
    assert stale.status_code == 409 and REASON["reason"] in stale.content.decode()
    assert not Letter.objects.exists()


def test_a_leader_out_of_office_urges_no_more(led, working):
    charge = working.charges.get(code="D04.1")
    led.appointments.update(valid=("2018-01-01", "2018-09-01"))
    with pytest.raises(Refused):
        urge(charge=charge, reason="看看", by=led)


def test_his_page_lists_what_is_red_with_its_slip(led, working, load, signed_in):
    load("hnte_reserve", rows("r", 3, NEW))
    page = signed_in(led).get("/plan/2018/leader/").content.decode()
    mine = page[page.index('id="mine"') : page.index("哪些会完不成")]
    assert "T04.5" in mine and "13 项" in mine and "/follow/charges/T04.5/urge/" in mine
    assert "D04.1" not in mine
    charge = working.charges.get(code="T04.5")
    letter = urge(charge=charge, reason="看看", by=led)
    assert letter.title in signed_in(led).get("/plan/2018/leader/").content.decode()
    assert "督办" in signed_in(led).get("/plan/2018/follow/?led=1").content.decode()


def test_a_leader_in_charge_of_nothing_is_told_so(working, leader, signed_in):
    page = signed_in(leader).get("/plan/2018/leader/").content.decode()
    assert "没有登记由您分管的事项" in page and "/urge/" not in page


def test_one_message_tells_of_a_months_slips_then_of_the_answer_and_of_none_in_time(
    led, working, load, officer, chief
):
    load("hnte_reserve", rows("r", 3, NEW))
    clock.set_demonstration_day(JUDGED)
    press(working, JUDGED)
    slip = working.letters.get(kind="slip")
    assert told(led) == ["您分管的事项发出督办单1张"]
    assert Outbox.objects.filter(to="deputy@demo.example").count() == 1
    clock.set_demonstration_day(date(2018, 11, 5))
    duties.run_day(date(2018, 11, 5))
    assert told(led)[1] == f"您分管的{slip.title}逾期未答复"
    answer_letter(letter=slip, cause="审核慢", measures="11月30日前", by=chief)
    assert told(led)[2] == f"{slip.department}已答复{slip.title}"


def test_what_he_issued_himself_is_not_told_to_him(led, working):
    urge(charge=working.charges.get(code="D04.1"), reason="看看", by=led)
    assert told(led) == []


def test_a_light_that_turns_red_is_told_once_on_its_day(led, working, load):
    load("hnte_reserve", rows("r", 1160, NEW))
    day = date(2018, 10, 8)
    seen = []
    while day < date(2018, 10, 20):
        clock.set_demonstration_day(day)
        duties.run_day(day)
        if told(led) and not seen:
            seen.append(day)
        day = date.fromordinal(day.toordinal() + 1)
    assert told(led) == ["您分管的1项转为滞后"] and seen
    assert "T04.5" in Message.objects.get(user=led).body


def test_an_account_is_linked_later_by_a_keeper_who_names_one_in_office(given, officer, outsider, signed_in):
    late = _leader("late", "张某")
    with pytest.raises(Refused):
        link_leader(plan=given, name="分管厅领导", account=late.pk, by=outsider)
    with pytest.raises(Invalid, match="没有领导岗位"):
        link_leader(plan=given, name="分管厅领导", account=outsider.pk, by=officer)
    with pytest.raises(Invalid, match="没有分管领导"):
        link_leader(plan=given, name="", account=late.pk, by=officer)
    client = signed_in(officer)
    assert "没有对应" in client.get("/plan/2018/follow/assign/").content.decode()
    client.post("/plan/2018/follow/assign/", {"link": "1", "name": "分管厅领导", "account": str(late.pk)})
    assert given.charges.filter(owner__in_charge=late).count() == 13
    assert JournalRow.objects.filter(verb="plan.link_leader").count() == 1
