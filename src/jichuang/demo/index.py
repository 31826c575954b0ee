"""Invented figures of the regional index: fourteen units with two versions, and 168 counties with one. The same on every load.

City figures are drawn around a size each city plausibly has; county scores are drawn so that the classes come out in the
numbers published for 2018 (6 A, 31 B, 131 C). None of them is a statistic.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.indicators.index import Content, Figures, Line
from jichuang.indicators.index.scheme import USUAL
from jichuang.indicators.models import Scheme
from jichuang.indicators.pages.index_design import from_framework
from jichuang.indicators.verbs import index as verbs
from jichuang.methods.composite.frameworks import library
from jichuang.registry.reads import homes
from jichuang.registry.reads.regions import table as regions

Progress = Callable[[int, int, str], None]
FIRST, SECOND = date(2018, 3, 20), date(2018, 8, 24)
SOURCE = "演示数据（按种子生成，非统计结果）"
STRENGTH = {
    "130100": 1.5, "130200": 1.25, "130300": 1.1, "130400": 0.85, "130500": 0.75, "130600": 1.2, "130700": 0.7,
    "130800": 0.65, "130900": 0.9, "131000": 1.35, "131100": 0.7, "130682": 0.75, "130181": 0.6, "13XA00": 0.8,
}  # fmt: skip
CLASSES = ((6, 80.5, 90.0), (31, 60.5, 79.0), (131, 28.0, 59.0))

CITY = Content(
    "区域创新能力评价指数",
    (
        Line("input", "创新投入", weight=35, aggregate=True),
        Line("rd", "研发经费占生产总值比重", "input", 3, unit="%"),
        Line("fiscal", "财政科技支出占比", "input", 2, unit="%"),
        Line("staff", "每万人研发人员", "input", 2, unit="人年/万人"),
        Line("active", "有研发活动的规上企业占比", "input", 2, unit="%"),
        Line("actors", "创新主体", weight=30, aggregate=True),
        Line("hnte", "每万户企业中高新技术企业", "actors", 3, unit="家/万户"),
        Line("sme", "每万人科技型中小企业", "actors", 2, unit="家/万人"),
        Line("platform", "省级以上创新平台", "actors", 2, unit="个"),
        Line("carrier", "孵化载体在孵企业", "actors", 1, unit="家"),
        Line("output", "创新产出", weight=35, aggregate=True),
        Line("patent", "每万人发明专利拥有量", "output", 3, unit="件/万人"),
        Line("contract", "技术合同成交额占生产总值比重", "output", 2, unit="%"),
        Line("product", "新产品销售收入占比", "output", 2, unit="%"),
        Line("energy", "单位生产总值能耗", "output", 1, direction=-1, unit="吨标准煤/万元"),
    ),
    USUAL,
    (("A", 60.0), ("B", 35.0), ("C", 0.0)),
    "演示：指标、权重和分数线都是示例。",
)
DIVIDED = replace(
    CITY,
    lines=tuple(
        replace(one, indicator="hebei-tech-sme-in-force", denominator="resident-population")
        if one.code == "sme"
        else one
        for one in CITY.lines
    ),
    note=f"{CITY.note}每万人科技型中小企业由名录计数除以公开发布的常住人口；定州、辛集、雄安没有公开发布数，这一项不计。",
)
"""From the second version on one figure is not typed: counted in the register, divided by the published population."""
MIDDLE = {
    "rd": 1.2, "fiscal": 1.4, "staff": 16, "active": 18, "hnte": 55, "sme": 7, "platform": 40, "carrier": 320,
    "patent": 2.4, "contract": 0.5, "product": 11, "energy": 0.9,
}  # fmt: skip


def load_index(*, users: dict[str, User], until: date, progress: Progress) -> None:
    """City index of 2016 and 2017 and the county one, each released on its own day if that lies before `until`."""
    by = users["province"]
    if until < FIRST:
        return
    clock.set_demonstration_day(FIRST)
    city = verbs.begin_scheme(key="region-innovation", content=CITY, by=by)
    county = verbs.begin_scheme(
        key="hebei-county", content=from_framework(library.get("hebei-county")), by=by, counties=True
    )
    for scheme, table, period, day in (
        (city, _cities(2016), "2016", FIRST),
        (county, _counties(), "2017", SECOND),
        (city, _cities(2017), "2017", SECOND),
    ):
        if day <= until:
            clock.set_demonstration_day(day)
            scheme.figures = table.data()
            scheme.save(update_fields=["figures"])
            if scheme is city and period == "2017":
                _divide(scheme, by)
            verbs.release_index(
                scheme=scheme,
                period=period,
                by=by,
                revision=scheme.revision,
                public=day == SECOND,
                note="演示",
            )
    progress(1, 1, "区域创新指数")


def _divide(scheme: Scheme, by: User) -> None:
    """The second version of the city index: counts of the register at the year's end over the year's population."""
    scheme.content = DIVIDED.data()
    scheme.save(update_fields=["content"])
    verbs.fill_from_registers(scheme=scheme, on=date(2017, 12, 31), by=by)
    verbs.fill_denominators(scheme=scheme, period="2017", by=by)
    scheme.refresh_from_db()


def _cities(year: int) -> Figures:
    units = homes(SECOND)
    columns: dict[str, tuple[float | None, ...]] = {}
    for code, middle in MIDDLE.items():
        values: list[float | None] = []
        for unit in units:
            dice = random.Random(f"{unit.code}/{code}")
            level = STRENGTH.get(unit.code, 0.7) * (0.75 + 0.5 * dice.random())
            drift = 1 + (year - 2016) * (0.02 + 0.16 * dice.random())
            turned = 1.6 / (0.6 + level * drift) if code == "energy" else level * drift
            values.append(round(middle * turned, 2))
        if code == "product":
            values[-1] = None  # 雄安 keeps no such account yet: a missing value is no zero
        columns[code] = tuple(values)
    return Figures(
        tuple(u.code for u in units), tuple(u.short for u in units), columns, dict.fromkeys(columns, SOURCE)
    )


def _counties() -> Figures:
    dice = random.Random(2018)
    found = regions().counties(SECOND)[: sum(number for number, *_ in CLASSES)]
    order = list(range(len(found)))
    dice.shuffle(order)
    totals = [dice.uniform(low, high) for number, low, high in CLASSES for _ in range(number)]
    columns: dict[str, list[float | None]] = {
        code: [None] * len(found) for code in ("input", "actors", "conditions", "output", "management")
    }
    for place, at in enumerate(order):
        shifts = [dice.uniform(-8, 8) for _ in columns]
        mean = sum(shifts) / len(shifts)
        for code, shift in zip(columns, shifts, strict=True):
            columns[code][at] = round(totals[place] + shift - mean, 2)
    return Figures(
        tuple(one.code for one in found), tuple(one.name for one in found),
        {code: tuple(values) for code, values in columns.items()}, dict.fromkeys(columns, SOURCE),
    )  # fmt: skip
