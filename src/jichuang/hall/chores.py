"""每日事务: what the hall does once for every day. One bad case never stops the sweep; each duty is idempotent."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import TypeVar

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.refs import Ref
from jichuang.hall.models import Certificate, PublicityNotice, Supplement
from jichuang.hall.terms import EventKind, NoticeState
from jichuang.hall.verbs import end_publicity
from jichuang.hall.verbs.letters import tell_applicant
from jichuang.hall.verbs.moving import event, locked

logger = logging.getLogger(__name__)
T = TypeVar("T")
REMIND_BEFORE = 2
"""Working days before a supplement's last day at which the applicant is reminded."""


def sweep(name: str, items: Iterable[T], ref: Callable[[T], Ref], deed: Callable[[T], object]) -> int:
    """Does `deed` for every item in its own savepoint; a failing one is journalled and passed over. Returns how many."""
    done = 0
    for item in items:
        try:
            with transaction.atomic():
                deed(item)
                done += 1
        except Exception as fault:
            logger.exception("duty %s failed for %s", name, ref(item))
            journal.record(
                actor=None, verb="duty.fault", subject=ref(item), summary=f"每日事务 {name} 未完成：{fault}"
            )
    return done


def close_publicity(day: date) -> int:
    """公示期满转公告: every notice whose last day lies before `day`."""
    notices = PublicityNotice.objects.filter(
        state__in=[NoticeState.POSTED, NoticeState.ANNOUNCED], end__lt=day
    ).filter(items__state__in=["listed", "cleared"])
    return sweep(
        "hall.close_publicity",
        notices.distinct().order_by("id"),
        lambda notice: Ref("notice", notice.number),
        lambda notice: end_publicity(notice=notice, on=day),
    )


def remind_supplements(day: date) -> int:
    """补正提醒: once, shortly before the last day."""
    last = clock.calendar().add_workdays(day, REMIND_BEFORE)
    rows = Supplement.objects.filter(answered_at__isnull=True, reminded_on__isnull=True, due_on__lte=last)
    return sweep(
        "hall.remind_supplements",
        rows.select_related("case__party", "case__applicant").order_by("id"),
        lambda row: Ref("case", row.case.number),
        lambda row: _remind(row, day),
    )


def _remind(row: Supplement, day: date) -> None:
    row.reminded_on = day
    row.save(update_fields=["reminded_on"])
    words = f"补正请于{row.due_on:%Y年%m月%d日}前完成"
    event(row.case, EventKind.REMINDED, None, note=words)
    tell_applicant(row.case, "补正即将到期", f"{words}。尚未补正的，办件停在您手里，承办岗位的时限不再计算。")


def note_lapsed(day: date) -> int:
    """有效期满: the day after a certificate's last day, its case's timeline says so."""
    rows = Certificate.objects.filter(valid_to=day - timedelta(days=1), case__isnull=False)
    return sweep(
        "hall.note_lapsed",
        rows.select_related("case__party", "case__applicant").order_by("id"),
        lambda row: Ref("certificate", str(row.pk)),
        _note_lapsed,
    )


def _note_lapsed(row: Certificate) -> None:
    if row.case is None:
        return
    case = locked(row.case)
    event(
        case, EventKind.LAPSED, None, note=f"{row.title}所载编号{row.number}于{row.valid_to:%Y年%m月%d日}期满"
    )
    tell_applicant(case, "有效期满", f"编号{row.number}已期满。继续享受政策的，请重新申报。")
