"""时限: reminders, yellow and red, escalation, acceptance by silence. Done by the worker once for every day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Prefetch, QuerySet

from jichuang.base import clock
from jichuang.base.models import MessageKind
from jichuang.base.telling import tell
from jichuang.hall.chores.sweeping import sweep
from jichuang.hall.declare import FormCheck
from jichuang.hall.models import Case, Extension, Pause, Task
from jichuang.hall.reads.clocks import computed, day_of
from jichuang.hall.reads.desks import task_desk_name
from jichuang.hall.reads.holders import people_at
from jichuang.hall.terms import CaseState, EventKind, Holder, Light
from jichuang.hall.verbs.checking import pass_check
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import event, locked, ref
from jichuang.registry.reads import holders_of
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

REMIND_BEFORE = 1
"""Working days before its last day at which a desk's task turns yellow (own arrangement, 推定)."""


def _running(**more: object) -> QuerySet[Task]:
    rows = Task.objects.filter(done_at__isnull=True, holder=Holder.DESK, due_on__isnull=False, **more)
    related = ("case__party", "case__applicant", "case__recommender", "claimed_by", "department")
    return rows.select_related(*related).order_by("id")


def accept_by_silence(day: date) -> int:
    """视为受理: a form check past its limit passes from the day received, where the law of the matter says so."""
    late = [task for task in _running(stage_kind="form_check", due_on__lt=day) if _silence(task) is not None]
    return sweep("hall.accept_by_silence", late, lambda task: ref(task.case), _accept_silently)


def _silence(task: Task) -> FormCheck | None:
    part = task.case.declaration.route.part(task.stage)
    return part if isinstance(part, FormCheck) and part.silence else None


def _accept_silently(task: Task) -> None:
    case = locked(task.case)
    part = _silence(task)
    if part is None or case.submitted_at is None:
        return
    received = day_of(case.submitted_at)
    case.accepted_on = case.accepted_on or received
    words = f"{part.days}个工作日内没有告知，依{part.silence}自收到之日{received:%Y年%m月%d日}起视为受理"
    pass_check(case, task, None, EventKind.SILENTLY_ACCEPTED, words)
    tell_applicant(case, "视为受理", f"{words}。")


def watch_tasks(day: date) -> int:
    """临期、超期: turns the light of a desk's task and tells the desk, once for each light; what is long late goes upwards."""
    soon = clock.calendar().add_workdays(day, REMIND_BEFORE)
    rows = [task for task in _running(due_on__lte=soon) if _needs_word(task, day)]
    return sweep("hall.watch_tasks", rows, lambda task: ref(task.case), lambda task: _watch(task, day))


def _light(task: Task, day: date) -> Light:
    return Light.RED if task.due_on is not None and task.due_on < day else Light.YELLOW


def _long_late(task: Task, day: date) -> bool:
    if task.due_on is None or task.escalated_on is not None:
        return False
    allowed = task.case.declaration.route.part(task.stage).escalate_after
    return clock.calendar().workdays_between(task.due_on, day) >= allowed and task.due_on < day


def _needs_word(task: Task, day: date) -> bool:
    return task.light != _light(task, day) or _long_late(task, day)


def _watch(task: Task, day: date) -> None:
    case, light, desk = locked(task.case), _light(task, day), task_desk_name(task, day)
    if task.light != light:
        task.light = light
        kind = EventKind.OVERDUE if light is Light.RED else EventKind.DUE_SOON
        words = f"{desk}应于{task.due_on:%Y年%m月%d日}前办完"
        event(case, kind, None, note=words, stage=task.stage, public=False)
        people = [task.claimed_by] if task.claimed_by else people_at(task, day)
        _write(people, case, f"{kind.label}：{case.number}", words)
    if _long_late(task, day):
        task.escalated_on = day
        words = f"{desk}应于{task.due_on:%Y年%m月%d日}前办完，至今未办"
        event(case, EventKind.ESCALATED, None, note=words, stage=task.stage, public=False)
        leaders = [row.user for row in holders_of(Role.LEADER, on=day, home=case.home)]
        _write(leaders, case, f"超期上报：{case.number}", words)
    task.save(update_fields=["light", "escalated_on"])


def _write(people: Iterable[User], case: Case, subject: str, body: str) -> None:
    held = sorted(people, key=lambda one: one.pk)
    tell(held, kind=MessageKind.DUTY, subject=subject, body=f"{body}。", about=ref(case))


def watch_cases(day: date) -> int:
    """总时限: turns the light of a whole case against its promised days, and says so in its timeline."""
    live = Case.objects.filter(state__in=[CaseState.OPEN, CaseState.SUPPLEMENT]).order_by("id")
    rows = live.select_related("party", "applicant").prefetch_related(
        "pauses", Prefetch("extension", Extension.objects.filter(approved=True))
    )
    turned = []
    for case in rows:
        light = _case_light(case, day)
        if light is not None and light != case.light:
            turned.append((case, light))
    return sweep("hall.watch_cases", turned, lambda one: ref(one[0]), lambda one: _turn(*one))


def _case_light(case: Case, day: date) -> Light | None:
    """None for a case whose declaration is gone: `stuck` names it, the sweep goes on."""
    try:
        pauses: list[Pause] = list(case.pauses.all())
        extension = getattr(case, "extension", None)
        found = computed(case, pauses, extension.days if extension else 0, day)
    except LookupError:
        return None
    return found.light if found else Light.NONE


def _turn(case: Case, light: Light) -> None:
    row = locked(case)
    row.light = light
    row.save(update_fields=["light"])
    if light is not Light.NONE:
        kind = EventKind.OVERDUE if light is Light.RED else EventKind.DUE_SOON
        event(row, kind, None, note=f"承诺办结时限{light.label}", public=False)
