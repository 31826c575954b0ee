"""催办文书: what was sent to whom, what waits for an answer, and which lights were red for months running."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from jichuang.base import clock
from jichuang.plan import rules
from jichuang.plan.models import Letter, Plan
from jichuang.plan.terms import LetterKind


def letters(plan: Plan) -> QuerySet[Letter]:
    """All letters, newest first, with their answers at hand. Two queries."""
    rows = plan.letters.select_related("office", "plan").prefetch_related("answers")
    return rows.order_by("-issued_on", "-id")


def waiting(plan: Plan, offices: list[int] | None = None) -> list[Letter]:
    """Slips that still want an answer, the soonest first: none given, or the last one sent back."""
    rows = letters(plan).filter(kind=LetterKind.SLIP, closed_on=None)
    if offices is not None:
        rows = rows.filter(office__in=offices)
    return [one for one in rows.order_by("due_on", "id") if wants_answer(one)]


def wants_answer(letter: Letter) -> bool:
    """Whether the owner has to write: an answer is owed, and none stands or waits."""
    given = list(letter.answers.all())
    return (
        letter.due_on is not None and letter.closed_on is None and all(one.accepted is False for one in given)
    )


def overdue(plan: Plan, day: date) -> list[Letter]:
    """Slips past their last day without an answer, not yet escalated."""
    return [
        one
        for one in waiting(plan)
        if one.due_on is not None and one.due_on < day and one.escalated_on is None
    ]


def state_words(letter: Letter, day: date) -> tuple[str, str]:
    """(chip state, words) of a letter on a day."""
    if letter.due_on is None:
        return "none", "不需答复"
    if letter.closed_on is not None:
        return "ok", "已了结"
    if not wants_answer(letter):
        return "info", "已答复，待处理"
    left = clock.calendar().workdays_between(day, letter.due_on)
    if left < 0:
        return "bad", f"逾期 {-left} 个工作日" + ("，已报领导" if letter.escalated_on else "")
    return "warn", f"剩 {left} 个工作日"


def red_months(plan: Plan, period: str, months: int) -> set[str]:
    """Codes red in each of the `months - 1` months before `period`, as the slips of those months say. One query."""
    before = rules.periods(rules.first_day(_back(period, months - 1)), rules.first_day(_back(period, 1)))
    red: dict[str, set[str]] = {one: set() for one in before}
    rows = plan.letters.filter(kind=LetterKind.SLIP, period__in=before).values_list("period", "lines")
    for month, lines in rows:
        red[month] |= {line["code"] for line in lines if line.get("colour") == "red"}
    return set.intersection(*red.values()) if red else set()


def _back(period: str, months: int) -> str:
    first = rules.first_day(period)
    count = first.year * 12 + first.month - 1 - months
    return f"{count // 12}-{count % 12 + 1:02}"
