"""退回: to the applicant, everything missing at once; to an earlier stage; within a parallel stage. No case ever vanishes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.hall.declare import Action, Matter, Stage
from jichuang.hall.models import Case, NoticeItem, Pause, Supplement, SupplementItem, Task
from jichuang.hall.terms import ALIVE, CaseState, EventKind, Holder, ItemKind, PauseReason, TaskResult
from jichuang.hall.verbs.entering import enter
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import (
    desk_task,
    event,
    finish_all,
    hold,
    locked,
    open_tasks,
    require_desk,
    save,
)

if TYPE_CHECKING:
    from jichuang.accounts.models import User

Items = Sequence[tuple[str, str, str]]


@transaction.atomic
def return_for_supplement(
    *,
    case: Case,
    by: User,
    items: Items,
    note: str = "",
    review_by: str = "",
    part: str = "",
    revision: int | None = None,
) -> Case:
    """退回补正: everything missing at once, each item (`field` or `material`, its key, why). The desk's clock pauses.

    A second desk of a parallel stage adds its items to the letter already out. `review_by` names an earlier or parallel
    stage that is to look at the changed part again before this desk does. Raises Invalid when no item is given, when one
    points to nothing declared, or is listed twice: the note explains and never demands.
    """
    case = locked(case)
    require_desk(case, by, Action.RETURN_FOR_SUPPLEMENT, revision)
    matter = case.declaration
    _check_items(case, items)
    task = desk_task(case, by, action=Action.RETURN_FOR_SUPPLEMENT, part=part)
    if review_by:
        _check_target(case, task.stage, review_by)
    asked = _ask(case, task, items, note, review_by, by)
    _pause(case, task, asked)
    case.state = CaseState.SUPPLEMENT
    save(case, "state")
    titles = "、".join(f"“{matter.target(kind, key).title}”" for kind, key, _ in items)
    event(
        case,
        EventKind.RETURNED,
        by,
        note=f"请补正{titles}。{note}".strip(),
        stage=task.stage,
        detail={"items": [list(item) for item in items]},
    )
    tell_applicant(case, "需要补正", f"请于{asked.due_on:%Y年%m月%d日}前一次补正：{titles}。{note}")
    return case


def _ask(case: Case, task: Task, items: Items, note: str, review_by: str, by: User) -> Supplement:
    """The letter: a new one, or the open one of another desk with these items added (the last day stays)."""
    on = clock.today()
    asked = Supplement.objects.filter(case=case, answered_at__isnull=True).first()
    if asked is None:
        asked = Supplement.objects.create(
            case=case,
            task=task,
            note=note[:1000],
            review_by=review_by,
            asked_at=clock.now(),
            asked_on=on,
            asked_by=by,
            due_on=clock.calendar().add_workdays(on, case.declaration.supplement_days),
        )
    listed = set(asked.items.values_list("kind", "key"))
    SupplementItem.objects.bulk_create(
        SupplementItem(
            supplement=asked,
            kind=kind,
            key=key,
            note=why[:500],
            before=case.answers.get(key) if kind == ItemKind.FIELD else None,
        )
        for kind, key, why in items
        if (kind, key) not in listed
    )
    return asked


def _pause(case: Case, task: Task, asked: Supplement) -> None:
    on = clock.today()
    Pause.objects.create(
        case=case,
        task=task,
        reason=PauseReason.SUPPLEMENT,
        started_on=on,
        expected_until=asked.due_on,
    )
    task.days_used += max(clock.calendar().workdays_between(task.started_on, on), 0)
    task.due_on = None
    hold(case, task, Holder.APPLICANT, "days_used", "due_on")


def _check_items(case: Case, items: Items) -> None:
    found: list[Problem] = []
    if not items:
        found.append(
            Problem("items", "没有选择需要补正的填报项或材料", "请至少选一项；说明文字不能代替补正项")
        )
    seen: set[tuple[str, str]] = set()
    for kind, key, _ in items:
        try:
            case.declaration.target(kind, key)
        except KeyError as fault:
            found.append(Problem(key, str(fault.args[0]), "补正只能针对办事指南列明的填报项或材料"))
            continue
        if (kind, key) in seen:
            found.append(Problem(key, f"“{key}”列了两次", "每项只列一次"))
        seen.add((kind, key))
    if found:
        raise Invalid(found)


@transaction.atomic
def send_back(
    *,
    case: Case,
    by: User,
    why: str,
    to: str = "",
    items: Items = (),
    whole: bool = False,
    part: str = "",
    revision: int | None = None,
) -> Case:
    """退回重办: to an earlier stage, or to another branch of the same parallel stage; without `to`, to the previous one.

    The target looks again, at `items` only when they are given; then the case comes back here, where opinions already
    given stand. `whole=True` walks every stage from there anew. Raises Invalid without a reason or for a stage one cannot
    send back to.
    """
    case = locked(case)
    require_desk(case, by, Action.SEND_BACK, revision)
    if not why.strip():
        raise Invalid.one("why", "没有写明退回的理由", "请写明需要重新办理什么")
    if NoticeItem.objects.filter(case=case, state__in=ALIVE).exists():
        raise Refused(
            f"办件{case.number}已列入公示名单，不能退回。", remedy="请先从名单移出。", conflict=True
        )
    task = desk_task(case, by, action=Action.SEND_BACK, part=part)
    target = _check_target(case, task.stage, to or previous(case))
    left = task.stage
    if case.state == CaseState.SUPPLEMENT and target.key not in {one.key for one in _beside(case)}:
        raise Refused(
            f"办件{case.number}已告知申请人补正，答复之前不能退回“{target.title}”。",
            remedy="需要申请人补充的，可在补正告知中补列；补正后再退回。",
            conflict=True,
        )
    look_again(case, target, by, scope=[list(item) for item in items], whole=whole)
    event(
        case,
        EventKind.SENT_BACK,
        by,
        note=f"退回“{target.title}”：{why.strip()}",
        stage=left,
        public=False,
        detail={"to": target.key, "whole": whole, "items": [list(item) for item in items]},
    )
    return case


def _beside(case: Case) -> tuple[Stage, ...]:
    """The stages that run side by side where the case lies."""
    return case.declaration.route.get(case.stage).parts


def previous(case: Case) -> str:
    """The nearest earlier stage a case may be sent back to; '' when there is none."""
    before = case.declaration.route.before(case.stage)
    return before[-1].key if before else ""


def targets(case: Case, part: str) -> list[Stage]:
    """Where a desk of `part` may send the case back to: earlier stages, and finished branches beside it."""
    route = case.declaration.route
    beside = [one for one in _beside(case) if one.key != part]
    owed = set(Task.objects.filter(case=case, done_at__isnull=True).values_list("stage", flat=True))
    return [*route.before(case.stage), *(one for one in beside if one.returnable and one.key not in owed)]


def _check_target(case: Case, part: str, to: str) -> Stage:
    known = {one.key: one for one in targets(case, part)}
    if to not in known:
        titles = "、".join(one.title for one in known.values())
        raise Invalid.one(
            "to", f"不能退回到“{to}”", f"可以退回：{titles}" if titles else "此前没有可以退回的环节"
        )
    return known[to]


def look_again(
    case: Case, target: Stage, by: User | None, *, scope: Sequence[Any] = (), whole: bool = False
) -> None:
    """Opens the target's tasks again. Beside us: the others go on. Earlier: our stage waits until the case comes back."""
    matter: Matter = case.declaration
    here, block = matter.route.get(case.stage), matter.route.block_of(target.key)
    if block is here:
        Task.objects.filter(case=case, stage=target.key).update(superseded=True)
        open_tasks(case, [(target, desk) for desk in target.desks], scope)
        return
    finish_all(case, by, TaskResult.SENT_BACK)
    path = [stage.key for stage in matter.route.path()]
    between = path[path.index(block.key) : path.index(here.key) + 1]
    anew = [part.key for key in between for part in matter.route.get(key).parts] if whole else [target.key]
    Task.objects.filter(case=case, stage__in=anew).update(superseded=True)
    # what was refused or left undone here is owed again; what was agreed stands
    undone = Task.objects.filter(case=case, stage__in=[part.key for part in here.parts])
    undone.exclude(result=TaskResult.PASSED).update(superseded=True)
    case.resume_at = "" if whole else here.key
    seats = [(target.key, desk) for desk in target.desks]
    enter(case, block, only=None if whole or block is target else seats, scope=scope)
