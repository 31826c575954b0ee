"""Facts a rule asks for: their type, unit, scale, bounds and whether they can still change.

Parses what a person or a file gives into exact scaled integers, or refuses it naming the fact and the expected range.
Zero and false are data; only None (or absence) is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.errors import FactError
from jichuang.policy.numbers import Number, Quantity

FIXED, RECHECK, FUTURE = (
    "fixed",
    "recheck",
    "future",
)  # a closed year; to be checked again; can still be brought about


class Fact:
    """One fact. `kind` is fixed | recheck | future; `effort` is what one more unit costs when it is a lever (0 = no lever)."""

    type = ""
    scale = 0
    min: Any = None
    max: Any = None

    def __init__(
        self, key: str, title: str, *, unit: str = "", kind: str = FIXED, effort: int = 0, help: str = ""
    ) -> None:
        self.key, self.title, self.unit, self.kind, self.effort, self.help = (
            key,
            title,
            unit,
            kind,
            effort,
            help,
        )

    def parse(self, given: object) -> Value:
        """The exact value as the algebra wants it; None stays None. Raises FactError."""
        raise NotImplementedError

    def schema(self) -> dict[str, Any]:
        """This fact as a JSON Schema property, with title, unit and kind."""
        found: dict[str, Any] = {"title": self.title, "type": [self.type, "null"], "kind": self.kind}
        return (
            found
            | ({"unit": self.unit} if self.unit else {})
            | ({"description": self.help} if self.help else {})
        )

    @property
    def expected(self) -> str:
        raise NotImplementedError

    def refuse(self, given: object, problem: str) -> FactError:
        return FactError(self.key, given, problem, self.expected, title=self.title)


class Flag(Fact):
    """A fact that is true or false."""

    type = "boolean"

    def __init__(self, key: str, title: str, *, says: tuple[str, str] = ("是", "否"), **more: Any) -> None:
        super().__init__(key, title, **more)
        self.says = says  # how "true" and "false" read on a page

    @property
    def expected(self) -> str:
        return "是（true）或否（false），未知时不填"

    def parse(self, given: object) -> Value:
        if given is None or isinstance(given, bool):
            return given
        raise self.refuse(given, "不是是非值")

    def judge_value(self, ev: Any) -> Value:
        return ev.algebra.read(self.key)


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
        return Quantity(ev.algebra.read(self.key), scale, max(abs(self.min), abs(self.max)) * 10**scale)

    def parts(self) -> tuple[Number, ...]:
        return ()


class Sequence(Fact):
    """Figures of several years, oldest first. `latest`, `total` and `[i]` are numbers; too short a list is missing data."""

    type = "array"

    def __init__(self, figure: Figure, *, shortest: int = 1, longest: int = 3) -> None:
        super().__init__(figure.key, figure.title, unit=figure.unit, kind=figure.kind, help=figure.help)
        self.figure, self.shortest, self.longest = figure, shortest, longest
        self.scale, self.min, self.max = figure.scale, figure.min, figure.max

    @property
    def expected(self) -> str:
        return f"{self.shortest} 至 {self.longest} 个（先旧后新），每个为{self.figure.expected}"

    def parse(self, given: object) -> Value:
        if given is None:
            return None
        if not isinstance(given, list | tuple) or not self.shortest <= len(given) <= self.longest:
            raise self.refuse(given, "不是所要的数列")
        return tuple(self.figure.parse(each) for each in given)

    def schema(self) -> dict[str, Any]:
        items = self.figure.schema()
        return super().schema() | {"items": items, "minItems": self.shortest, "maxItems": self.longest}

    def __getitem__(self, index: int) -> Number:
        return _OfSequence(self, index)

    @property
    def latest(self) -> Number:
        return _OfSequence(self, -1)

    @property
    def total(self) -> Number:
        return _OfSequence(self, None)


class _OfSequence(Number):
    def __init__(self, sequence: Sequence, index: int | None) -> None:
        self.sequence, self.index = sequence, index

    def amount(self, ev: Any) -> Quantity:
        figure = self.sequence.figure
        scale = ev.algebra.scale(figure.key, figure.scale)
        bound = max(abs(figure.min), abs(figure.max)) * 10**scale
        held = ev.algebra.read(figure.key)
        if self.index is None:
            return Quantity(ev.algebra.summed(held), scale, bound * self.sequence.longest)
        return Quantity(ev.algebra.item(held, self.index), scale, bound)

    def parts(self) -> tuple[Number, ...]:
        return ()


def count(key: str, title: str, unit: str, *, most: int = 10_000_000, **more: Any) -> Figure:
    """A whole number of persons or things, never negative."""
    return Figure(key, title, unit=unit, scale=0, min=0, max=most, **more)


def money(key: str, title: str, *, least: int = 0, most: int = 10**13, **more: Any) -> Figure:
    """An amount in yuan with at most two decimals."""
    return Figure(key, title, unit="元", scale=2, min=least, max=most, **more)


def flag(key: str, title: str, **more: Any) -> Flag:
    """A fact that is true or false; `says` is how either reads on a page."""
    return Flag(key, title, **more)


def parse_all(facts: Mapping[str, Fact], given: Mapping[str, object]) -> dict[str, Value]:
    """Every given fact parsed; an unknown name is a FactError that lists the known ones."""
    parsed = {}
    for key, value in given.items():
        if key not in facts:
            raise FactError(str(key), value, "没有这个事实", f"下列之一：{'、'.join(facts)}")
        parsed[key] = facts[key].parse(value)
    return parsed
