"""公示、补正、有效期: what the hall does once for every day about notices, letters and validity."""

from __future__ import annotations

from datetime import date, timedelta

from jichuang.base import clock
from jichuang.base.models import MessageKind
from jichuang.base.refs import Ref
from jichuang.hall import catalogue
from jichuang.hall.catalogue import UnknownMatter
from jichuang.hall.chores.sweeping import sweep
from jichuang.hall.declare import Purpose, Renewal
from jichuang.hall.models import Certificate, PublicityNotice, Supplement
from jichuang.hall.terms import EventKind, NoticeState, Outcome, TaskResult
from jichuang.hall.verbs import end_publicity
from jichuang.hall.verbs.letters import tell_applicant, tell_party
from jichuang.hall.verbs.moving import close, event, locked

REMIND_BEFORE = 2
"""Working days before a supplement's last day at which the applicant is reminded."""


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
    tell_applicant(
        row.case,
        "补正即将到期",
        f"{words}。尚未补正的，办件停在您手里，承办岗位的时限不再计算。",
        MessageKind.DEADLINE,
    )


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
    tell_applicant(
        case, "有效期满", f"编号{row.number}已期满。继续享受政策的，请重新申报。", MessageKind.DEADLINE
    )


def close_unanswered(day: date) -> int:
    """逾期未补正: closes what the applicant left unanswered past the days the matter allows, where it allows any."""
    rows = Supplement.objects.filter(answered_at__isnull=True, due_on__lt=day)
    late = []
    for row in rows.select_related("case__party", "case__applicant").order_by("id"):
        allowed = row.case.declaration.supplement_lapses
        if allowed is not None and clock.calendar().workdays_between(row.due_on, day) > allowed:
            late.append(row)
    return sweep("hall.close_unanswered", late, lambda row: Ref("case", row.case.number), _close_unanswered)


def _close_unanswered(row: Supplement) -> None:
    case = locked(row.case)
    close(case, Outcome.LAPSED, None, TaskResult.CANCELLED)
    words = f"补正期限{row.due_on:%Y年%m月%d日}已过，没有补正，按逾期未补正办结"
    event(case, EventKind.UNANSWERED, None, note=words)
    tell_applicant(case, "逾期未补正", f"{words}。需要时可以重新申报，已填内容可带入新的草稿。")


def remind_renewals(day: date) -> int:
    """续期提醒: once, on the day the window opens, for every certificate of a matter that may be renewed."""
    told = 0
    for matter in catalogue.all():
        renewal = matter.follow_up(Purpose.RENEWAL)
        if not isinstance(renewal, Renewal):
            continue
        rows = Certificate.objects.filter(matter=matter.code, valid_to=day + timedelta(days=renewal.opens))
        told += sweep(
            "hall.remind_renewals",
            rows.select_related("party").order_by("id"),
            lambda row: Ref("certificate", str(row.pk)),
            _remind_renewal,
        )
    return told


def _remind_renewal(row: Certificate) -> None:
    try:
        title = catalogue.get(row.matter).title
    except UnknownMatter:
        title = row.title
    tell_party(
        row.party,
        f"{title}：可以续期",
        f"编号{row.number}将于{row.valid_to:%Y年%m月%d日}期满，从今天起可以办理续期。",
        Ref("certificate", str(row.pk)),
    )
