"""The long route under whatever people do in whatever order: one visible place, one holder set, nothing without permission."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import event as reached
from hypothesis import strategies as st

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.hall import reads, verbs
from jichuang.hall.chores import DUTIES
from jichuang.hall.declare import (
    Announcement,
    Batch,
    Certificate,
    CollectiveDecision,
    Decision,
    Desk,
    FormCheck,
    Opinion,
    Panel,
    Publicity,
    Recommend,
    Route,
    SiteVisit,
    Together,
)
from jichuang.hall.models import Case, CaseEvent
from jichuang.hall.terms import CaseState, TaskResult
from jichuang.hall.tests.cast import START
from jichuang.hall.tests.recognition import opinion, paper

ITEMS = [("field", "staff", "核对")]
DEEDS = ("agree", "agree", "agree", "agree", "refuse", "return", "answer", "back", "beside", "anew", "days", "withdraw", "pause", "resume", "undo")  # fmt: skip


class Play:
    """One case on the long route; a deed is done by the desk of one of its open tasks, or by a stranger."""

    def __init__(self, cast, stranger):
        self.cast, self.stranger = cast, stranger
        self.case = cast.file()

    def do(self, deed, which, stranger):
        case = Case.objects.get(pk=self.case.pk)
        tasks = list(case.tasks.filter(done_at=None).order_by("id"))
        if deed == "days":
            return self.pass_days()
        if deed == "answer":
            return self.answer(case, self.stranger if stranger else self.cast.signer)
        if deed == "withdraw":
            return verbs.withdraw(case=case, by=self.stranger if stranger else self.cast.signer)
        if deed == "undo":
            last = case.events.last().actor or self.stranger  # what the clock did nobody may undo
            return verbs.undo(case=case, by=self.stranger if stranger else last)
        if not tasks:
            return None
        task = tasks[which % len(tasks)]
        if task.desk == "unit":
            return verbs.cosign(case=case, by=self.stranger if stranger else self.cast.signer)
        by = self.stranger if stranger else self.cast.people[task.desk]
        return self.at_desk(deed, case, task, by)

    def at_desk(self, deed, case, task, by):
        part = task.stage
        if deed == "return":
            return verbs.return_for_supplement(case=case, by=by, items=ITEMS, part=part)
        if deed in {"back", "anew"}:
            return verbs.send_back(case=case, by=by, why="再看", whole=deed == "anew", part=part)
        if deed == "beside":
            to = "panel" if part == "site_visit" else "site_visit"
            return verbs.send_back(case=case, by=by, why="再看", to=to, part=part)
        if deed == "pause":
            return verbs.pause(case=case, by=by, reason="hearing", days=3)
        if deed == "resume":
            return verbs.resume(case=case, by=by)
        if part == "form_check":
            return verbs.accept_complete(case=case, by=by)
        said = opinion(part, clock.today(), agreed=deed != "refuse")
        if part not in {"site_visit", "panel", "joint_decision", "external_filing", "external_publicity"}:
            said = Opinion(deed != "refuse", "材料不实" if deed == "refuse" else "")
        return verbs.conclude(case=case, by=by, opinion=said, file=paper(), part=part)

    def answer(self, case, by):
        asked = reads.open_supplement(case)
        why = {f"{item.kind}:{item.key}": "无误" for item in asked.items.all()} if asked else {}
        return verbs.resubmit(case=case, by=by, explanations=why)

    def pass_days(self):
        day = clock.today() + timedelta(days=4)
        clock.set_demonstration_day(day)
        for duty in DUTIES.values():
            duty(day)


def check_invariants(case_key):
    case = Case.objects.get(pk=case_key)
    assert reads.stuck() == []
    tasks = list(case.tasks.filter(done_at=None))
    place = reads.place_of(case)
    if CaseState(case.state).is_open:
        parts = {part.key for part in case.stage_now.parts}
        assert (
            tasks and {task.stage for task in tasks} <= parts and place.place == case.stage and place.holder
        )
        assert reads.holders(case), "somebody holds it"
    else:
        assert not tasks and place.place in {"draft", "closed"} and not case.resume_at
    again = reads.replay(case.number)
    assert (again.state, again.stage, again.outcome) == (case.state, case.stage, case.outcome)
    assert again.tasks == {f"{task.stage}/{task.desk}": task.holder for task in tasks}
    assert not case.tasks.filter(result=TaskResult.NONE, done_at__isnull=False).exists()
    rows = JournalRow.objects.filter(subject=f"case:{case.number}", verb__startswith="case.")
    assert CaseEvent.objects.filter(case=case).count() == rows.count()


STEP = st.tuples(st.sampled_from(DEEDS), st.integers(0, 2), st.sampled_from((False,) * 7 + (True,)))


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, min_size=15, max_size=30))
def test_wherever_a_case_is_sent_it_is_somewhere_with_somebody_and_the_journal_knows_it(
    steps, cast, outsider
):
    with transaction.atomic():
        clock.set_demonstration_day(START)
        play = Play(cast, outsider)
        for deed, which, stranger in steps:
            before = JournalRow.objects.count()
            try:
                with transaction.atomic():
                    play.do(deed, which, stranger)
                assert not stranger or deed == "days" or JournalRow.objects.count() == before, (
                    "a stranger moves nothing"
                )
            except (Refused, Invalid):
                assert JournalRow.objects.count() == before
            check_invariants(play.case.pk)
        case = Case.objects.get(pk=play.case.pk)
        reached(f"{case.state} {case.stage} {case.outcome}")
        transaction.set_rollback(True)


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEP, max_size=12))
def test_from_wherever_it_has_come_a_case_can_still_be_brought_to_an_end(steps, cast, outsider):
    with transaction.atomic():
        clock.set_demonstration_day(START)
        play = Play(cast, outsider)
        for deed, which, stranger in steps:
            try:
                with transaction.atomic():
                    play.do(deed, which, stranger)
            except (Refused, Invalid):
                pass
        clock.set_demonstration_day(max(clock.today(), START + timedelta(days=30)))
        case = Case.objects.get(pk=play.case.pk)
        if case.state == "supplement":
            play.answer(case, cast.signer)
        assert cast.drive(case, "closed").outcome in {"granted", "not_met", "withdrawn", "lapsed"}
        transaction.set_rollback(True)


MIDDLE = (
    lambda key: Recommend(key=key),
    lambda key: SiteVisit(key=key),
    lambda key: Panel(key=key),
    lambda key: CollectiveDecision(key=key),
    lambda key: Decision(key=key),
    lambda key: Together(SiteVisit(key=f"{key}_a"), Panel(key=f"{key}_b", by=Desk.PROVINCE), key=key),
)
ENDS = ((Certificate(),), (Batch(), Publicity(), Announcement()), (Batch(), Publicity(), Certificate()))


@given(middle=st.lists(st.sampled_from(MIDDLE), max_size=6), end=st.sampled_from(ENDS))
def test_every_route_put_together_from_stages_has_one_way_to_an_end(middle, end):
    route = Route(FormCheck(), *(make(f"m{index}") for index, make in enumerate(middle)), *end)
    assert route.faults() == []
    path = route.path()
    assert path == list(route.stages) and path[-1].may_end and route.after(path[-1].key) is None
    for part in route.parts:
        assert route.block_of(part.key).parts.count(part) == 1
        assert all(earlier in route.parts for earlier in route.before(route.block_of(part.key).key))
