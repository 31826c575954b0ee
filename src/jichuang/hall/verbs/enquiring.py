"""咨询、答复、催办: asked by the parties to a case, answered by the desk that holds it, told and journalled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import require as require_allowed
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.hall import catalogue
from jichuang.hall.declare import Desk
from jichuang.hall.models import Case, Enquiry, Task, Urge
from jichuang.hall.reads import promises
from jichuang.hall.reads.desks import officer_label
from jichuang.hall.reads.enquiries import (
    AnsweringDesk,
    desk_of_case,
    desk_of_matter,
    desk_title,
    matter_title,
    may_answer,
    may_urge,
    other_desks,
    people_asked,
)
from jichuang.hall.reads.holders import open_tasks, people_with
from jichuang.hall.terms import EventKind, Holder, Light
from jichuang.hall.verbs.moving import event, locked, ref, require
from jichuang.registry.models import Party
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User

SHORTEST, LONGEST = 5, 1000
MOST_OPEN = 3
"""Unanswered questions one person may have about one matter: more would hide the first ones (own arrangement)."""


@transaction.atomic
def ask(*, case: Case, by: User, text: str) -> Enquiry:
    """咨询 about a case. Raises Invalid for an empty or too long question, Refused for strangers."""
    case = locked(case)
    require(may_act(by, case.party, scope=Scope.PREPARER, on=clock.today()), case)
    row = _put(case.matter, case.party, case, by, text, desk_of_case(case))
    event(case, EventKind.ASKED, by, note=row.text[:200])
    return row


@transaction.atomic
def ask_about(*, matter: str, by: User, text: str, party: Party | None = None) -> Enquiry:
    """咨询 about a matter before applying: for a unit one acts for, or for nobody in particular."""
    declared = catalogue.get(matter)
    if party is not None:
        require_allowed(may_act(by, party, scope=Scope.PREPARER, on=clock.today()))
    return _put(matter, party, None, by, text, desk_of_matter(declared, party))


def _put(
    matter: str, party: Party | None, case: Case | None, by: User, text: str, to: AnsweringDesk
) -> Enquiry:
    words = text.strip()
    if not SHORTEST <= len(words) <= LONGEST:
        raise Invalid.one("text", "问题没有写明，或过长", f"请写{SHORTEST}至{LONGEST}字，一次问清")
    waiting = Enquiry.objects.filter(asker=by, matter=matter, case=case, answered_at__isnull=True)
    if waiting.count() >= MOST_OPEN:
        raise Invalid.one("text", f"您已有{MOST_OPEN}个问题在等答复", "请等答复后再问；催办可以另外提出")
    on = clock.today()
    row = Enquiry.objects.create(
        case=case,
        matter=matter,
        party=party,
        asker=by,
        text=words,
        desk=to.desk.value,
        home=to.home,
        region=to.region,
        department=to.department,
        asked_at=clock.now(),
        due_on=clock.calendar().add_workdays(on, promises.answering(on).days),
    )
    about = ref(case) if case is not None else Ref("matter", matter)
    journal.record(
        actor=by, verb="enquiry.ask", subject=Ref("enquiry", str(row.pk)), summary=f"{to.name}：{words}"
    )
    body = f"{by.name}问：{words}\n\n请于{row.due_on:%Y年%m月%d日}前在工作台的“咨询”答复。"
    tell(people_asked(row, on), kind=MessageKind.DUTY, subject="收到咨询", body=body, about=about)
    return row


@transaction.atomic
def answer(*, enquiry: Enquiry, by: User, text: str) -> Enquiry:
    """答复: told to the asker, kept on the case. Raises Invalid when empty, Refused (conflict) when answered already."""
    held = Enquiry.objects.select_for_update(of=("self",)).select_related("party", "asker", "answered_by")
    row = held.get(pk=enquiry.pk)
    require_allowed(may_answer(by, row))
    if row.answered_by is not None:
        raise Refused(
            f"这条咨询已由{row.answered_by.name}答复。",
            remedy="请刷新页面；您的答复没有发出。",
            conflict=True,
        )
    words = text.strip()
    if not 2 <= len(words) <= 2000:
        raise Invalid.one("answer", "没有写答复，或过长", "请直接回答问题，2至2000字；涉及条款的请写明条款")
    row.answer, row.answered_at, row.answered_by = words, clock.now(), by
    row.save(update_fields=["answer", "answered_at", "answered_by"])
    who = officer_label(by, clock.today())
    journal.record(
        actor=by, verb="enquiry.answer", subject=Ref("enquiry", str(row.pk)), summary=f"{who}：{words}"
    )
    about = Ref("matter", row.matter)
    if row.case is not None:
        event(row.case, EventKind.ANSWERED, by, note=words[:200])
        about = ref(row.case)
    body = f"您问：{row.text}\n\n{desk_title(row)}答复：{words}"
    tell(
        [row.asker],
        kind=MessageKind.REPLY,
        subject=f"{matter_title(row)}：咨询已答复",
        body=body,
        about=about,
    )
    return row


@transaction.atomic
def pass_on_enquiry(*, enquiry: Enquiry, by: User, to: str, why: str) -> Enquiry:
    """转交 to another desk of the matter's route. The last day stays: the asker does not wait for the way inside.

    Raises Invalid without a word why or for a desk that is not on the route, Refused when answered already.
    """
    held = Enquiry.objects.select_for_update(of=("self",)).select_related("party", "department", "case")
    row = held.get(pk=enquiry.pk)
    require_allowed(may_answer(by, row))
    if row.answered_at is not None:
        raise Refused("这条咨询已经答复，不必转交。", remedy="请刷新页面。", conflict=True)
    desk = next((one for one in other_desks(row) if one.desk.value == to), None)
    if desk is None:
        raise Invalid.one("to", "没有选择转给哪个岗位", "应为本事项流程中的另一个岗位")
    if not why.strip():
        raise Invalid.one("why", "没有写明为什么转交", "如：属于公示环节的问题")
    former = desk_title(row)
    row.desk, row.home, row.region, row.department = desk.desk.value, desk.home, desk.region, desk.department
    row.light = Light.NONE
    row.save(update_fields=["desk", "home", "region", "department", "light"])
    words = f"{former}转{desk.name}：{why.strip()[:200]}"
    journal.record(actor=by, verb="enquiry.pass_on", subject=Ref("enquiry", str(row.pk)), summary=words)
    about = ref(row.case) if row.case is not None else Ref("matter", row.matter)
    body = f"{words}\n\n{row.text}\n\n请于{row.due_on:%Y年%m月%d日}前答复。"
    people = people_asked(row, clock.today())
    tell(people, kind=MessageKind.DUTY, subject="转来咨询", body=body, about=about)
    return row


@transaction.atomic
def urge(*, case: Case, by: User, note: str = "") -> Urge:
    """催办, once in three working days: marked at the holder's desk, on the timeline, told to the people there."""
    case = locked(case)
    require(may_act(by, case.party, scope=Scope.PREPARER, on=clock.today()), case)
    decision = may_urge(by, case)
    if not decision:
        raise Refused(decision.reason, remedy=decision.remedy, conflict=True)
    on, words = clock.today(), note.strip()[:300]
    row = Urge.objects.create(case=case, stage=case.stage, by=by, on=on, at=clock.now(), note=words)
    owed = [task for task in open_tasks(case) if task.holder == Holder.DESK and task.desk != Desk.UNIT.value]
    Task.objects.filter(pk__in=[task.pk for task in owed]).update(urged_on=on)
    event(case, EventKind.URGED, by, note=words)
    people = [one for task in owed for one in people_with(task, on)]
    body = f"{case.party.name}催办{case.number}。{words}"
    tell(people, kind=MessageKind.DUTY, subject=f"催办：{case.number}", body=body, about=ref(case))
    return row
