"""公示异议: one objection holds that firm alone. Who objected never reaches timeline, letter or journal summary."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.models import StoredFile
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.hall.models import Case, NoticeItem, Objection, Task
from jichuang.hall.reads.permissions import may_handle_notices, own_application
from jichuang.hall.terms import (
    ALIVE,
    EventKind,
    ListingState,
    NoticeState,
    ObjectionKind,
    ObjectionState,
    Outcome,
)
from jichuang.hall.verbs import numbers
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import close, event, locked
from jichuang.hall.verbs.publicity import end_publicity, locked_notice

if TYPE_CHECKING:
    from jichuang.accounts.models import User

CHECK_DAYS = 10
"""Working days for checking an objection: this installation's own promise, no document sets it."""


@transaction.atomic
def object_to(
    *,
    item: NoticeItem,
    kind: str,
    name: str,
    contact: str,
    content: str,
    evidence: StoredFile | None = None,
) -> Objection:
    """提出异议: real name (named) or sealed by a unit (sealed, with the sealed letter as `evidence`). Needs no sign-in.

    Raises Invalid with every fault at once; Refused outside the period or when the firm is no longer on the list.
    """
    _check(kind, name, contact, content, evidence)
    # the case is locked first, as every verb does, so that two of them never wait for each other
    case = locked(item.case)
    item = NoticeItem.objects.select_for_update(of=("self",)).select_related("notice").get(pk=item.pk)
    on = clock.today()
    _refuse_untimely(item, on)
    row = Objection.objects.create(
        item=item,
        receipt=numbers.objection_receipt(on),
        kind=kind,
        name=name.strip(),
        contact=contact.strip(),
        content=content.strip(),
        evidence=evidence,
        lodged_at=clock.now(),
        due_on=clock.calendar().add_workdays(on, CHECK_DAYS),
    )
    first = item.state != ListingState.HELD
    _set(item, ListingState.HELD)
    Task.objects.filter(case=case, done_at__isnull=True).update(due_on=row.due_on)
    if first:
        event(case, EventKind.HELD, None, who="公示异议", note="公示期收到异议，正在核查；其他企业不受影响")
    journal.record(
        actor=None,
        verb="objection.lodge",
        subject=Ref("objection", row.receipt),
        summary=f"公示{item.notice.number}第{item.position}家收到{ObjectionKind(kind).label}异议",
    )
    return row


def _refuse_untimely(item: NoticeItem, on: date) -> None:
    notice = item.notice
    if notice.state != NoticeState.POSTED or notice.end is None or on > notice.end:
        over = f"公示{notice.number}已于{notice.end}截止，不再接收异议。"
        raise Refused(
            over if notice.end else "这份公示尚未发布。",
            remedy="公告后仍可通过监督投诉渠道反映。",
            conflict=True,
        )
    if ListingState(item.state) not in ALIVE:
        raise Refused(
            f"该企业{ListingState(item.state).label}，不在公示名单中。", remedy="请核对名单。", conflict=True
        )


def _check(kind: str, name: str, contact: str, content: str, evidence: StoredFile | None) -> None:
    found = []
    if kind not in ObjectionKind.values:
        found.append(Problem("kind", "没有选择提出方式", "应为个人实名或单位盖章"))
    for key, value, title in (
        ("name", name, "姓名或单位名称"),
        ("contact", contact, "联系方式"),
        ("content", content, "异议内容"),
    ):
        if not value.strip():
            found.append(Problem(key, f"“{title}”没有填写", "异议须实名或盖章提出，才能核查和答复"))
    if len(content) > 4000:
        found.append(Problem("content", f"异议内容共{len(content)}字", "最多4000字，证据请作为附件上传"))
    if kind == ObjectionKind.SEALED and evidence is None:
        found.append(Problem("evidence", "没有上传盖章的异议书", "请上传加盖公章的扫描件"))
    if found:
        raise Invalid(found)


@transaction.atomic
def resolve_objection(*, objection: Objection, by: User, upheld: bool, finding: str) -> Objection:
    """核查结论: not upheld clears the firm once no other objection is open; upheld removes it and closes its case."""
    if not finding.strip():
        raise Invalid.one("finding", "没有填写核查结论", "请写明查了什么、依据什么、结论如何")
    locked_notice(objection.item.notice)
    row = (
        Objection.objects.select_for_update(of=("self",)).select_related("item__notice").get(pk=objection.pk)
    )
    item = row.item
    require(may_handle_notices(by, item.notice))
    if row.state != ObjectionState.OPEN:
        resolver = row.resolved_by.name if row.resolved_by else ""
        raise Refused(
            f"这条异议已由{resolver}办结：{ObjectionState(row.state).label}。",
            remedy="请刷新页面。",
            conflict=True,
        )
    case = locked(item.case)
    own = own_application(by, case, clock.today())
    if own is not None:
        require(own)
    row.state = ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED
    row.finding, row.resolved_at, row.resolved_by = finding.strip()[:1000], clock.now(), by
    row.save(update_fields=["state", "finding", "resolved_at", "resolved_by"])
    journal.record(
        actor=by,
        verb="objection.resolve",
        subject=Ref("objection", row.receipt),
        summary=f"{ObjectionState(row.state).label}：{row.finding}",
    )
    if ListingState(item.state) in ALIVE:
        _apply(row, item, case, by)
    return row


def _apply(row: Objection, item: NoticeItem, case: Case, by: User) -> None:
    if row.state == ObjectionState.UPHELD:
        _set(item, ListingState.REMOVED)
        case.reasons = [{"code": "objection", "title": f"公示异议成立：{row.finding}"}]
        close(case, Outcome.REMOVED, by)
        event(case, EventKind.REMOVED, by, note=row.finding)
        tell_applicant(case, "公示异议成立", f"核查结论：{row.finding}。本次不予入库。")
        return
    if item.objections.filter(state=ObjectionState.OPEN).exists():
        return
    _set(item, ListingState.CLEARED)
    Task.objects.filter(case=case, done_at__isnull=True).update(due_on=None)
    event(case, EventKind.CLEARED, by, note="异议经核查不成立")
    end_publicity(notice=item.notice, on=clock.today())


def _set(item: NoticeItem, state: ListingState) -> None:
    item.state = state
    item.save(update_fields=["state"])
