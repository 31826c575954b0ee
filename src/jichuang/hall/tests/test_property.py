"""Whatever people do in whatever order: a case is in exactly one place with exactly one holder set, and nothing is lost."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import event as reached
from hypothesis import strategies as st

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.hall import reads, verbs
from jichuang.hall.chores import close_publicity, remind_supplements
from jichuang.hall.models import Case, CaseEvent, PublicityNotice, Task
from jichuang.hall.terms import CaseState
from jichuang.hall.tests.cast import START, fill
from jichuang.registry.reads import entries

DEEDS = (
    "fill", "submit", "claim", "release", "accept", "undo", "return", "mend", "resubmit", "not_met", "withdraw", "compose", "post",
    "object", "dismiss", "uphold", "announce", "next_day", "next_fortnight",
)  # fmt: skip


class Play:
    """The cast on stage: does one deed after another, refusals included."""

    def __init__(self, cast):
        self.cast = cast
        self.cases = [
            cast["draft"],
            verbs.start(matter="trial-evaluation", party=cast["other_firm"], by=cast["other_clerk"]),
        ]
        self.clerks = [cast["clerk"], cast["other_clerk"]]
        self.officers = [cast["city_officer"], cast["langfang_officer"]]

    def do(self, deed, which):
        case = Case.objects.get(pk=self.cases[which].pk)
        clerk, officer, province = self.clerks[which], self.officers[which], self.cast["province_officer"]
        simple = {
            "fill": lambda: fill(case, clerk),
            "submit": lambda: verbs.submit(case=case, by=clerk, key=secrets.token_hex(8)),
            "claim": lambda: verbs.claim(case=case, by=officer),
            "release": lambda: verbs.release(case=case, by=officer),
            "accept": lambda: verbs.accept_complete(case=case, by=officer),
            "undo": lambda: verbs.undo(case=case, by=officer),
            "return": lambda: verbs.return_for_supplement(
                case=case, by=officer, items=[("field", "rd_expense", "")]
            ),
            "mend": lambda: verbs.save_draft(
                case=case, by=clerk, answers={"rd_expense": "239"}, revision=case.revision
            ),
            "resubmit": lambda: verbs.resubmit(
                case=case, by=clerk, explanations={"field:rd_expense": "无误"}
            ),
            "not_met": lambda: verbs.mark_not_met(case=case, by=officer, reason_codes=["size"]),
            "withdraw": lambda: verbs.withdraw(case=case, by=clerk),
            "compose": lambda: verbs.compose_notice(matter="trial-evaluation", cases=[case], by=province),
            "next_day": lambda: self.pass_days(1),
            "next_fortnight": lambda: self.pass_days(20),
        }
        if deed in simple:
            return simple[deed]()
        return self.do_with_notice(deed, case, province)

    def do_with_notice(self, deed, case, province):
        listing = case.listings.order_by("-id").first()
        if listing is None:
            return None
        notice = listing.notice
        if deed == "post":
            return verbs.post_notice(notice=notice, by=province)
        if deed == "announce":
            return verbs.announce(notice=notice, by=province)
        if deed == "object":
            return verbs.object_to(item=listing, kind="named", name="甲", contact="1", content="不实")
        objection = listing.objections.order_by("-id").first()
        if objection is None:
            return None
        return verbs.resolve_objection(
            objection=objection, by=province, upheld=deed == "uphold", finding="已查"
        )

    def pass_days(self, count):
        day = clock.today() + timedelta(days=count)
        clock.set_demonstration_day(day)
        close_publicity(day)
        remind_supplements(day)


def check_invariants(play):
    assert reads.stuck() == []
    for case in Case.objects.filter(pk__in=[one.pk for one in play.cases]):
        place = reads.place_of(case)
        open_tasks = Task.objects.filter(case=case, done_at__isnull=True)
        if CaseState(case.state).is_open:
            assert place.place == case.stage and place.holder and open_tasks.count() == 1
            assert reads.holders(case), f"{case} is held by nobody"
        else:
            assert not open_tasks.exists() and place.place in {"draft", "closed"}
        granted = case.outcome == "granted"
        assert granted == entries("tech_sme").filter(subject=case.party.credit_code).exists()
        last = JournalRow.objects.filter(subject=f"case:{case.number}").order_by("-id").first()
        assert (last.detail["state"], last.detail["stage"], last.detail["outcome"]) == (
            case.state,
            case.stage,
            case.outcome,
        )
        assert (
            CaseEvent.objects.filter(case=case).count()
            == JournalRow.objects.filter(subject=f"case:{case.number}").count()
        )
    for notice in PublicityNotice.objects.exclude(end=None):
        assert notice.end > notice.start


LIKELY = {
    "draft": ("submit",),
    "supplement": ("mend", "resubmit", "next_day"),
    "form_check": ("claim", "release", "accept", "accept", "accept", "return", "not_met"),
    "batch": ("compose", "compose", "post", "undo"),
    "publicity": ("object", "dismiss", "uphold", "next_fortnight", "announce", "dismiss", "next_day"),
    "announcement": ("announce", "announce", "dismiss"),
    "": ("next_day", "announce", "claim"),
}


def next_deed(case, number, wild):
    """Mostly something that fits where the case is, sometimes anything at all."""
    state = CaseState(case.state)
    key = case.stage if state is CaseState.OPEN else "" if state is CaseState.CLOSED else state.value
    choice = DEEDS if wild else LIKELY[key]
    return choice[number % len(choice)]


STEP = st.tuples(st.integers(0, 2519), st.integers(0, 1), st.sampled_from((False,) * 9 + (True,)))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=16, max_size=30))
def test_a_case_is_always_in_exactly_one_place_with_exactly_one_holder_set(
    steps, draft, clerk, other_firm, other_clerk, city_officer, langfang_officer, province_officer
):
    cast = {
        "draft": draft, "clerk": clerk, "other_firm": other_firm, "other_clerk": other_clerk,
        "city_officer": city_officer, "langfang_officer": langfang_officer, "province_officer": province_officer,
    }  # fmt: skip
    with transaction.atomic():
        clock.set_demonstration_day(START)
        play = Play(cast)
        for which in (0, 1):
            play.do("fill", which)
        for number, which, wild in steps:
            deed = next_deed(Case.objects.get(pk=play.cases[which].pk), number, wild)
            try:
                with transaction.atomic():
                    play.do(deed, which)
            except (Refused, Invalid):
                pass  # a refusal is an answer; what matters is that nothing moved
            check_invariants(play)
        for case in Case.objects.all():
            reached(f"{case.state} {case.stage} {case.outcome}")
        transaction.set_rollback(True)


def test_the_straight_way_reaches_the_register(
    draft, clerk, other_firm, other_clerk, city_officer, langfang_officer, province_officer
):
    play = Play(
        {"draft": draft, "clerk": clerk, "other_firm": other_firm, "other_clerk": other_clerk,
         "city_officer": city_officer, "langfang_officer": langfang_officer, "province_officer": province_officer}
    )  # fmt: skip
    for deed in (
        "fill",
        "submit",
        "return",
        "mend",
        "resubmit",
        "accept",
        "compose",
        "post",
        "object",
        "dismiss",
        "next_fortnight",
        "announce",
    ):
        play.do(deed, 0)
        check_invariants(play)
    assert Case.objects.get(pk=draft.pk).outcome == "granted"
