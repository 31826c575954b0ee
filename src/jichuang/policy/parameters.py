"""Dated law: parameters with their values over time, and the law in force on a day as known on a day.

Values are only ever added: a later issued value that covers a day supersedes an earlier one, a repeal is a value of its own.
So the law of a day, as known on a day, never changes. Reads one TOML file per policy when the policy is imported; no other I/O.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from jichuang.policy.algebra import Value
from jichuang.policy.errors import DateError, DeclarationError, PolicyError
from jichuang.policy.numbers import Number, Quantity, constant

T = TypeVar("T")

_UNMEASURED = {"", "比例", "比率", "倍", "条款"}
STATUSES = ("official", "republished", "unverified")
FORESIGHT = timedelta(
    days=425
)  # fourteen months: a law last checked earlier than this before the business date answers nothing
_KEYS = {
    "valid_from",
    "valid_to",
    "issued_on",
    "value",
    "cite",
    "clause",
    "status",
    "checked_on",
    "repealed",
    "note",
}
_NEEDED = {"valid_from", "issued_on", "cite", "clause", "status", "checked_on"}


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value of a parameter, with the document that gave it. Dates inclusive; `valid_to` None = open."""

    valid_from: date
    issued_on: date
    value: Any
    cite: str
    clause: str
    status: str
    checked_on: date
    valid_to: date | None = None
    repealed: bool = False
    note: str = ""

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class ParameterInForce:
    """A parameter as it stands on a day: value, unit, validity, citation and how far it has been verified."""

    key: str
    title: str
    value: Any
    unit: str
    valid_from: date
    valid_to: date | None
    issued_on: date
    document: str
    clause: str
    status: str
    checked_on: date
    note: str = ""

    @property
    def cite(self) -> str:
        return f"{self.document} {self.clause}".strip()


class Parameter(Number):
    """A number, a table or a clause of the law, by name; its values live in the TOML file beside the rule."""

    def __init__(self, key: str, title: str, unit: str, values: Iterable[DatedValue]) -> None:
        self.key, self.title, self.unit = key, title, unit
        self.values = tuple(sorted(values, key=lambda v: (v.issued_on, v.valid_from)))

    def on(self, day: date, known: date | None = None) -> ParameterInForce | None:
        """The value in force on `day` among those issued up to `known` (None: everything recorded)."""
        found = [v for v in self.values if v.covers(day) and (known is None or v.issued_on <= known)]
        if not found or found[-1].repealed:
            return None
        v = found[-1]
        return ParameterInForce(
            self.key, self.title, v.value, self.unit, v.valid_from, v.valid_to, v.issued_on, v.cite, v.clause,
            v.status, v.checked_on, v.note,
        )  # fmt: skip

    def amount(self, ev: Any) -> Quantity:
        """Its value in force; a parameter that is not law on the day is a number that does not exist."""
        held = ev.law.get(self)
        return Quantity(None, 0, 1) if held is None else constant(held.value)

    def exists(self, ev: Any) -> Value:
        return ev.law.get(self) is not None

    def parts(self) -> tuple[Number, ...]:
        return ()

    def is_law(self, law: Law) -> bool:
        return law.get(self) is not None

    def lacking(self, ev: Any) -> Iterator[Any]:
        """Nothing: what the law says (a table, too, that is no number) is never an absent fact."""
        return iter(())

    def parameters(self) -> Iterator[Parameter]:
        yield self

    def measured_in(self) -> str:
        """元, 人, 天 and so on; a share, a factor and a clause have no unit of their own."""
        return "" if self.unit in _UNMEASURED else self.unit


class Book:
    """The parameters of one policy. Subclass with annotations only, `class P(Book, file=...)`: names that are not in the
    file, or are in the file but not in the class, are refused when the policy is imported."""

    def __init_subclass__(cls, file: Path) -> None:
        declared = {n for n in cls.__annotations__ if not n.startswith("_")}
        loaded = load(file)
        if declared != set(loaded):
            odd = "、".join(sorted(declared ^ set(loaded)))
            raise DeclarationError(f"{file.name}：参数名与规则声明不一致：{odd}")
        for key, parameter in loaded.items():
            setattr(cls, key, parameter)
        cls._all = tuple(loaded.values())

    _all: tuple[Parameter, ...] = ()

    @classmethod
    def all(cls) -> tuple[Parameter, ...]:
        return cls._all


def load(file: Path) -> dict[str, Parameter]:
    """Read a parameter file. Decimals stay decimal; a missing citation, date or status is a DeclarationError."""
    tables = tomllib.loads(file.read_text(encoding="utf-8"), parse_float=Decimal)
    return {key: _parameter(file.name, key, table) for key, table in tables.items()}


def _parameter(file: str, key: str, table: Mapping[str, Any]) -> Parameter:
    if set(table) != {"title", "unit", "values"} or not table["values"]:
        raise DeclarationError(f"{file}：[{key}] 须且只须有 title、unit、values")
    for row in table["values"]:
        problem = (_NEEDED - set(row)) or (set(row) - _KEYS)
        if problem or row["status"] not in STATUSES or ("value" in row) == row.get("repealed", False):
            raise DeclarationError(
                f"{file}：[{key}] 的值缺少或多出：{sorted(problem)}，或 status/value 不合规"
            )
    return Parameter(
        key, table["title"], table["unit"], [DatedValue(**{"value": None, **row}) for row in table["values"]]
    )


class Law:
    """The parameters of one policy on one business day, as known on a day, perhaps with supposed changes."""

    def __init__(
        self, book: type[Book], on: date, known: date | None = None, changes: Mapping[str, Any] | None = None
    ) -> None:
        self.on, self.known, self.supposed = on, known, changes
        self._done: dict[tuple[int, str], Any] = {}
        self._force = {p.key: p.on(on, known) for p in book.all()}
        self.notes = _boundaries(book, on, known)
        for key, value in (changes or {}).items():
            self._suppose(key, value)

    def _suppose(self, key: str, value: Any) -> None:
        held = self._force.get(key)
        if held is None:
            names = "、".join(k for k, v in self._force.items() if v)
            raise PolicyError(f"没有名为 {key} 的现行参数；可改的有：{names}")
        self._force[key] = ParameterInForce(
            key,
            held.title,
            value,
            held.unit,
            self.on,
            None,
            self.on,
            "假设",
            held.clause,
            held.status,
            self.on,
            "模拟取值",
        )

    def once(self, node: object, what: str, work: Callable[[Law], T]) -> T:
        """What `work(self)` says of a node of the rule by this law alone, worked out once (nodes live as long as their policy)."""
        key = (id(node), what)
        if key not in self._done:
            self._done[key] = work(self)
        return self._done[key]  # type: ignore[no-any-return]

    def get(self, parameter: Parameter) -> ParameterInForce | None:
        return self._force.get(parameter.key)

    def in_force_of(self, parameter: Parameter) -> ParameterInForce:
        """The parameter as it stands; one without a value on this day is a DateError."""
        held = self.get(parameter)
        if held is None:
            raise DateError("on", self.on.isoformat(), f"该日没有“{parameter.title}”的规定", "有规定的日期")
        return held

    def value(self, parameter: Parameter) -> Value:
        """The value in force; a parameter without one on this day is a DateError."""
        return self.in_force_of(parameter).value

    def unverified(self, parameters: Iterable[Parameter]) -> bool:
        return any(held is not None and held.status == "unverified" for held in map(self.get, parameters))

    def in_force(self) -> list[ParameterInForce]:
        return [p for p in self._force.values() if p is not None]


def _boundaries(book: type[Book], on: date, known: date | None) -> tuple[str, ...]:
    values = [v for p in book.all() for v in p.values if known is None or v.issued_on <= known]
    if not values:
        first = min(v.issued_on for p in book.all() for v in p.values)
        raise DateError("known", known and known.isoformat(), "当时尚无任何规定", f"{first} 或以后")
    first = min(v.valid_from for v in values)
    if on < first:
        raise DateError("on", on.isoformat(), "业务日期早于本政策最早的规定", f"{first} 或以后")
    checked = max(v.checked_on for v in values)
    if on > checked + FORESIGHT:
        raise DateError(
            "on", on.isoformat(), f"业务日期远晚于规定的最后核对日 {checked}", f"{checked + FORESIGHT} 或以前"
        )
    if on > checked:
        return (f"规定最后核对于 {checked}；业务日期 {on} 在其后，请核对有无新规。",)
    return ()
