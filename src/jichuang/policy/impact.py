"""What a supposed change does to a population: who gains, who loses, in yuan, between best and worst case over what is missing.

Nothing is guessed. A record whose answer hangs on a missing fact counts only as possible; one on which the change cannot bear, however
its gaps are filled, does not count at all. Adds up what `comparing` finds; knows no file and no register.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from jichuang.policy.algebra import MANUAL, MISSING, PASS
from jichuang.policy.changes import Changed, changed
from jichuang.policy.comparing import GAIN, LOSE, MAY_EITHER, MAY_GAIN, MAY_LOSE, Comparison
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import PolicyError
from jichuang.policy.frame_facts import ExactFrame, exact_frame
from jichuang.policy.parameters import Law

DIMENSIONS = {"city": "地区", "field": "领域", "size": "规模"}
ALL, UNSTATED = "全部", "未注明"
_KEPT = 32  # sums kept before they are added together


@dataclass(frozen=True, slots=True)
class Money:
    """The effect on one amount, in yuan, from `low` to `high`, over those whose amount is known; of `open` records it is not."""

    key: str
    before: Decimal
    low: Decimal
    high: Decimal
    open: int


@dataclass(frozen=True, slots=True)
class Line:
    """The population or a part of it: counts of records.

    `passing` for certain and `open` (for want of a fact or a person's decision) under the law in force, with `_then` under the supposed
    one. `gain` and `lose` for certain; `may_gain`, `may_lose` possible besides, `may_either` one or the other."""

    name: str
    rows: int
    passing: int
    open: int
    passing_then: int
    open_then: int
    gain: int
    may_gain: int
    lose: int
    may_lose: int
    may_either: int
    money: tuple[Money, ...] = ()

    @property
    def unaffected(self) -> int:
        """Those whose answer the change cannot alter, however the gaps are filled."""
        return self.rows - self.gain - self.may_gain - self.lose - self.may_lose - self.may_either

    @property
    def gain_most(self) -> int:
        """Gainers in the best case."""
        return self.gain + self.may_gain + self.may_either

    @property
    def lose_most(self) -> int:
        """Losers in the worst case."""
        return self.lose + self.may_lose + self.may_either


@dataclass(frozen=True)
class Impact:
    """The whole answer: `total`, and `parts` by city, field and size where the population states them (each adds up to the total)."""

    policy: str
    on: date
    known: date | None
    changes: tuple[Changed, ...]
    direction: str
    total: Line
    parts: Mapping[str, tuple[Line, ...]]
    unusable: int = 0
    problems: tuple[str, ...] = ()


@dataclass
class Tally:
    """Adds a population up piece by piece, in memory that does not grow with it."""

    policy: Policy
    law: Law
    changes: Mapping[str, Any]
    unusable: int = 0
    problems: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        if not self.changes:
            raise PolicyError("没有假设：至少给出一项 参数=值")
        self.comparison = Comparison(self.policy, self.law, self.changes)
        self._sums: list[pl.DataFrame] = []

    def add(self, exact: ExactFrame, groups: pl.DataFrame) -> pl.DataFrame:
        """Counts the records of `exact`; `groups` holds their city, field and size (text, as far as known). Answers what
        `Comparison.over` finds for each."""
        found = self.comparison.over(exact)
        by = [
            groups[d].cast(pl.String).fill_null(UNSTATED)
            if d in groups.columns
            else pl.lit(UNSTATED).alias(d)
            for d in DIMENSIONS
        ]
        counted = found.select(
            *by, *_counts(), *(each for key in self.comparison.money for each in _yuan(key))
        )
        self._sums.append(_added(counted, list(DIMENSIONS)))
        if len(self._sums) >= _KEPT:
            self._sums = [_added(pl.concat(self._sums), list(DIMENSIONS))]
        return found

    def impact(self) -> Impact:
        """What has been counted so far."""
        if not any(each.height for each in self._sums):
            raise PolicyError("；".join(("人群里没有可以判断的记录", *self.problems[:3])))
        sums = pl.concat(self._sums)
        stated = [d for d in DIMENSIONS if (sums[d] != UNSTATED).any()]
        (total,) = self._lines(sums.with_columns(pl.lit(ALL).alias("name")))
        parts = {d: self._lines(sums.with_columns(pl.col(d).alias("name"))) for d in stated}
        return Impact(
            self.policy.id, self.law.on, self.law.known, tuple(changed(self.law, self.changes)),
            self.comparison.direction, total, parts, self.unusable, tuple(self.problems),
        )  # fmt: skip

    def _lines(self, sums: pl.DataFrame) -> tuple[Line, ...]:
        rows = _added(sums, ["name"]).iter_rows(named=True)
        return tuple(sorted((self._line(row) for row in rows), key=_place))

    def _line(self, row: dict[str, Any]) -> Line:
        money = tuple(
            Money(key, *(row[f"{key}.{what}"] for what in ("before", "low", "high", "open")))
            for key in self.comparison.money
        )
        counts = {each.name: row[each.name] for each in fields(Line) if each.name != "money"}
        return Line(**counts, money=money)


def _place(line: Line) -> tuple[bool, int, str]:
    """Names that begin with a figure (20至99人) in its order, then the others, last what is not stated."""
    figure = re.match(r"\d+", line.name)
    return line.name == UNSTATED, int(figure[0]) if figure else 10**9, line.name


def _counts() -> list[pl.Expr]:
    verdicts = [(pl.col(f"verdict{ending}").cast(pl.String), ending) for ending in ("", "_then")]
    flags = {f"passing{ending}": verdict == PASS for verdict, ending in verdicts}
    flags |= {f"open{ending}": verdict.is_in([MISSING, MANUAL]) for verdict, ending in verdicts}
    change = pl.col("change").cast(pl.String)
    flags |= {
        each: (change == each).fill_null(False) for each in (GAIN, MAY_GAIN, LOSE, MAY_LOSE, MAY_EITHER)
    }
    return [
        pl.lit(1, pl.Int64).alias("rows"),
        *(flag.cast(pl.Int64).alias(name) for name, flag in flags.items()),
    ]


def _yuan(key: str) -> list[pl.Expr]:
    unknown = pl.col(f"{key}.low").is_null() | pl.col(f"{key}.high").is_null()
    return [
        *(pl.col(f"{key}.{what}") for what in ("before", "low", "high")),
        unknown.cast(pl.Int64).alias(f"{key}.open"),
    ]


def _added(frame: pl.DataFrame, by: list[str]) -> pl.DataFrame:
    numbers = [name for name, kind in frame.schema.items() if kind.is_numeric()]
    return frame.group_by(by).agg(pl.col(numbers).sum())


def impact_of(
    policy: Policy, frame: pl.DataFrame, *, on: date, changes: Mapping[str, Any], known: date | None = None
) -> Impact:
    """The impact on a frame at hand; its columns `city`, `field`, `size` are the parts. FactError as in `evaluate`."""
    law = policy.law(on, known)
    tally = Tally(policy, law, changes)
    tally.add(exact_frame(policy, law, frame), frame)
    return tally.impact()
