"""国别表: how many bases cooperate with each country. 中国香港、中国澳门、中国台湾 stand apart and are no countries."""

from __future__ import annotations

from collections import Counter
from datetime import date

from jichuang.codes import countries
from jichuang.codes.errors import CodeError
from jichuang.matters.surveys import Survey
from jichuang.registry.reads import entries


def by_country(on: date) -> list[tuple[str, str, int]]:
    """(name, 国家 or 地区, bases in force on the day), countries first, the most bases on top. One query."""
    told = entries("international_base").in_force(on).values_list("attrs__country", flat=True)
    counts = Counter(name for name in told if name)
    rows = [(name, _kind(name), number) for name, number in counts.items()]
    return sorted(rows, key=lambda row: (row[1] != "国家", -row[2], row[0]))


def _kind(name: str) -> str:
    try:
        return countries.get(name).kind
    except CodeError:
        return "未对上国家和地区表"


def said(on: date) -> str:
    """合作国家数: countries only."""
    rows = [row for row in by_country(on) if row[1] == "国家"]
    return f"合作国家{len(rows)}个，基地{sum(number for _, _, number in by_country(on))}家。"


COUNTRIES = Survey(
    matter="international-base",
    key="countries",
    title="国际科技合作基地国别表",
    headers=("国家和地区", "类别", "基地（家）"),
    rows=by_country,
    says=said,
)
