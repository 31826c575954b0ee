"""每日事务: open periods, remind before the last day, mark what is late, carry out what follows. Idempotent, item by item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db.models import F, QuerySet

from jichuang.base import clock, journal
from jichuang.base.refs import Ref
from jichuang.hall.chores.sweeping import sweep
from jichuang.returns import catalogue
from jichuang.returns.declare import Consequence as Declared
from jichuang.returns.declare import Return, period_of
from jichuang.returns.models import Consequence, OpenPeriod, Owed
from jichuang.returns.reads.owed import missing_periods
from jichuang.returns.terms import State
from jichuang.returns.verbs.common import note, period_ref, ref, write_to
from jichuang.returns.verbs.opening import open_period, roster_of

REMIND_BEFORE = 5
"""Working days before the last day at which units that still owe are reminded (own arrangement, 推定)."""


def open_periods(day: date) -> int:
    """布置: the period that ended last, as long as its last day has not passed and somebody owes it."""
    return sweep(
        "returns.open_periods",
        [one for one in catalogue.every() if _opens(one, day)],
        lambda one: Ref("report", one.code),
        lambda one: open_period(code=one.code, period=period_of(one.frequency, day).before.code, by=None),
    )


def _opens(one: Return, day: date) -> bool:
    when = period_of(one.frequency, day).before
    if when.first < one.since or one.due.due(when, clock.calendar()) < day:
        return False
    if one.survey is not None:
        return False  # a survey goes out by a person's notice, under the approval of that day
    opened = OpenPeriod.objects.filter(code=one.code, period=when.code).exists()
    return not opened and next(roster_of(one, when.last), None) is not None


def remind(day: date) -> int:
    """到期前提醒: once, five working days before the last day."""
    until = clock.calendar().add_workdays(day, REMIND_BEFORE)
    rows = Owed.objects.filter(
        state__in=[State.OWED, State.DRAFT, State.RETURNED],
        reminded_on__isnull=True,
        due_on__gte=day,
        due_on__lte=until,
    )
    return _each_period(rows, "returns.remind", lambda held, period: _remind(held, period, day))


def _remind(held: list[Owed], period: OpenPeriod, day: date) -> None:
    write_to(held, "即将到期", "本期还没有报送。")
    Owed.objects.filter(pk__in=[row.pk for row in held]).update(reminded_on=day)
    _say(period, "reminded", f"{period.title}到期前提醒{len(held)}家")


def mark_late(day: date) -> int:
    """逾期: the day after the last day, whatever is not handed in is late."""
    rows = Owed.objects.filter(state__in=[State.OWED, State.DRAFT, State.RETURNED], due_on__lt=day)
    return _each_period(rows, "returns.mark_late", _mark_late)


def _mark_late(held: list[Owed], period: OpenPeriod) -> None:
    changed = Owed.objects.filter(pk__in=[row.pk for row in held])
    changed.update(state=State.LATE, revision=F("revision") + 1)
    write_to(held, "已逾期", "本期没有按时报送，请立即补报。")
    _say(period, "late", f"{period.title}逾期未报{len(held)}家")


def _each_period(rows: QuerySet[Owed], name: str, deed: Callable[[list[Owed], OpenPeriod], None]) -> int:
    grouped: dict[int, list[Owed]] = {}
    for row in rows.select_related("period", "party").order_by("id"):
        if catalogue.find(row.period.code) is not None:
            grouped.setdefault(row.period_id, []).append(row)
    return sweep(
        name,
        list(grouped.values()),
        lambda held: period_ref(held[0].period),
        lambda held: deed(held, held[0].period),
    )


def _say(period: OpenPeriod, verb: str, words: str) -> None:
    journal.record(actor=None, verb=f"period.{verb}", subject=period_ref(period), summary=words)


def follow_up(day: date) -> int:
    """后果: what each return declares for a missing one, once, in the order declared; each in its own savepoint."""
    pairs = [(one, what) for one in catalogue.every() for what in one.consequences]
    return sum(_sweep_one(one, what, day) for one, what in pairs)


def _sweep_one(one: Return, what: Declared, day: date) -> int:
    return sweep("returns.follow_up", _due(one, what, day), ref, lambda owed: carry_out(owed, what, day))


def _due(one: Return, consequence: Declared, day: date) -> list[Owed]:
    rows = Owed.objects.filter(period__code=one.code, state=State.LATE).exclude(
        consequences__key=consequence.key
    )
    calendar = clock.calendar()
    return [
        row
        for row in rows.filter(due_on__lt=day).select_related("period", "party").order_by("id")
        if calendar.workdays_between(row.due_on, day) > consequence.after
        and (consequence.missing == 1 or len(missing_periods(row)) >= consequence.missing)
    ]


def carry_out(owed: Owed, what: Declared, day: date) -> Consequence:
    """One consequence for one unit: does what is declared, writes the row, tells the unit."""
    result = what.act(owed=owed, on=day) if what.act is not None else None
    row = Consequence.objects.create(
        owed=owed, key=what.key, title=what.title, words=what.says, on=day, result=str(result or "")
    )
    note(owed, None, "consequence", f"：{what.title}", key=what.key, result=row.result, cite=what.cite)
    write_to([owed], what.title, what.says)
    return row


DUTIES = {
    "returns.open_periods": open_periods,
    "returns.remind": remind,
    "returns.mark_late": mark_late,
    "returns.follow_up": follow_up,
}
"""Name -> duty, in the order in which a day does them."""
