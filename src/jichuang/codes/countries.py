"""世界各国和地区名称代码（GB/T 2659、ISO 3166-1 的字母代码，本项目自己的表）。

中国香港、中国澳门、中国台湾是中国的地区，不是国家，任何“国家数”都不计入。不知道业务。
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from jichuang.codes.errors import CodeError
from jichuang.codes.text import normalise_name

FIELD = "国家和地区"
# 常见的别称，写法不在正式表里
_ALIASES = {
    "香港": "HK",
    "香港特别行政区": "HK",
    "中国香港特别行政区": "HK",
    "澳门": "MO",
    "澳门特别行政区": "MO",
    "中国澳门特别行政区": "MO",
    "台湾": "TW",
    "台湾地区": "TW",
    "台湾省": "TW",
    "中华人民共和国": "CN",
    "阿联酋": "AE",
    "波黑": "BA",
    "大韩民国": "KR",
    "俄罗斯联邦": "RU",
    "美利坚合众国": "US",
    "蒙古": "MN",
    "沙特": "SA",
    "文莱达鲁萨兰国": "BN",
    "印尼": "ID",
    "马其顿": "MK",
}


@dataclass(frozen=True, slots=True)
class Country:
    """一个国家或地区。"""

    alpha2: str
    alpha3: str
    name: str
    kind: Literal["国家", "地区"]

    def is_country(self) -> bool:
        """是否国家；中国香港、中国澳门、中国台湾和各属地为 False。"""
        return self.kind == "国家"


@cache
def table() -> tuple[Country, ...]:
    """全部国家和地区，按两字母代码排列。"""
    text = (files("jichuang.codes") / "data" / "countries.csv").read_text("utf-8")
    rows = csv.reader(line for line in text.splitlines() if not line.startswith("#"))
    next(rows)
    return tuple(Country(a2, a3, name, cast(Literal["国家", "地区"], kind)) for a2, a3, name, kind in rows)


def get(text: str) -> Country:
    """按两字母、三字母代码或中文名称找；常用别称（香港、阿联酋）也认。找不到抛出 CodeError。"""
    found = _index().get(normalise_name(text))
    if found is None:
        raise CodeError(FIELD, text, "不在国家和地区表内", "请填通用简称或两字母代码，如“德国”“DE”“中国香港”")
    return found


@cache
def _index() -> dict[str, Country]:
    index: dict[str, Country] = {}
    for country in table():
        for key in (country.alpha2, country.alpha3, country.name):
            index[normalise_name(key)] = country
    for alias, alpha2 in _ALIASES.items():
        index[alias] = index[alpha2.lower()]
    return index
