"""行政区划（GB/T 2260）和考核归属：哪天有哪些市县，一个县的数字算在谁头上。

代码层级（县属于市）与考核归属（雄安新区、定州、辛集单列）是两套，分开问。
区划随日期变化，每个问题都要带日期。不知道任何业务；换一个省就换一对 CSV，没有代码要改。
"""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from jichuang.codes.errors import CodeError
from jichuang.codes.region_names import EXACT, bare, match_score
from jichuang.codes.text import compact

Level = Literal["province", "city", "county"]
HomeKind = Literal["city", "province_managed", "functional_area"]
FIELD = "行政区划"
KNOWN_FROM = date(2014, 1, 1)


@dataclass(frozen=True, slots=True)
class Region:
    """一个行政区划在一段时间里的名称。valid_to 为最后一天（含），空为至今。

    successors 是撤销后并入或改设的代码；basis 是起止日的依据。
    """

    code: str
    name: str
    level: Level
    parent: str
    valid_from: date
    valid_to: date | None
    successors: tuple[str, ...] = ()
    basis: str = ""

    def in_force(self, on: date) -> bool:
        """on 这天是否存在。"""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    @property
    def short(self) -> str:
        """去掉“市”“县”“区”等通名，如“石家庄”。"""
        return bare(self.name)


@dataclass(frozen=True, slots=True)
class Home:
    """一个考核归属单位。members 是单列的县级代码；city 类为空，管该市其余各县。"""

    code: str
    name: str
    short: str
    kind: HomeKind
    members: tuple[str, ...]
    valid_from: date


class RegionTable:
    """一个省的区划与归属。早于 known_from 的日期按 known_from 当天回答。"""

    def __init__(self, province: str, regions: list[Region], homes: list[Home]) -> None:
        self.province = province
        self.known_from = KNOWN_FROM
        self._homes = homes
        self._regions = regions
        self._by_code: dict[str, list[Region]] = defaultdict(list)
        for region in regions:
            self._by_code[region.code].append(region)

    def on(self, day: date) -> list[Region]:
        """day 这天存在的全部区划，按代码排列，含省本级。"""
        day = max(day, KNOWN_FROM)
        return [region for region in self._regions if region.in_force(day)]

    def every(self) -> list[Region]:
        """全部区划的全部时段，含已撤销的，按代码排列。"""
        return list(self._regions)

    def cities(self, on: date) -> list[Region]:
        """设区市。"""
        return [region for region in self.on(on) if region.level == "city"]

    def counties(self, on: date, city: str | None = None) -> list[Region]:
        """县级单位；给出 city（市代码）时只要该市的，按代码层级，不按考核归属。"""
        counties = [region for region in self.on(on) if region.level == "county"]
        return counties if city is None else [region for region in counties if region.parent == city]

    def get(self, code: str, on: date) -> Region:
        """代码在 on 这天所指的区划；不存在时抛出 CodeError，已撤销的说明现为哪里。"""
        code = compact(code)
        day = max(on, KNOWN_FROM)
        known = self._by_code.get(code, [])
        for region in known:
            if region.in_force(day):
                return region
        if not known:
            raise CodeError(FIELD, code, "不在区划代码表内", f"应为{self._title}县级以上的6位代码")
        raise CodeError(FIELD, code, *self._out_of_force(known[-1], day))

    def name(self, code: str, on: date) -> str:
        """区划或考核归属单位的名称。"""
        for home in self._homes:
            if home.code == code:
                return home.name
        return self.get(code, on).name

    def full_name(self, code: str, on: date) -> str:
        """带上级的全名，如“石家庄市桥西区”；市和省本级就是自己的名称。"""
        region = self.get(code, on)
        return region.name if region.level != "county" else self.get(region.parent, on).name + region.name

    def homes(self, on: date) -> list[Home]:
        """on 这天的考核归属单位，按固定的显示次序（河北：2017-04-01 前 13 个，之后 14 个）。"""
        day = max(on, KNOWN_FROM)
        return [home for home in self._homes if home.valid_from <= day]

    def home(self, code: str, on: date) -> str:
        """一个市、县代码（或归属单位自己的代码）在 on 这天的考核归属单位代码；省本级抛出 CodeError。"""
        code = compact(code).upper()
        homes = self.homes(on)
        for home in homes:
            if code == home.code or code in home.members:
                return home.code
        region = self.get(code, on)
        if region.level == "province":
            raise CodeError(FIELD, code, "是省本级，没有考核归属单位", "应为市或县的代码")
        return region.code if region.level == "city" else region.parent

    def home_counties(self, home: str, on: date) -> list[Region]:
        """归属单位名下的县级单位：保定不含定州和雄安三县，石家庄不含辛集。"""
        return [region for region in self.counties(on) if self.home(region.code, on) == home]

    def find_home(self, name: str, on: date) -> Home:
        """按名称或简称找考核归属单位（“雄安”“雄安新区”“定州市”）；找不到抛出 CodeError。"""
        wanted = compact(name).removeprefix(self._title)
        for home in self.homes(on):
            if wanted in (home.name, home.short, home.code):
                return home
        names = "、".join(home.short for home in self.homes(on))
        raise CodeError("考核归属", name, "不是考核归属单位", f"应为{names}之一")

    def find(self, name: str, on: date, within: str | None = None) -> Region:
        """按名称找区划：认全名、简称、带上级的写法（“张家口市桥西区”）和代码。

        within 是市的代码或名称。几个市都有的名称（桥西区、新华区）抛出 CodeError 并列出候选；
        只写“承德”取承德市；within 是承德市时取承德县。已撤销的名称说明现为哪里。
        """
        wanted = compact(name).removeprefix(self._title) or self._title
        if wanted.isdigit():
            return self.get(wanted, on)
        city = self._city_of(within, on) if within else None
        city, wanted = self._split(wanted, city, on)
        pool = [region for region in self.on(on) if city is None or city in (region.parent, region.code)]
        found = _best(wanted, pool, prefer_city=within is None)
        if len(found) == 1:
            return found[0]
        if found:
            candidates = "、".join(f"{self.full_name(region.code, on)}（{region.code}）" for region in found)
            raise CodeError(FIELD, name, "不止一处叫这个名称", f"请写明所在的市，候选：{candidates}")
        raise CodeError(FIELD, name, *self._unknown_name(wanted, city, on))

    def heir(self, name: str, on: date, within: str | None = None) -> Region | None:
        """承接一个旧名称的区划（滦县 → 滦州市）；没有这个旧名称、尚未更名或一分为几时为 None。"""
        former = self._formerly(compact(name), self._city_of(within, on) if within else None)
        ended = [region for region in former if region.valid_to is not None and region.valid_to < on]
        if len(ended) != 1 or len(ended[0].successors) != 1:
            return None
        return self.get(ended[0].successors[0], on)

    def _formerly(self, wanted: str, city: str | None) -> list[Region]:
        named = [region for region in self._regions if match_score(wanted, region.name) == EXACT]
        return [region for region in named if city in (None, region.parent)]

    @property
    def _title(self) -> str:
        return self._by_code[f"{self.province}0000"][0].name

    def _city_of(self, within: str, on: date) -> str:
        found = self.find(within, on)
        return found.code if found.level == "city" else found.parent

    def _split(self, wanted: str, city: str | None, on: date) -> tuple[str | None, str]:
        for region in self.cities(on):
            for prefix in (region.name, region.short):
                rest = wanted.removeprefix(prefix)
                if rest != wanted and len(rest) > 1 and city in (None, region.code):
                    return region.code, rest
        return city, wanted

    def _unknown_name(self, wanted: str, city: str | None, on: date) -> tuple[str, str]:
        for home in self.homes(on):
            if wanted in (home.name, home.short):
                members = "、".join(self.get(code, on).name for code in home.members)
                return "是功能区，不是行政区划", f"请填所在的县：{members}"
        former = self._formerly(wanted, city)
        if former:
            return self._out_of_force(former[-1], max(on, KNOWN_FROM))
        where = f"{self.get(city, on).name}所辖" if city else f"{self._title}"
        return "没有这个市县", f"请核对名称，应为{where}县级以上行政区划"

    def _out_of_force(self, region: Region, day: date) -> tuple[str, str]:
        if day < region.valid_from:
            return f"自{region.valid_from}起才有（{region.name}）", "请核对日期，或改用当时的区划"
        names = [self._by_code[code][-1] for code in region.successors]
        now = "、".join(f"{successor.name}（{successor.code}）" for successor in names)
        return f"{region.name}已于{region.valid_to}后撤销或更名", f"现为{now}" if now else "请改用现行区划"


def _best(wanted: str, pool: list[Region], *, prefer_city: bool) -> list[Region]:
    scored = [(match_score(wanted, region.name), region) for region in pool]
    top = max((score for score, _ in scored), default=0)
    found = [region for score, region in scored if score == top and score > 0]
    preferred = [region for region in found if (region.level != "county") == prefer_city]
    return preferred or found


@cache
def table(province: str = "13") -> RegionTable:
    """一个省（两位代码）的区划表；没有该省数据时抛出 CodeError。"""
    data = files("jichuang.codes") / "data"
    regions_file, homes_file = data / f"regions_{province}.csv", data / f"homes_{province}.csv"
    if not regions_file.is_file():
        raise CodeError(FIELD, province, "没有该省的区划数据", "请先放入该省的区划 CSV")
    regions = [_region(row) for row in _rows(regions_file.read_text("utf-8"))]
    homes = [_home(row) for row in _rows(homes_file.read_text("utf-8"))]
    return RegionTable(province, regions, homes)


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _start(text: str) -> date:
    return date.fromisoformat(text) if text else date.min


def _region(row: dict[str, str]) -> Region:
    return Region(
        code=row["code"],
        name=row["name"],
        level=cast(Level, row["level"]),
        parent=row["parent"],
        valid_from=_start(row["valid_from"]),
        valid_to=date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        successors=tuple(filter(None, row["successors"].split(";"))),
        basis=row["basis"],
    )


def _home(row: dict[str, str]) -> Home:
    return Home(
        code=row["code"],
        name=row["name"],
        short=row["short"],
        kind=cast(HomeKind, row["kind"]),
        members=tuple(filter(None, row["members"].split(";"))),
        valid_from=_start(row["valid_from"]),
    )
