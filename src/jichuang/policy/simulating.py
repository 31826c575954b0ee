"""A what-if over a population in pieces: from a file, or from whoever hands pieces in; and its answer as JSON and as text.

Knows how a population's columns may be called; knows no register and no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl

from jichuang.policy.amount_titles import amount_title
from jichuang.policy.changes import shown
from jichuang.policy.declaration import Policy
from jichuang.policy.easing import EASES, MIXED, SAME, TIGHTENS
from jichuang.policy.files import Piece, pieces
from jichuang.policy.impact import DIMENSIONS, Impact, Line, Tally
from jichuang.policy.parameters import Law

NAMES = {
    "city": ("city", "地区", "设区市", "地市", "城市", "home"),
    "field": ("field", "领域", "技术领域", "行业", "field_code", "industry_code"),
    "size": ("size", "规模", "企业规模"),
}
DIRECTIONS = {
    EASES: "只放宽：没有人会因此失去",
    TIGHTENS: "只收紧：没有人会因此获得",
    MIXED: "有松有紧，或从规则本身看不出松紧（各年适用各年规定的也在内）",
    SAME: "与现行规定相同",
}


@dataclass(frozen=True, slots=True)
class Population:
    """Whom a what-if is about: what they are called, and their records piece by piece."""

    title: str
    pieces: Iterable[Piece]


def of_file(policy: Policy, law: Law, source: Path) -> Population:
    """The rows of a file (.xlsx, .csv, .parquet; a folder or pattern of .parquet)."""
    return Population(source.name, pieces(policy, law, source))


def simulate_over(policy: Policy, law: Law, changes: Mapping[str, Any], population: Population) -> Impact:
    """The impact of `changes` on the population, in memory that does not grow with it. Rows that cannot be judged are counted apart."""
    tally = Tally(policy, law, changes)
    for piece in population.pieces:
        usable = piece.given.filter(piece.problems.is_null())
        tally.add(piece.exact, groups_of(usable))
        tally.unusable += piece.given.height - usable.height
        tally.problems.extend(piece.problems.drop_nulls().head(max(0, 20 - len(tally.problems))).to_list())
    return tally.impact()


def groups_of(given: pl.DataFrame) -> pl.DataFrame:
    """City, field and size of each row, as far as there are columns of those names."""
    found = {}
    for dimension, names in NAMES.items():
        column = next((name for name in names if name in given.columns), None)
        if column is not None:
            found[dimension] = given[column].cast(pl.String)
    return pl.DataFrame(found)


def as_dict(impact: Impact, population: str) -> dict[str, Any]:
    """The JSON of a what-if. Counts are exact; where something is missing they are [certain, most]; yuan as decimal numbers."""
    return {
        "policy": impact.policy,
        "on": impact.on.isoformat(),
        "known": impact.known and impact.known.isoformat(),
        "changes": [
            {
                "key": each.held.key,
                "title": each.held.title,
                "unit": each.held.unit,
                "before": each.held.value,
                "after": each.after,
                "cite": each.held.cite,
                "status": each.held.status,
            }
            for each in impact.changes
        ],
        "direction": impact.direction,
        "population": {
            "source": population,
            "rows": impact.total.rows + impact.unusable,
            "unusable": impact.unusable,
        },
        "total": _line(impact.total),
        "by": {key: [_line(line) for line in lines] for key, lines in impact.parts.items()},
        "problems": list(impact.problems),
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "name": line.name,
        "rows": line.rows,
        "now": {"pass": line.passing, "open": line.open},
        "then": {"pass": line.passing_then, "open": line.open_then},
        "gain": [line.gain, line.gain_most],
        "lose": [line.lose, line.lose_most],
        "unaffected": line.unaffected,
        "money": {
            m.key: {"before": m.before, "effect": [m.low, m.high], "unknown": m.open} for m in line.money
        },
    }


def as_text(impact: Impact, population: str) -> Iterator[str]:
    """The same for a terminal, line by line."""
    total = impact.total
    yield f"{impact.policy}，{impact.on} 的规定" + (f"（{impact.known} 以前印发的）" if impact.known else "")
    for each in impact.changes:
        unit = each.held.unit
        yield f"假设 {each.held.title}：{shown(each.held.value, unit)} 改为 {shown(each.after, unit)}（{each.held.cite}，{each.held.status}）"
    yield f"人群 {population}：{total.rows + impact.unusable} 家，其中 {impact.unusable} 家数据有误，未计入"
    yield DIRECTIONS[impact.direction]
    yield "\t".join(("", "家数", "现行符合", "假设符合", "获得", "失去", "不受影响", "尚不能定（现行/假设）"))
    yield _row(total)
    for dimension, lines in impact.parts.items():
        yield f"按{DIMENSIONS[dimension]}"
        yield from map(_row, lines)
    for money in total.money:
        effect = f"{money.low:f}" if money.low == money.high else f"{money.low:f} 至 {money.high:f}"
        unknown = f"；另有 {money.open} 家缺数据，金额无从界定" if money.open else ""
        yield f"{amount_title(money.key)}（{money.key}）：变化 {effect} 元{unknown}"
    if total.may_gain + total.may_lose + total.may_either:
        yield "区间：前一数为已能确定的家数；后一数为所缺数据都往这一边时的家数。"
    yield from impact.problems


def _row(line: Line) -> str:
    cells = (
        line.name, line.rows, line.passing, line.passing_then, _span(line.gain, line.gain_most),
        _span(line.lose, line.lose_most), line.unaffected, f"{line.open}/{line.open_then}",
    )  # fmt: skip
    return "\t".join(map(str, cells))


def _span(least: int, most: int) -> str:
    return str(least) if least == most else f"{least} 至 {most}"


def plain(value: object) -> object:
    """For JSON: whole decimals as integers, others as the nearest number."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(type(value).__name__)
