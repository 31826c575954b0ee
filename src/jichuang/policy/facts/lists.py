"""Facts of several values: figures of several years, one record of figures, a list of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.errors import DeclarationError, FactError
from jichuang.policy.facts.fact import Fact
from jichuang.policy.facts.figures import Figure
from jichuang.policy.numbers import WIDEST, Number, Quantity


class Sequence(Fact):
    """Figures of several years, oldest first. `latest`, `total`, `length` and `[i]` are numbers; too short a list is missing data."""

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

    def absent(self, value: Value) -> bool:
        return value is None or None in value

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

    @property
    def length(self) -> Number:
        """For how many years there are figures."""
        return _Length(self)


class _OfSequence(Number):
    def __init__(self, sequence: Sequence, index: int | None) -> None:
        self.sequence, self.index = sequence, index

    def amount(self, ev: Any) -> Quantity:
        figure = self.sequence.figure
        scale = ev.algebra.scale(figure.key, figure.scale)
        held = ev.algebra.read(figure.key)
        if self.index is None:
            return Quantity(ev.algebra.summed(held), scale, figure.bound(scale) * self.sequence.longest)
        return Quantity(ev.algebra.item(held, self.index), scale, figure.bound(scale))

    def parts(self) -> tuple[Number, ...]:
        return ()

    def facts(self) -> Iterator[Fact]:
        yield self.sequence

    def measured_in(self) -> str:
        return self.sequence.unit


class _Length(Number):
    def __init__(self, sequence: Sequence) -> None:
        self.sequence = sequence

    def amount(self, ev: Any) -> Quantity:
        held = ev.algebra.read(self.sequence.key)
        return Quantity(ev.algebra.length(held), 0, self.sequence.longest)

    def parts(self) -> tuple[Number, ...]:
        return ()

    def facts(self) -> Iterator[Fact]:
        yield self.sequence

    def measured_in(self) -> str:
        return "年"


class Record(Fact):
    """Several facts under one name (the scores of one panel). `[key]` is the number of that name; what is left out is missing."""

    type = "object"

    def __init__(self, key: str, title: str, *members: Fact, **more: Any) -> None:
        super().__init__(key, title, **more)
        self.members: Mapping[str, Fact] = {each.key: each for each in members}

    @property
    def expected(self) -> str:
        return "一组：" + "、".join(f"{f.key}（{f.title}）" for f in self.members.values())

    def parse(self, given: object) -> Value:
        return None if given is None else self.parsed(given)

    def parsed(self, given: object, at: str = "") -> Value:
        if not isinstance(given, Mapping):
            raise self.refuse(given, at + "不是一组事实")
        if unknown := [key for key in given if key not in self.members]:
            raise self.refuse(unknown[0], at + "没有这一项")
        try:
            return {key: each.filled(given.get(key)) for key, each in self.members.items()}
        except FactError as error:
            problem = f"{at}{error.title}{error.problem}"
            raise FactError(self.key, error.value, problem, error.expected, title=self.title) from None

    def schema(self) -> dict[str, Any]:
        return super().schema() | self.shape()

    def shape(self) -> dict[str, Any]:
        return {
            "properties": {key: each.schema() for key, each in self.members.items()},
            "additionalProperties": False,
        }

    def __getitem__(self, key: str) -> Number:
        return _OfRecord(self, key)


class _OfRecord(Number):
    def __init__(self, record: Record, key: str) -> None:
        member = record.members[key]
        if not isinstance(member, Figure):
            raise DeclarationError(f"{record.key}.{key} 不是数")
        self.record, self.figure = record, member

    def amount(self, ev: Any) -> Quantity:
        figure = self.figure
        held = ev.algebra.member(ev.algebra.read(self.record.key), figure.key)
        return Quantity(held, figure.scale, figure.bound(figure.scale))

    def parts(self) -> tuple[Number, ...]:
        return ()

    def facts(self) -> Iterator[Fact]:
        yield self.record

    def measured_in(self) -> str:
        return self.figure.unit


class Records(Record):
    """A list of records. `.sum(expression)` works a number over its members out record by record and adds them up."""

    type = "array"

    def __init__(self, key: str, title: str, *members: Fact, longest: int = 500, **more: Any) -> None:
        super().__init__(key, title, *members, **more)
        self.longest = longest

    @property
    def expected(self) -> str:
        return f"至多 {self.longest} 条，每条为{super().expected}"

    def parse(self, given: object) -> Value:
        if given is None:
            return None
        if not isinstance(given, list | tuple) or len(given) > self.longest:
            raise self.refuse(given, "不是所要的列表")
        return tuple(self.parsed(each, f"第 {number} 条") for number, each in enumerate(given, start=1))

    def absent(self, value: Value) -> bool:
        return value is None or any(None in record.values() for record in value)

    def schema(self) -> dict[str, Any]:
        items = {"type": "object", **self.shape()}
        return Fact.schema(self) | {"items": items, "maxItems": self.longest}

    def __getitem__(self, key: str) -> Number:
        raise DeclarationError(f"{self.key} 是列表：用 sum")

    def sum(self, expression: Number) -> Number:
        """The sum over all records of a number made of its members and of parameters. No records: 0."""
        return _Sum(self, expression)


class _Sum(Number):
    def __init__(self, records: Records, expression: Number) -> None:
        if foreign := {f.key for f in expression.facts()} - set(records.members):
            raise DeclarationError(f"{records.key} 的合计用了别处的事实：{sorted(foreign)}")
        self.records, self.expression = records, expression

    def amount(self, ev: Any) -> Quantity:
        return ev.once(self, "amount", self._amount)  # type: ignore[no-any-return]

    def _amount(self, ev: Any) -> Quantity:
        kinds: list[Quantity] = []  # every record gives a quantity of the same scale and bound

        def one(algebra: Any) -> Value:
            held = self.expression.amount(ev.within(algebra))
            bound = held.bound * self.records.longest
            kinds.append(Quantity(None, held.scale, bound))
            return algebra.wide(held.units) if bound > WIDEST else held.units

        units = ev.algebra.keep(ev.algebra.sum_over(ev.algebra.read(self.records.key), one))
        return Quantity(units, kinds[0].scale, kinds[0].bound) if kinds else Quantity(units, 0, 1)

    def parts(self) -> tuple[Number, ...]:
        return ()

    def is_law(self, law: Any) -> bool:
        return self.expression.is_law(law)

    def parameters(self) -> Iterator[Any]:
        yield from self.expression.parameters()

    def facts(self) -> Iterator[Fact]:
        yield self.records

    def measured_in(self) -> str:
        return self.expression.measured_in()


def record(key: str, title: str, *members: Fact, **more: Any) -> Record:
    """Several facts under one name, given as an object."""
    return Record(key, title, *members, **more)


def records(key: str, title: str, *members: Fact, longest: int = 500, **more: Any) -> Records:
    """A list of objects, each with the facts `members`."""
    return Records(key, title, *members, longest=longest, **more)
