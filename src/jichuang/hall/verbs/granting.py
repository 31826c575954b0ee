"""办结: the route has come to its end. The outcome is written and the case closed on what it wrote, or closed with reasons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from jichuang.base.refs import Ref
from jichuang.hall.declare import Appeal, Purpose, by_default
from jichuang.hall.models import Case, StageRecord
from jichuang.hall.terms import CaseState, EventKind, Outcome
from jichuang.hall.verbs.entering import enter
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import close, event, locked
from jichuang.registry.models import Entry
from jichuang.registry.verbs import end_entry

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def grant(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """Calls the matter's outcome and closes the case on what it wrote; inside the caller's transaction, case locked.

    Raises RuntimeError when the outcome wrote nothing: a case is never closed as granted without its fact.
    """
    matter = case.declaration
    outcome: Callable[..., Any] = matter.outcome
    if outcome is by_default:
        outcome = BY_DEFAULT[matter.purpose]
    written = outcome(case=case, by=by, on=on, number=number)
    if not isinstance(written, Ref):
        raise RuntimeError(f"outcome of {case.matter} wrote nothing for case {case.number}")
    case.result = str(written)
    close(case, Outcome.GRANTED, by)
    words = matter.nature.words.granted if matter.purpose in FIRST_HAND else f"{matter.purpose.title}办结"
    event(
        case,
        EventKind.GRANTED,
        by,
        note=f"{words}{f'，编号{number}' if number else ''}",
        detail={"result": case.result},
    )
    tell_applicant(case, f"已{words}", "结果已登记，可在“我的空间”查看登记信息并下载查询凭单。")
    return written


FIRST_HAND = {Purpose.FIRST, Purpose.RENEWAL}


def refuse(*, case: Case, by: User | None) -> None:
    """Closes the case with every reason the desks gave, once the last of them has spoken."""
    against = StageRecord.objects.filter(case=case, agreed=False, task__superseded=False).order_by("id")
    reasons = [reason for record in against for reason in record.reasons]
    reasons = reasons or [{"code": "opinion", "title": record.note} for record in against]
    case.reasons = list({reason["title"]: reason for reason in reasons}.values())
    close(case, Outcome.NOT_MET, by)
    words = case.declaration.nature.words.not_granted
    titles = "；".join(reason["title"] for reason in case.reasons)
    event(case, EventKind.REFUSED, by, note=f"{words}：{titles}")
    tell_applicant(case, words, f"理由：{titles}。对结论有不同意见的，可以申诉；情况改变后可以重新申报。")


def entry_of(case: Case) -> Entry:
    """The register entry a follow-up concerns. Raises RuntimeError when its source names none."""
    ref = Ref.parse(case.source) if case.source else None
    if ref is None or ref.kind != "entry":
        raise RuntimeError(f"case {case.number} concerns no register entry: {case.source!r}")
    return Entry.objects.get(pk=int(ref.id))


def _end_entry(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """注销、撤销: the entry ends with the day of the decision."""
    ended = end_entry(
        entry=entry_of(case),
        last_day=on,
        by=by,
        reason=case.declaration.purpose.title,
        source=Ref("case", case.number),
    )
    return Ref("entry", str(ended.pk))


def _reopen(*, case: Case, by: User | None, on: date, number: str | None = None) -> Ref:
    """申诉成立: the case appealed against is open again, at the stage the matter names."""
    first = locked(Case.objects.get(number=Ref.parse(case.source).id))
    declared = first.declaration
    appeal = declared.follow_up(Purpose.APPEAL)
    back_to = appeal.back_to if isinstance(appeal, Appeal) and appeal.back_to else ""
    part = declared.route.part(back_to) if back_to else _first_desk(first)
    block = declared.route.block_of(part.key)
    first.tasks.update(superseded=True)
    first.outcome, first.closed_at, first.reasons, first.state = Outcome.NONE, None, [], CaseState.OPEN
    first.save(update_fields=["outcome", "closed_at", "reasons", "state"])
    only = None if block is part else [(part.key, desk) for desk in part.desks]
    enter(first, block, only=only)
    event(first, EventKind.REOPENED, by, note=f"申诉{case.number}成立，自“{part.title}”重新办理")
    tell_applicant(first, "申诉成立", f"办件{first.number}自“{part.title}”重新办理。")
    return Ref("case", first.number)


def _first_desk(case: Case) -> Any:
    return next(part for part in case.declaration.route.parts if part.returnable)


BY_DEFAULT: dict[Purpose, Callable[..., Ref]] = {
    Purpose.APPEAL: _reopen,
    Purpose.SURRENDER: _end_entry,
    Purpose.REVOCATION: _end_entry,
}
