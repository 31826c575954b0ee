"""决定之后能做什么: which follow-ups a party may begin today on a case or an entry, and why another may not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from jichuang.base import clock
from jichuang.base.permissions import Decision
from jichuang.base.refs import Ref
from jichuang.hall.declare import Appeal, FollowUp, Matter, Purpose, Renewal
from jichuang.hall.models import Case
from jichuang.hall.reads.clocks import day_of
from jichuang.hall.reads.desks import Seat, at_desk
from jichuang.hall.terms import CaseState, Outcome
from jichuang.registry.models import Entry, Party

if TYPE_CHECKING:
    from jichuang.accounts.models import User

GIVING = (Purpose.FIRST.value, Purpose.RENEWAL.value)
"""Purposes whose decision puts an entry into a register; a change or a surrender only corrects one."""


def entry_now(case: Case) -> Entry | None:
    """The entry a case gave, as it is believed today: corrections and changes since have replaced the row."""
    kind, _, key = case.result.partition(":")
    given = Entry.objects.filter(pk=int(key)).first() if kind == "entry" else None
    if given is None or given.current:
        return given
    rows = Entry.objects.filter(register=given.register, subject=given.subject, current=True)
    return rows.filter(valid__overlap=given.valid).order_by("-valid_from", "-pk").first()


def case_behind(entry: Entry) -> Case | None:
    """The newest decided application that gave the entry, whatever was corrected since; None for one from elsewhere."""
    rows = Entry.objects.filter(register=entry.register, subject=entry.subject, valid__overlap=entry.valid)
    results = [f"entry:{pk}" for pk in rows.values_list("pk", flat=True)]
    found = Case.objects.filter(result__in=results, purpose__in=GIVING).select_related("party")
    return found.order_by("-id").first()


def may_revoke(user: User | None, matter: Matter, party: Party, on: date) -> Decision:
    """Whether the person sits at a desk of the matter's own route for the holder, and so may propose a revocation."""
    decision = Decision.no(f"“{matter.title}”没有承办岗位。")
    for desk in dict.fromkeys(desk for part in matter.route.parts for desk in part.desks):
        decision = at_desk(user, Seat(desk, party.home, party.region), on=on)
        if decision:
            return decision
    return decision


def unfit(matter: Matter, party: Party, purpose: Purpose, source: Ref | None, on: date) -> str:
    """Why the party cannot begin this follow-up on what `source` names; '' when it can, and for a first application."""
    if purpose is Purpose.FIRST:
        return ""
    declared = matter.follow_up(purpose)
    if declared is None:
        return f"“{matter.title}”没有{purpose.title}这一后续办理。"
    if purpose.ex_officio:
        return f"{purpose.title}由机关依职权提出，不由持有单位申请。"
    if isinstance(declared, Appeal):
        return _unfit_appeal(declared, party, source, on)
    return _unfit_entry(declared, party, source, on)


def _unfit_appeal(declared: Appeal, party: Party, source: Ref | None, on: date) -> str:
    case = (
        Case.objects.filter(number=source.id, party=party).first()
        if source and source.kind == "case"
        else None
    )
    if case is None or case.state != CaseState.CLOSED or not Outcome(case.outcome).is_negative:
        return "只有未通过的办件可以申诉。"
    if (
        Case.objects.filter(source=str(source), purpose=Purpose.APPEAL.value)
        .exclude(outcome=Outcome.DISCARDED)
        .exclude(state=CaseState.DRAFT)
        .exists()
    ):
        return f"办件{case.number}已经申诉过一次。"
    closed = day_of(case.closed_at) if case.closed_at else on
    last = clock.calendar().add_workdays(closed, declared.within)
    return "" if on <= last else f"申诉应在{last:%Y年%m月%d日}前提出，现已逾期。"


def _unfit_entry(declared: FollowUp, party: Party, source: Ref | None, on: date) -> str:
    entry = (
        Entry.objects.filter(pk=int(source.id), current=True).first()
        if source and source.kind == "entry"
        else None
    )
    if entry is None or entry.party_id != party.pk and entry.subject != (party.credit_code or None):
        return "没有找到贵单位名下的这一登记。"
    if not entry.valid_from <= on or (entry.valid_to is not None and on > entry.valid_to):
        return f"编号{entry.number}现在不在有效期内。"
    if isinstance(declared, Renewal):
        opens = entry.valid_to - timedelta(days=declared.opens) if entry.valid_to else None
        if opens is None or on < opens:
            return f"期满前{declared.opens}天起可以{declared.name}{f'，即{opens}起' if opens else ''}。"
    return ""
