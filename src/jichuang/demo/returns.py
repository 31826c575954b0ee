"""演示报送: two quarters of the transfer bodies: the first reviewed and frozen, the second handed in, sent back, late and chased."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from jichuang.accounts.models import User
from jichuang.returns import verbs
from jichuang.returns.chores import follow_up, mark_late
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.terms import OPEN

QUARTERLY = "transfer-body-quarterly"
BODY, OTHER = "冀知技术转移部（演示）", "冀信技术转移中心（演示）"
FIRST = {
    "deals": "6", "hebei_deals": "5", "amount": "1400", "income": "120", "service_income": "96", "other_income": "24",
    "staff": "12", "agents": "6",
}  # fmt: skip
SECOND = {
    **FIRST,
    "deals": "8",
    "amount": "1750",
    "income": "138",
    "service_income": "110",
    "other_income": "28",
}
Scene = tuple[date, Callable[[], None]]


def scenes(users: dict[str, User], agent: User) -> Iterator[Scene]:
    """(day, scene) in order of day."""
    who = {BODY: users["service"], OTHER: agent}
    city, province = users["city"], users["province"]
    yield date(2018, 4, 2), lambda: _opened(QUARTERLY, "2018Q1")
    yield date(2018, 4, 12), lambda: _handed_in(QUARTERLY, "2018Q1", {BODY: FIRST, OTHER: FIRST}, who)
    yield date(2018, 4, 16), lambda: _accepted(QUARTERLY, "2018Q1", city)
    yield date(2018, 4, 26), lambda: _late(date(2018, 4, 26))
    yield date(2018, 5, 16), lambda: _late(date(2018, 5, 16))
    yield date(2018, 5, 17), lambda: _frozen(QUARTERLY, "2018Q1", province)
    yield date(2018, 7, 2), lambda: _opened(QUARTERLY, "2018Q2")
    yield date(2018, 7, 13), lambda: _handed_in(QUARTERLY, "2018Q2", {BODY: SECOND}, who)
    yield date(2018, 7, 16), lambda: _accepted(QUARTERLY, "2018Q2", city)
    yield date(2018, 7, 18), lambda: _handed_in(QUARTERLY, "2018Q2", {OTHER: SECOND}, who)
    yield date(2018, 7, 20), lambda: _sent_back(city)
    yield date(2018, 7, 31), lambda: _late(date(2018, 7, 31))
    yield date(2018, 8, 6), lambda: _urged(city)
    yield date(2018, 8, 13), lambda: _late(date(2018, 8, 13))


def _period(code: str, period: str) -> OpenPeriod:
    return OpenPeriod.objects.get(code=code, period=period)


def _owed(code: str, period: str, name: str) -> Owed:
    return Owed.objects.get(period=_period(code, period), name=name)


def _opened(code: str, period: str) -> None:
    verbs.open_period(code=code, period=period, by=None)


def _handed_in(
    code: str, period: str, told: Mapping[str, Mapping[str, str]], who: Mapping[str, User]
) -> None:
    for name, answers in told.items():
        owed = _owed(code, period, name)
        owed = verbs.save(owed=owed, by=who[name], answers=answers, revision=owed.revision)
        verbs.hand_in(owed=owed, by=who[name], revision=owed.revision)


def _accepted(code: str, period: str, by: User) -> None:
    for owed in Owed.objects.filter(period=_period(code, period), state="handed_in").order_by("id"):
        verbs.accept(owed=owed, by=by, revision=owed.revision)


def _sent_back(by: User) -> None:
    owed = _owed(QUARTERLY, "2018Q2", OTHER)
    verbs.send_back(owed=owed, by=by, why="成交额与技术合同登记的合计不一致，请核对", revision=owed.revision)


def _late(day: date) -> None:
    """What the clock does once a last day has passed; ten working days later, the warnings."""
    mark_late(day)
    follow_up(day)


def _frozen(code: str, period: str, by: User) -> None:
    verbs.freeze(period=_period(code, period), by=by)


def _urged(by: User) -> None:
    verbs.urge(
        rows=Owed.objects.filter(period=_period(QUARTERLY, "2018Q2"), state__in=OPEN, home="130100"), by=by
    )
