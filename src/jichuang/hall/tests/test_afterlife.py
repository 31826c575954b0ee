"""After the decision: appeal, change, renewal, surrender, revocation, lapse. Each is a case with the same inbox and journal."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Invalid
from jichuang.base.models import Outbox
from jichuang.base.refs import Ref
from jichuang.hall import reads, verbs
from jichuang.hall.chores import note_lapsed, remind_renewals
from jichuang.hall.declare import Purpose
from jichuang.hall.models import Case
from jichuang.hall.tests.recognition import ANSWERS, RECOGNITION
from jichuang.hall.tests.recognition_cast import refused
from jichuang.registry.reads import entries


@pytest.fixture
def granted(cast, long_route):
    """A case that reached the register on 2018-09-21."""
    case = cast.drive(cast.file(), "external_publicity")
    long_route(date(2018, 9, 21))
    return cast.drive(case, "closed")


def follow(cast, purpose, source, **answers):
    """Starts, fills in and submits a follow-up."""
    case = verbs.start(
        matter=RECOGNITION.code, party=cast.firm, by=cast.clerk, source=Ref.parse(source), purpose=purpose
    )
    case = verbs.save_draft(case=case, by=cast.clerk, answers=answers, revision=case.revision)
    return verbs.submit(case=case, by=cast.clerk, key=f"{purpose.value}-{case.number}")


def in_force(case, day):
    """The party's entry on a day, None when it has none."""
    return entries("hnte_reserve").in_force(day).filter(subject=case.party.credit_code).first()


def test_an_upheld_appeal_opens_the_first_case_again_at_the_named_stage(cast, outsider):
    first = cast.drive(cast.file(), "review")
    first = cast.do(cast.do(first, "province", "panel", score="60"), "city", "site_visit")
    assert first.outcome == "not_met"
    appeal = follow(cast, Purpose.APPEAL, f"case:{first.number}", ground="评分漏计一项专利")
    assert appeal.declaration.title == "试验认定：申诉" and appeal.stage == "decision"
    appeal = cast.do(appeal, "province", "decision")
    assert (appeal.outcome, appeal.result) == ("granted", f"case:{first.number}")
    first = Case.objects.get(pk=first.pk)
    assert (first.state, first.outcome) == ("open", "")
    assert cast.open(first) == {("panel", "province", "desk")} and reads.stuck() == []
    assert cast.do(first, "province", "panel").stage == "joint_decision"


def test_an_appeal_is_made_once_and_in_time_and_against_a_refusal_only(cast, long_route):
    first = cast.drive(cast.file(), "joint_decision")
    source = f"case:{first.number}"
    assert "只有未通过的办件" in refused(lambda: follow(cast, Purpose.APPEAL, source, ground="x"))
    first = cast.do(first, "province", "joint_decision", agreed=False)
    first = cast.drive(first, "closed")
    appeal = follow(cast, Purpose.APPEAL, source, ground="x")
    appeal = cast.do(appeal, "province", "decision", agreed=False)
    assert appeal.outcome == "not_met" and Case.objects.get(pk=first.pk).state == "closed"
    assert "已经申诉过" in refused(lambda: follow(cast, Purpose.APPEAL, source, ground="x"))


def test_a_late_appeal_says_until_when_it_was_possible(cast, long_route):
    first = cast.drive(cast.file(), "joint_decision")
    cast.do(first, "province", "joint_decision", agreed=False)
    first = cast.drive(first, "closed")
    long_route(date(2018, 10, 26))
    late = refused(lambda: follow(cast, Purpose.APPEAL, f"case:{first.number}", ground="x"))
    assert "2018年09月30日前提出" in late


def test_a_change_of_name_corrects_the_entry_and_nothing_else(cast, granted):
    change = follow(cast, Purpose.CHANGE, granted.result, new_name="澄光智能有限公司（演示）")
    assert change.declaration.route.first.key == "form_check", "a change has its own short route"
    change = cast.drive(change, "closed")
    entry = in_force(granted, date(2018, 9, 21))
    assert change.outcome == "granted" and entry.name == "澄光智能有限公司（演示）"
    assert entry.valid_to == date(2021, 9, 21)


def test_a_surrender_ends_the_entry_on_the_day_of_the_decision(cast, granted, long_route):
    long_route(date(2019, 3, 1))
    cast.drive(follow(cast, Purpose.SURRENDER, granted.result, ground="不再从事"), "closed")
    assert in_force(granted, date(2019, 3, 1)) and not in_force(granted, date(2019, 3, 2))


def test_a_renewal_opens_ninety_days_before_the_end_and_walks_the_whole_route(cast, granted, long_route):
    long_route(date(2021, 6, 1))
    early = refused(lambda: follow(cast, Purpose.RENEWAL, granted.result, **ANSWERS))
    assert "2021-06-23起" in early
    long_route(date(2021, 6, 23))
    assert remind_renewals(date(2021, 6, 23)) == 1
    assert "可以办理续期" in Outbox.objects.latest("id").body
    renewal = follow(cast, Purpose.RENEWAL, granted.result, **ANSWERS)
    assert renewal.stage == "submission" and renewal.declaration.form is RECOGNITION.form


def test_a_revocation_is_proposed_by_one_officer_and_decided_by_others(cast, granted, outsider):
    entry = in_force(granted, date(2018, 9, 21))
    city = cast.people["city"]
    with pytest.raises(Invalid, match="没有“x”这一情形"):
        verbs.propose_revocation(matter=RECOGNITION.code, entry=entry, by=city, reason="x", facts="y")
    assert "岗位的任职" in refused(
        lambda: verbs.propose_revocation(
            matter=RECOGNITION.code, entry=entry, by=outsider, reason="fraud", facts="y"
        )
    )
    case = verbs.propose_revocation(
        matter=RECOGNITION.code, entry=entry, by=cast.people["province"], reason="fraud", facts="伪造审计报告"
    )
    assert not reads.can(cast.people["province"], "conclude", case), "who proposes does not decide"
    assert not reads.can(cast.clerk, "withdraw", case), "the holder cannot withdraw it"
    other = cast_colleague()
    cast.people["province"] = other
    case = cast.drive(case, "closed")
    assert case.outcome == "granted" and not in_force(granted, date(2018, 9, 22))


def cast_colleague():
    from jichuang.hall.tests.cast import officer  # noqa: PLC0415
    from jichuang.registry.terms import Role  # noqa: PLC0415

    return officer("province2", "另一处长（演示）", Role.PROVINCE_OFFICER, None, home="")


def test_a_lapse_is_a_date_and_the_timeline_says_so(granted, long_route):
    long_route(date(2021, 9, 22))
    assert not in_force(granted, date(2021, 9, 22)) and note_lapsed(date(2021, 9, 22)) == 1
    assert granted.events.last().kind == "lapsed"


def test_what_a_matter_does_not_declare_cannot_be_begun(posted, clerk, firm, waiting_case):
    assert "没有变更" in refused(
        lambda: verbs.start(
            matter="trial-evaluation", party=firm, by=clerk, purpose=Purpose.CHANGE, source=Ref("entry", "1")
        )
    )
