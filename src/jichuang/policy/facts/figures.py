"""Facts that are numbers: counts, amounts, days and years, exact and within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.facts.fact import Fact
from jichuang.policy.numbers import DATE, Number, Quantity


class Figure(Fact, Number):
    """A number with at most `scale` decimals between `min` and `max` (inclusive)."""

    type = "number"

    def __init__(
        self, key: str, title: str, *, unit: str, scale: int, min: int, max: int, **more: Any
    ) -> None:
        super().__init__(key, title, unit=unit, **more)
        self.scale, self.min, self.max = scale, min, max
        self.type = "integer" if scale == 0 else "number"

    @property
    def expected(self) -> str:
        kind = "整数" if self.scale == 0 else f"最多 {self.scale} 位小数的数"
        return f"{self.min} 至 {self.max} {self.unit}之间的{kind}"

    def parse(self, given: object) -> Value:
        if given is None:
            return None
        exact = self._exact(given)
        units = exact.scaleb(self.scale)
        if units != units.to_integral_value():
            raise self.refuse(given, "不是整数" if self.scale == 0 else "小数位数过多")
        if not self.min <= exact <= self.max:
            raise self.refuse(given, "小于允许的最小值" if exact < self.min else "大于允许的最大值")
        return int(units)

    def _exact(self, given: object) -> Decimal:
        if isinstance(given, bool) or not isinstance(given, int | float | Decimal):
            raise self.refuse(given, "类型不对，不是数")
        try:  # a float stands for the decimal a person wrote: its shortest text, never its binary value
            exact = Decimal(repr(given)) if isinstance(given, float) else Decimal(given)
        except InvalidOperation:
            raise self.refuse(given, "不是数") from None
        if not exact.is_finite() or exact.adjusted() > 30:
            raise self.refuse(given, "不是有限的数")
        return exact

    def schema(self) -> dict[str, Any]:
        found = super().schema() | {"minimum": self.min, "maximum": self.max}
        return found if self.scale == 0 else found | {"multipleOf": float(Decimal(1).scaleb(-self.scale))}

    def amount(self, ev: Any) -> Quantity:
        scale = ev.algebra.scale(self.key, self.scale)
        return Quantity(ev.algebra.read(self.key), scale, self.bound(scale))

    def bound(self, scale: int) -> int:
        """The largest number of units of 10**-`scale`."""
        largest: int = max(abs(self.min), abs(self.max))
        return largest * int(10**scale)

    def parts(self) -> tuple[Number, ...]:
        return ()

    def facts(self) -> Iterator[Fact]:
        yield self

    def measured_in(self) -> str:
        return self.unit


class Day(Figure):
    """A calendar day, held as its ordinal: the difference of two is a number of days."""

    EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)

    def __init__(self, key: str, title: str, **more: Any) -> None:
        bounds = {"min": self.EARLIEST.toordinal(), "max": self.LATEST.toordinal()}
        super().__init__(key, title, unit=DATE, scale=0, **bounds, **more)
        self.type = "string"

    @property
    def expected(self) -> str:
        return f"{self.EARLIEST} 至 {self.LATEST} 之间的日期，写作 2018-05-31"

    def parse(self, given: object) -> Value:
        if given is None:
            return None
        if isinstance(given, str):
            try:
                given = date.fromisoformat(given) if len(given) == 10 else given
            except ValueError:
                raise self.refuse(given, "不是日期") from None
        if not isinstance(given, date) or isinstance(given, datetime):
            raise self.refuse(given, "不是日期")
        if not self.EARLIEST <= given <= self.LATEST:
            raise self.refuse(given, "日期超出范围")
        return given.toordinal()

    def schema(self) -> dict[str, Any]:
        return Fact.schema(self) | {"format": "date"}


def count(key: str, title: str, unit: str, *, most: int = 10_000_000, **more: Any) -> Figure:
    """A whole number of persons or things, never negative."""
    return Figure(key, title, unit=unit, scale=0, min=0, max=most, **more)


def average(key: str, title: str, unit: str, *, most: int = 10_000_000, **more: Any) -> Figure:
    """A yearly average of persons or things, with at most two decimals."""
    return Figure(key, title, unit=unit, scale=2, min=0, max=most, **more)


def hours(key: str, title: str, *, most: int = 100_000_000, **more: Any) -> Figure:
    """Hours of use with at most one decimal."""
    return Figure(key, title, unit="小时", scale=1, min=0, max=most, **more)


def extent(key: str, title: str, *, most: int = 10_000_000, **more: Any) -> Figure:
    """A floor area in square metres with at most two decimals."""
    return Figure(key, title, unit="平方米", scale=2, min=0, max=most, **more)


def money(key: str, title: str, *, least: int = 0, most: int = 10**13, **more: Any) -> Figure:
    """An amount in yuan with at most two decimals."""
    return Figure(key, title, unit="元", scale=2, min=least, max=most, **more)


def rate(key: str, title: str, *, places: int = 6, most: int = 1, **more: Any) -> Figure:
    """A share given as such, between 0 and `most` (0.3 for 30%)."""
    return Figure(key, title, unit="", scale=places, min=0, max=most, **more)


def day(key: str, title: str, **more: Any) -> Day:
    """A calendar day, given as ISO text or a date."""
    return Day(key, title, **more)


def year(key: str, title: str, **more: Any) -> Figure:
    """A calendar year."""
    return Figure(key, title, unit="年", scale=0, min=1990, max=2100, **more)
