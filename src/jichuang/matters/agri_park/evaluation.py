"""年度评估: the grade of each park for a year, kept with its entry; who falls short is warned. Parks by city, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.matters.surveys import Survey
from jichuang.registry.models import Entry
from jichuang.registry.reads import entries
from jichuang.registry.reads.regions import home_name
from jichuang.registry.verbs import correct_entry

if TYPE_CHECKING:
    from jichuang.accounts.models import User

GRADES = ("优秀", "良好", "合格", "警示")
WARNED = GRADES[-1]
"""优秀、良好、合格 are the grades of 冀科农规〔2023〕1号, taken for 2018 as an assumption (推定); 警示 is our word below them."""


@transaction.atomic
def evaluate_parks(*, year: int, grades: Mapping[str, str], basis: str, by: User | None) -> list[Entry]:
    """Writes the grades of a year by entry number. Raises Invalid naming every unknown park or grade; all or none are written."""
    on = clock.today()
    parks = {one.number: one for one in entries("agri_park").in_force(on).filter(number__in=grades)}
    problems = [
        Problem("grades", f"编号{number}不在省级以上农业科技园区名录", "请核对编号")
        for number in grades
        if number not in parks
    ]
    problems += [
        Problem("grades", f"“{grade}”不是评估等次", f"应为{'、'.join(GRADES)}")
        for grade in set(grades.values()) - set(GRADES)
    ]
    if problems:
        raise Invalid(problems)
    return [
        correct_entry(
            entry=parks[number], by=by, reason=f"{year}年度评估：{grade}", source=basis,
            attrs=parks[number].attrs | {"evaluations": {**parks[number].attrs.get("evaluations", {}), str(year): grade}},
        )
        for number, grade in grades.items()
    ]  # fmt: skip


def by_city(on: date) -> list[tuple[str, int, int, int]]:
    """(city, parks, of these national, warned in the latest evaluation), the most parks on top. One query."""
    told = list(entries("agri_park").in_force(on).values_list("home", "attrs"))
    parks = Counter(home for home, _ in told)
    national = Counter(home for home, attrs in told if attrs.get("grade") == "国家级")
    warned = Counter(home for home, attrs in told if latest(attrs)[1] == WARNED)
    return [
        (home_name(home, on), number, national[home], warned[home]) for home, number in parks.most_common()
    ]


def latest(attrs: Mapping[str, Any]) -> tuple[str, str]:
    """(year, grade) of the latest evaluation kept with a park's entry; two empty texts before the first."""
    told = attrs.get("evaluations") or {}
    year = max(told, default="")
    return year, str(told.get(year, ""))


def said(on: date) -> str:
    """The total, and how many are warned."""
    rows = by_city(on)
    return f"省级以上农业科技园区{sum(row[1] for row in rows)}个，其中国家级{sum(row[2] for row in rows)}个；最近一次评估警示{sum(row[3] for row in rows)}个。"


BY_CITY = Survey(
    matter="agri-park",
    key="cities",
    title="农业科技园区分市表",
    headers=("设区市", "园区（个）", "其中国家级", "评估警示"),
    rows=by_city,
    says=said,
)
