"""The form of a policy: its facts as boxes, one topic after another, also lists of several years and repeating rows.

Made from the declared facts alone: knows no policy by name. Typed text becomes facts in `answers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from jichuang.law import answers
from jichuang.law.reads.holdings import Need
from jichuang.law.topics import topics_of
from jichuang.policy import FactError, Policy
from jichuang.policy.facts import Fact

ROWS, MORE = 2, 3
"""Rows a table starts with, and how many the button adds."""


class Box(forms.Field):
    """One value. `source` says where a filled-in value came from; `unit` stands beside the box."""

    def __init__(self, fact: Fact, title: str, *, money: str, help: str = "") -> None:
        self.fact, self.money = fact, money
        self.unit, self.source = answers.unit_of(fact, money), ""
        if answers.kind_of(fact) == "years":
            help = f"{help}{'；' if help else ''}年份用顿号隔开，一个也没有的填“{answers.NOTHING}”"
        super().__init__(label=title, help_text=help, required=False, widget=_widget(fact, title))
        self.required = True  # "可不填" beside every box would only be noise: the page says so once

    def clean(self, value: Any) -> Any:
        """The fact's value, None when nothing was typed."""
        try:
            return answers.read(self.fact, str(value or ""), self.money)
        except answers.Unreadable as fault:
            raise ValidationError(f"{fault}。", code="unreadable") from fault


def _widget(fact: Fact, title: str) -> forms.Widget:
    kind = answers.kind_of(fact)
    if kind == "flag":
        yes, no = fact.says  # type: ignore[attr-defined]
        return forms.RadioSelect(choices=((answers.YES, yes), (answers.NO, no)))
    if kind == "choice":
        return forms.RadioSelect(choices=tuple(fact.options.items()))  # type: ignore[attr-defined]
    attributes = {"autocomplete": "off", "aria-label": title}
    if kind == "day":
        return forms.DateInput(attrs={"type": "date", "autocomplete": "off", "class": "date"})
    if kind in ("money", "share", "figure"):
        attributes["inputmode"] = "numeric" if kind == "figure" and fact.scale == 0 else "decimal"
    return forms.TextInput(attrs=attributes)


@dataclass
class Question:
    """A fact on the page. `kind` single | series | table | record; `rows` hold its boxes: one row, or in a table one row for
    each head with a box for each record."""

    key: str
    title: str
    help: str
    kind: str
    heads: list[tuple[str, str]]
    rows: list[list[forms.BoundField]]
    errors: list[str]

    @property
    def lines(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """(title, unit, boxes) of each row of a table."""
        return [(title, unit, row) for (title, unit), row in zip(self.heads, self.rows, strict=True)]


@dataclass
class Topic:
    """A group of questions under one title."""

    at: int
    title: str
    questions: list[Question] = field(default_factory=list)


class SheetForm(forms.Form):
    """All questions of a policy. `on` names the years of series; `rows` says how many rows each table shows."""

    use_required_attribute = False

    def __init__(
        self,
        one: Policy,
        *,
        on: date,
        money: str = answers.TEN_THOUSAND,
        data: Mapping[str, Any] | None = None,
        facts: Mapping[str, Any] | None = None,
        more: str = "",
    ) -> None:
        self.one, self.on, self.money = one, on, money
        self.cells: dict[str, list[tuple[tuple[int | str, ...], str]]] = {}
        self.row_counts = {
            fact.key: _rows(fact, data, facts or {}, more) for fact in one.facts.values() if _is_table(fact)
        }
        super().__init__(data, initial=None, prefix=None)
        for fact in one.facts.values():
            self._place(fact, (facts or {}).get(fact.key))

    def _place(self, fact: Fact, value: Any) -> None:
        self.cells[fact.key] = []
        for path, member, title in _parts(fact, self.on, self.row_counts.get(fact.key, 0)):
            name = "-".join(map(str, ("f", fact.key, *path)))
            own_help = (
                member.help if member is fact or hasattr(fact, "members") else ""
            )  # a series says it once
            box = Box(member, title, money=self.money, help=own_help)
            box.initial = answers.typed(member, _at(value, path, fact), self.money)
            self.fields[name] = box
            self.cells[fact.key].append((path, name))

    def topics(self) -> list[Topic]:
        """The questions as the page shows them."""
        return [
            Topic(at, title, [self._question(fact) for fact in facts])
            for at, (title, facts) in enumerate(topics_of(self.one))
        ]

    def _question(self, fact: Fact) -> Question:
        bound = [(path, self[name]) for path, name in self.cells[fact.key]]
        errors = [f"{box.label}：{error}" for _, box in bound for error in box.errors]
        if _is_table(fact):
            members = list(fact.members.values())  # type: ignore[attr-defined]
            heads = [(each.title, answers.unit_of(each, self.money)) for each in members]
            width = len(members)
            rows = [[box for _, box in bound[start::width]] for start in range(width)]
            return Question(fact.key, fact.title, fact.help, "table", heads, rows, errors)
        kind = "single" if bound and not bound[0][0] else "record" if hasattr(fact, "members") else "series"
        return Question(fact.key, fact.title, fact.help, kind, [], [[box for _, box in bound]], errors)

    def facts(self) -> dict[str, Any]:
        """The facts of a valid form: absent answers are absent. A half-filled row counts its empty amounts as 0."""
        found = {}
        for key, cells in self.cells.items():
            values = {path: self.cleaned_data.get(name) for path, name in cells}
            value = _gathered(self.one.facts[key], values)
            if value is not None:
                found[key] = value
        return found

    def typed(self) -> Iterator[tuple[str, str]]:
        """(name, text) of everything typed or filled in, for hidden boxes."""
        for name in self.fields:
            text = str(self[name].value() or "")
            if text:
                yield name, text

    def blame(self, refused: FactError) -> None:
        """Puts a refusal of the rules beside the first box of its fact, or at the head of the page."""
        names = [name for _, name in self.cells.get(refused.fact, [])]
        self.add_error(names[0] if names else None, f"{refused.problem}，应为{refused.expected}。")


def _is_table(fact: Fact) -> bool:
    return fact.type == "array" and hasattr(fact, "members")


def _is_series(fact: Fact) -> bool:
    """Figures of the last years, a box for each; a list of years as such is one box."""
    return fact.type == "array" and not hasattr(fact, "members") and fact.unit != "年"


def _rows(fact: Fact, data: Mapping[str, Any] | None, facts: Mapping[str, Any], more: str) -> int:
    """Rows to show: as many as the page had, or as there are records, at least two; the button adds three."""
    text = str((data or {}).get(f"rows-{fact.key}", ""))
    shown = int(text) if text.isdecimal() else max(ROWS, len(facts.get(fact.key) or ()))
    return min(shown + (MORE if more == fact.key else 0), fact.longest)  # type: ignore[attr-defined]


def _parts(fact: Fact, on: date, rows: int) -> Iterator[tuple[tuple[int | str, ...], Fact, str]]:
    """(path inside the fact, what is typed there, its title)."""
    if _is_table(fact):
        for row in range(rows):
            for key, member in fact.members.items():  # type: ignore[attr-defined]
                yield (row, key), member, f"第 {row + 1} 个 {member.title}"
    elif hasattr(fact, "members"):
        for key, member in fact.members.items():
            yield (key,), member, member.title
    elif _is_series(fact):
        for at in range(fact.longest):  # type: ignore[attr-defined]
            yield (at,), fact.figure, f"{on.year - fact.longest + at}年"  # type: ignore[attr-defined]
    else:
        yield (), fact, fact.title


def _at(value: Any, path: tuple[int | str, ...], fact: Fact) -> Any:
    """The value at a path; None where there is none. A series that is too short lacks its oldest years."""
    if value is not None and _is_series(fact):
        value = [None] * (fact.longest - len(value)) + list(value)  # type: ignore[attr-defined]
    for step in path:
        try:
            value = value[step]
        except (IndexError, KeyError, TypeError):
            return None
    return value


def _gathered(fact: Fact, values: Mapping[tuple[int | str, ...], Any]) -> Any:
    if all(value is None for value in values.values()):
        return None
    if _is_table(fact):
        return _records(fact, values)
    if hasattr(fact, "members"):
        return {str(path[0]): value for path, value in values.items() if value is not None}
    if _is_series(fact):
        series = list(values.values())
        while series and series[0] is None:  # the oldest years may be absent: a young firm has none
            series.pop(0)
        return series
    return values[()]


def _records(fact: Fact, values: Mapping[tuple[int | str, ...], Any]) -> list[dict[str, Any]]:
    rows: dict[int, dict[str, Any]] = {}
    for path, value in values.items():
        if value is not None:
            rows.setdefault(int(path[0]), {})[str(path[1])] = value
    empty = {key: 0 for key, member in fact.members.items() if answers.kind_of(member) in ("money", "figure")}  # type: ignore[attr-defined]
    return [{**empty, **row} for row in rows.values()]


class DataForm(forms.Form):
    """The values an enterprise is asked for once. `given()` yields those that were typed."""

    use_required_attribute = False

    def __init__(
        self,
        needs: Sequence[Need],
        *,
        data: Mapping[str, Any] | None = None,
        values: Mapping[str, Any] | None = None,
    ) -> None:
        self.needs = needs
        given = {need.name: (values or {}).get(need.name) for need in needs}
        super().__init__(
            data,
            initial={n.name: answers.typed(n.fact, given[n.name], answers.TEN_THOUSAND) for n in needs},
        )
        for need in needs:
            self.fields[need.name] = Box(
                need.fact, need.title, money=answers.TEN_THOUSAND, help=need.fact.help
            )

    def given(self) -> Iterator[tuple[Need, Any]]:
        """(need, value) of every answer of a valid form."""
        for need in self.needs:
            value = self.cleaned_data.get(need.name)
            if value is not None:
                yield need, value
