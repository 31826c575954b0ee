"""目录的分面: pure counting over declared matters. A facet value is offered only when choosing it leaves a row."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from jichuang.codes import chinese
from jichuang.hall.declare import Matter

AT_ONCE = 8
"""Values of a facet that are shown without unfolding."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many rows it leaves, whether it is chosen, and the address that chooses or drops it."""

    title: str
    count: int
    chosen: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with its choices, the largest first."""

    key: str
    title: str
    choices: list[Choice]

    @property
    def first(self) -> list[Choice]:
        """What is shown at once: the largest, and what is chosen."""
        return [one for at, one in enumerate(self.choices) if at < AT_ONCE or one.chosen]

    @property
    def rest(self) -> list[Choice]:
        """What is folded."""
        return [one for at, one in enumerate(self.choices) if at >= AT_ONCE and not one.chosen]


Values = Callable[[Matter, date], Iterable[str]]

FACETS: dict[str, tuple[str, Values]] = {
    "audience": ("服务对象", lambda matter, _: [kind.label for kind in matter.kinds]),
    "topic": ("主题", lambda matter, _: matter.topics),
    "nature": ("性质", lambda matter, _: [matter.nature.title]),
    "record": ("系统归属", lambda matter, on: [matter.record_on(on).kind.title]),
    "state": ("状态", lambda matter, on: ["可办理" if matter.open_on(on) else "未开放"]),
}


def searched(matters: Iterable[Matter], text: str) -> list[Matter]:
    """Matters whose name, short name, synonym or their pinyin initials contain the text; all for empty text."""
    wanted = chinese.normalise(text).strip().lower()
    return [matter for matter in matters if not wanted or _matches(matter, wanted)]


def _matches(matter: Matter, wanted: str) -> bool:
    names = [matter.title, matter.short, matter.code, *matter.synonyms]
    if any(wanted in name.lower() for name in names if name):
        return True
    return wanted.isascii() and any(wanted in chinese.initials(name) for name in names if name)


def chosen_in(query: Mapping[str, str]) -> dict[str, str]:
    """The facet values an address chooses."""
    return {key: query[key] for key in FACETS if query.get(key)}


def narrowed(matters: Iterable[Matter], chosen: Mapping[str, str], on: date) -> list[Matter]:
    """Matters that carry every chosen value."""
    return [
        matter
        for matter in matters
        if all(value in list(FACETS[key][1](matter, on)) for key, value in chosen.items())
    ]


def facets(matters: list[Matter], chosen: Mapping[str, str], on: date, text: str) -> list[Facet]:
    """Every facet with the counts that choosing a value would give, the other facets kept, the largest first.

    No zero is offered.
    """
    found = []
    for key, (title, values) in FACETS.items():
        others = {one: value for one, value in chosen.items() if one != key}
        counts: dict[str, int] = {}
        for matter in narrowed(matters, others, on):
            for value in values(matter, on):
                counts[value] = counts.get(value, 0) + 1
        choices = [
            Choice(
                value, count, chosen.get(key) == value, _address({**others, key: value}, others, chosen, text)
            )
            for value, count in sorted(counts.items(), key=lambda pair: -pair[1])
        ]
        if choices:
            found.append(Facet(key, title, choices))
    return found


def _address(
    with_it: Mapping[str, str], without: Mapping[str, str], chosen: Mapping[str, str], text: str
) -> str:
    query = dict(without) if dict(with_it) == dict(chosen) else dict(with_it)
    if text:
        query["q"] = text
    return f"?{urlencode(query)}"
