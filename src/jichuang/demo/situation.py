"""演示的月度、季度形势: invented figures of the typed indicators, a quarter and a month frozen, the next left to open.

Every source says 演示: nobody published these figures.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.codes.dates import last_of_month
from jichuang.indicators.reads.situation import lines
from jichuang.indicators.verbs import (
    chase,
    explain_doubt,
    freeze_situation,
    open_situation,
    record_observation,
)

Progress = Callable[[int, int, str], None]
PUBLISHER = "演示数据（非发布数）"
MONTHLY = {
    # 全年约数、2018年比2017年的增长（千分）、小数位
    "hightech-value-added": (Decimal(2390), 128, 1),
    "hightech-value-added-growth": (Decimal("11.3"), 0, 1),
    "technology-contracts-month": (Decimal(318), 152, 1),
    "technology-trade-month": (Decimal(246), 149, 1),
    "patents-granted": (Decimal(35000), 93, 0),
    "patents-granted-invention": (Decimal(4930), 61, 0),
    "patents-granted-utility": (Decimal(22700), 104, 0),
}
RATES = ("hightech-value-added-growth",)
SHARES = (44, 118, 205, 292, 378, 466, 551, 634, 724, 807, 898, 1000)
"""Share of the year reached by the end of each month, in thousandths."""
RATE_STEPS = (-4, 3, 1, -2, 5, 2, -6, -1, 4, 0, 2, 1)
TABLES = (
    ("2018Q2", date(2018, 7, 2), date(2018, 7, 16)),
    ("2018-08", date(2018, 9, 3), date(2018, 9, 12)),
)
"""Period, opened on, frozen on."""
LATE = ("2018-07", date(2018, 8, 6), date(2018, 8, 21))
"""Period, opened on, chased on: a table that still waits for one figure."""
OWED = ("technology-trade-month", "2018-07")
ITEMS = (
    "hnte-in-force", "hebei-tech-sme-in-force", "tech-sme-numbered", "academician-stations", "incubators-and-spaces",
    *MONTHLY, "patents-granted-design",
)  # fmt: skip


def load_situation(*, users: dict[str, User], until: date, progress: Progress) -> None:
    """The figures of every month that had ended by then, and the two tables."""
    officer = users["province"]
    months = [(year, month) for year in (2017, 2018) for month in range(1, 13)]
    for year, month in months:
        known = last_of_month(year, month) + timedelta(days=12)
        if known < min(until, date(2018, 9, 30)):
            _month(year, month, known, officer)
    for period, opened, frozen in TABLES:
        if frozen <= until:
            clock.set_demonstration_day(opened)
            table = open_situation(period=period, items=ITEMS, by=officer)
            if "Q" in period:
                _quarter(period, officer)
            clock.set_demonstration_day(frozen)
            for line in lines(table):
                for doubt in line.open_doubts:
                    explain_doubt(
                        situation=table, code=line.item.code, check=doubt.key, by=officer,
                        reason="演示：已与报数单位核实，属正常增长",
                    )  # fmt: skip
            freeze_situation(situation=table, by=officer)
    if LATE[2] <= until:
        _late(officer)
    progress(1, 1, "月度、季度形势")


def _late(officer: User) -> None:
    """One office has not given its figure: the table stays open, and 催报函 has gone out."""
    period, opened, chased = LATE
    clock.set_demonstration_day(opened)
    table = open_situation(period=period, items=ITEMS, by=officer)
    clock.set_demonstration_day(chased)
    chase(situation=table, by=officer)


def _month(year: int, month: int, known: date, officer: User) -> None:
    clock.set_demonstration_day(max(known, date(2018, 1, 3)))
    for code in (*MONTHLY, "patents-granted-design"):
        if (code, f"{year}-{month:02d}") != OWED:
            _record(code, f"{year}-{month:02d}", _value(code, year, month), known, officer)


def _quarter(period: str, officer: User) -> None:
    """A quarter's figures are those of its last month."""
    month = int(period[-1]) * 3
    for year in (int(period[:4]) - 1, int(period[:4])):
        for code in (*MONTHLY, "patents-granted-design"):
            _record(code, f"{year}{period[4:]}", _value(code, year, month), clock.today(), officer)


def _value(code: str, year: int, month: int) -> Decimal:
    if code == "patents-granted-design":
        whole = _value("patents-granted", year, month)
        return (
            whole
            - _value("patents-granted-invention", year, month)
            - _value("patents-granted-utility", year, month)
        )
    size, growth, places = MONTHLY[code]
    if code in RATES:
        return size + Decimal(RATE_STEPS[month - 1] + 5 * (year - 2017)) / 10
    grown = size * (1000 + growth * (year - 2017)) / 1000
    return (grown * SHARES[month - 1] / 1000).quantize(Decimal(1).scaleb(-places))


def _record(code: str, period: str, value: Decimal, known: date, officer: User) -> None:
    record_observation(
        indicator=code, period=period, value=value, publisher=PUBLISHER, title=f"演示：{period}统计快报",
        published_on=known, known_on=known, by=officer,
    )  # fmt: skip
