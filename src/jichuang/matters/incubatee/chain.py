"""孵化链条: who stands at which rung, who moved along this year, who came and left. A tenant of two sites counts once. Changes nothing."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from jichuang.base.charts import Link
from jichuang.hall.models import Case
from jichuang.hall.terms import Outcome
from jichuang.matters.incubatee.form import CHAIN, GRADUATE, LEAVE
from jichuang.matters.surveys import Survey
from jichuang.registry.models import Entry

TITLES = dict(CHAIN)
REGISTER = "incubatee"


@dataclass(frozen=True)
class Chain:
    """The chain on a day: tenants standing at each rung, and the year's moves, entries and ends by rung."""

    standing: Counter[str]
    moves: Counter[tuple[str, str]]
    came: Counter[str]
    graduated: Counter[str]
    left: Counter[str]


def chain(on: date) -> Chain:
    """The chain as of a day; the year is the day's. Two queries, whatever the number of tenants."""
    found = Chain(Counter(), Counter(), Counter(), Counter(), Counter())
    begins = date(on.year, 1, 1)
    rows = Entry.objects.filter(register=REGISTER, current=True)
    for entry in rows.only("attrs", "valid"):
        way = _way(entry.attrs, on)
        if not way:
            continue
        if entry.valid_from <= on and (entry.valid_to is None or entry.valid_to >= on):
            found.standing[way[-1][0]] += 1
        if way[0][1] >= begins:
            found.came[way[0][0]] += 1
        for (before, _), (after, day) in zip(way, way[1:], strict=False):
            if day >= begins and before != after:
                found.moves[before, after] += 1
    ends = Case.objects.filter(
        Q(answers__event=GRADUATE) | Q(answers__event=LEAVE), matter=REGISTER, outcome=Outcome.GRANTED,
        closed_at__year=on.year, closed_at__date__lte=on,
    )  # fmt: skip
    for answers in ends.values_list("answers", flat=True):
        kind = found.graduated if answers["event"] == GRADUATE else found.left
        kind[str(answers["rung"])] += 1
    return found


def _way(attrs: dict[str, Any], on: date) -> list[tuple[str, date]]:
    """(rung, day) of a tenant's way up to a day."""
    told = [(str(rung), date.fromisoformat(day)) for rung, day in attrs.get("steps", [])]
    return [one for one in told if one[1] <= on]


def by_rung(on: date) -> list[tuple[str, int, int, int, int, int]]:
    """(rung, standing, came this year, moved on, graduated, left) along the chain."""
    found = chain(on)
    onward = Counter({key: sum(n for (a, _), n in found.moves.items() if a == key) for key in TITLES})
    return [
        (title, found.standing[key], found.came[key], onward[key], found.graduated[key], found.left[key])
        for key, title in CHAIN
    ]


def said(on: date) -> str:
    """How many tenants, and how they are counted."""
    found = chain(on)
    return f"在孵企业{sum(found.standing.values())}家，本年转入下一级{sum(found.moves.values())}家次。同一家在两处入驻只计一家。"


def flow(on: date) -> tuple[list[Link], Counter[tuple[str, str]]]:
    """The chain as a picture's data: boxes, and what moved between them. The table below has the same numbers."""
    found = chain(on)
    links = [
        Link(key, title, found.standing[key], found.came[key], found.graduated[key] + found.left[key])
        for key, title in CHAIN
    ]
    return links, found.moves


CHAIN_TABLE = Survey(
    matter="incubatee",
    key="chain",
    title="众创空间─孵化器─加速器─科技园区",
    headers=("孵化环节", "在孵（家）", "本年入驻", "转入下一级", "毕业", "退出"),
    rows=by_rung,
    says=said,
    flow=flow,
)
