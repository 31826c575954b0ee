"""重点产业领域与覆盖: the list of fields (an assumption until published) and which of them an alliance covers."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

from jichuang.matters.surveys import Survey
from jichuang.registry.reads import entries

LIST = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
KEY_FIELDS: tuple[tuple[str, str], ...] = tuple(LIST["fields"].items())


def coverage(on: date) -> list[tuple[str, str, int]]:
    """(field, ● 已覆盖 or ○ 未覆盖, alliances in force on the day) in the order of the list. One query."""
    told = list(entries("alliance").in_force(on).values_list("attrs__field", flat=True))
    counts = [(title, told.count(title)) for _, title in KEY_FIELDS]
    return [(title, "● 已覆盖" if number else "○ 未覆盖", number) for title, number in counts]


def said(on: date) -> str:
    """覆盖率, and that the list is an assumption."""
    covered = sum(number > 0 for *_, number in coverage(on))
    return f"{len(KEY_FIELDS)}个重点产业领域已覆盖{covered}个，覆盖率{covered / len(KEY_FIELDS):.1%}。领域清单未核实（推定）。"


COVERAGE = Survey(
    matter="alliance",
    key="fields",
    title="联盟重点产业领域覆盖表",
    headers=("重点产业领域", "覆盖", "有效联盟（家）"),
    rows=coverage,
    says=said,
)
