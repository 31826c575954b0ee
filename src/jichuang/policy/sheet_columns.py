"""Columns of a sheet as facts: which fact a heading names, and how the cells of years and records come together again.

Figures of several years stand in numbered columns, oldest first (`sales_1`, `sales_2`); the parts of a record behind a point
(`expert_scores.technology`), those of a list of records behind number and point (`projects_1.personnel`); titles do as well
(`研发项目_1.人员人工费用（万元）`, `研发项目1：…`). Knows headings and cells; judges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from jichuang.codes.tabular import Table
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import PolicyError
from jichuang.policy.facts import Fact, Record, Records, Sequence

_PART = re.compile(r"(?P<head>.+?)(?:_?(?P<number>[0-9]{1,3}))?[.．：:](?P<part>.+)")
Named = tuple[str, Fact, Fact | None, int]
"""A name of its own, the fact in the cells, the fact of several values that holds it, and which of them it is."""


@dataclass(frozen=True)
class Column:
    """Which fact a column holds, and by what its numbers are multiplied (万元).

    Where the fact is one of several values, `holder` is all of them and `number` says which year or record, from 1 on.
    """

    position: int
    fact: Fact
    factor: int
    holder: Fact | None = None
    number: int = 0

    @property
    def whole(self) -> Fact:
        """The fact of the policy that the cells are given for."""
        return self.holder or self.fact


def columns_of(policy: Policy, table: Table) -> list[Column]:
    """The columns that hold facts of the policy; others are left alone. Raises PolicyError for a fact that has two columns, a
    record that the policy does not ask for, and when no column is a fact."""
    known = dict(_names(policy))
    found: dict[str, Column] = {}
    for position, header in enumerate(table.headers):
        name, factor = header.text, 1
        for ending in ("（万元）", "(万元)"):
            if name.endswith(ending):
                name, factor = name.removesuffix(ending), 10_000
        name = name.removesuffix("（元）").removesuffix("(元)")
        named = known.get(name) or _part(policy, name, header.address)
        if named is None:
            continue
        key, fact, holder, number = named
        if key in found:
            raise PolicyError(f"{header.address}：“{(holder or fact).title}”有两列")
        found[key] = Column(position, fact, factor, holder, number)
    if not found:
        names = "、".join(f"{f.key}（{f.title}）" for f in policy.facts.values())
        raise PolicyError(f"没有一列是本政策的事实；表头应为下列名称之一：{names}")
    return list(found.values())


def _names(policy: Policy) -> Iterator[tuple[str, Named]]:
    """What a column may be called, and what it then holds: a key or title; for the figures of several years with _1, _2, …"""
    for fact in policy.facts.values():
        if isinstance(fact, Sequence):
            for number in range(1, fact.longest + 1):
                held = (f"{fact.key}_{number}", fact.figure, fact, number)
                yield from ((f"{name}_{number}", held) for name in (fact.key, fact.title))
        elif not isinstance(fact, Record):
            yield from ((name, (fact.key, fact, None, 0)) for name in (fact.key, fact.title))


def _part(policy: Policy, name: str, address: str) -> Named | None:
    """One part of a record, or of one record of a list."""
    match = _PART.fullmatch(name)
    if match is None:
        return None
    record = next(
        (f for f in policy.facts.values() if isinstance(f, Record) and match["head"] in (f.key, f.title)),
        None,
    )
    if record is None:
        return None
    member = next((m for m in record.members.values() if match["part"] in (m.key, m.title)), None)
    if member is None:
        parts = "、".join(f"{m.key}（{m.title}）" for m in record.members.values())
        raise PolicyError(f"{address}：“{record.title}”没有“{match['part']}”这一项，应为{parts}之一")
    number = int(match["number"] or 0)
    if isinstance(record, Records) != bool(match["number"]) or (
        isinstance(record, Records) and not 1 <= number <= record.longest
    ):
        right = (
            f"{record.key}_1.{member.key}，至多{record.longest}条"
            if isinstance(record, Records)
            else f"{record.key}.{member.key}"
        )
        raise PolicyError(f"{address}：“{name}”应写作 {right}")
    return f"{record.key}_{number}.{member.key}", member, record, number


def assembled(fact: Fact, parts: Iterable[tuple[Column, Any]]) -> Any:
    """What the cells of one row give for a fact of several values; None where all of them are blank.

    A young firm's first years are blank and left out; so is a record of a list none of whose cells is filled in.
    """
    held = sorted(parts, key=lambda one: one[0].number)
    if isinstance(fact, Sequence):
        figures = [given for _, given in held]
        first = next((at for at, figure in enumerate(figures) if figure is not None), None)
        return None if first is None else figures[first:]
    records: dict[int, dict[str, Any]] = {}
    for column, given in held:
        if given is not None:
            records.setdefault(column.number, {})[column.fact.key] = given
    if not records:
        return None
    return list(records.values()) if isinstance(fact, Records) else records[0]
