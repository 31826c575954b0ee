"""公示的读取: what the public sees is whitelisted and frozen at posting; who objected is for the handling desk only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from jichuang.base import clock
from jichuang.hall.models import NoticeItem, Objection, PublicityNotice
from jichuang.hall.reads.permissions import may_handle_notices
from jichuang.hall.terms import ALIVE, ListingState, NoticeState, ObjectionKind, ObjectionState

if TYPE_CHECKING:
    from jichuang.accounts.models import User

PUBLIC_STATES = {
    ListingState.HELD: "异议核查中",
    ListingState.REMOVED: "已移出",
    ListingState.WITHDRAWN: "已撤回",
    ListingState.ANNOUNCED: "已公告",
}


@dataclass(frozen=True, slots=True)
class PublicItem:
    """One firm as the public sees it. Nothing beyond these attributes may reach the page."""

    id: int
    position: int
    name: str
    credit_code: str
    place: str
    fields: list[dict[str, str]]
    state: str
    mark: str
    """Empty while simply listed; else 异议核查中, 已移出, 已撤回, 已公告."""


def public_notices(on: date) -> QuerySet[PublicityNotice]:
    """Notices the public may list: posted or announced, newest first, with `firms` = how many they name."""
    found = PublicityNotice.objects.filter(
        state__in=[NoticeState.POSTED, NoticeState.ANNOUNCED], start__lte=on
    )
    return found.annotate(firms=Count("items")).order_by("-start", "-id")


def running_notices(on: date) -> QuerySet[PublicityNotice]:
    """Notices whose period covers the day."""
    return public_notices(on).filter(end__gte=on)


def public_notice(number: str) -> PublicityNotice | None:
    """One public notice, None when not posted."""
    return public_notices(clock.today()).filter(number=number).first()


def list_is_public(notice: PublicityNotice, on: date) -> bool:
    """Names are shown during the period only; afterwards the page says that the list has come down."""
    return notice.start is not None and notice.end is not None and notice.start <= on <= notice.end


def public_items(notice: PublicityNotice, on: date) -> list[PublicItem]:
    """The firms of a notice during its period; [] before and after."""
    if not list_is_public(notice, on):
        return []
    return [_public(item) for item in notice.items.order_by("position")]


def _public(item: NoticeItem) -> PublicItem:
    shown: dict[str, Any] = item.shown
    state = ListingState(item.state)
    return PublicItem(
        id=item.pk,
        position=item.position,
        name=shown.get("name", ""),
        credit_code=shown.get("credit_code", ""),
        place=shown.get("place", ""),
        fields=shown.get("fields", []),
        state=state.value,
        mark=PUBLIC_STATES.get(state, ""),
    )


def desk_notices(user: User | None) -> QuerySet[PublicityNotice]:
    """Every notice for the desk that handles them, newest first, with counts; none for others."""
    if not may_handle_notices(user, PublicityNotice()):
        return PublicityNotice.objects.none()
    return PublicityNotice.objects.annotate(
        firms=Count("items"),
        alive=Count("items", filter=Q(items__state__in=ALIVE)),
        held=Count("items", filter=Q(items__state=ListingState.HELD)),
    ).order_by("-id")


def notice_for(user: User | None, number: str) -> PublicityNotice | None:
    """One notice for the handling desk, in any state; None for others."""
    return desk_notices(user).filter(number=number).first()


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """An objection as one reader may see it; identity and content are empty for everybody but the handling desk."""

    id: int
    receipt: str
    state: str
    state_title: str
    kind_title: str
    lodged_at: datetime
    due_on: date
    name: str
    contact: str
    content: str
    evidence_id: int | None
    finding: str


def objections_for(user: User | None, item: NoticeItem) -> list[ObjectionView]:
    """The objections against one firm: in full at the handling desk, without identity and content for its own people."""
    full = bool(may_handle_notices(user, item.notice))
    return [_objection(row, full) for row in item.objections.order_by("id")]


def objection_by_receipt(receipt: str) -> ObjectionView | None:
    """What the objector sees with his receipt: state and conclusion, no identity."""
    row = Objection.objects.filter(receipt=receipt.strip()).first()
    return _objection(row, full=False) if row else None


def _objection(row: Objection, full: bool) -> ObjectionView:
    state = ObjectionState(row.state)
    return ObjectionView(
        id=row.pk,
        receipt=row.receipt if full else "",
        state=state.value,
        state_title=str(state.label),
        kind_title=str(ObjectionKind(row.kind).label) if full else "",
        lodged_at=row.lodged_at,
        due_on=row.due_on,
        name=row.name if full else "",
        contact=row.contact if full else "",
        content=row.content if full else "",
        evidence_id=row.evidence_id if full else None,
        finding=row.finding,
    )


def open_objections(user: User | None) -> QuerySet[Objection]:
    """Objections waiting for a conclusion, most urgent first; none for others than the handling desk."""
    if not may_handle_notices(user, PublicityNotice()):
        return Objection.objects.none()
    rows = Objection.objects.filter(state=ObjectionState.OPEN)
    return rows.select_related("item__notice", "item__case__party").order_by("due_on", "id")
