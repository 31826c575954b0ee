"""试点分类表: pilots by class, with the figures by which counties of one class are compared."""

from __future__ import annotations

from datetime import date

from jichuang.matters.surveys import Survey
from jichuang.registry.reads import entries

FIGURES = ("hnte", "tech_sme", "rd_intensity")


def by_class(on: date) -> list[tuple[str, ...]]:
    """(class, county, theme, the three figures) of every pilot in force on the day, class by class. One query."""
    told = entries("innovative_county").in_force(on).values_list("name", "attrs")
    found = [
        (
            attrs.get("county_class", "未分类"),
            name,
            attrs.get("theme", "—"),
            *(attrs.get(key, "—") for key in FIGURES),
        )
        for name, attrs in told
    ]
    return sorted(found)


def said(on: date) -> str:
    """The rule of comparison."""
    return f"省级试点{len(by_class(on))}个。类别取上年县域科技创新能力评价结果；只在同类县之间比较。"


CLASSES_TABLE = Survey(
    matter="innovative-county",
    key="classes",
    title="创新型县试点分类比较表",
    headers=(
        "类别",
        "县（市、区）",
        "建设主题",
        "高新技术企业（家）",
        "科技型中小企业（家）",
        "研发投入强度（%）",
    ),
    rows=by_class,
    says=said,
)
