"""Invented names and codes of the demonstration: never a real organisation, always （演示） and DEM0."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from jichuang.codes import credit_code

_FIRST = "澄青白远金晴碧朗沐苍恒润启嘉铭泽宏瑞博达凌云星海川岳松柏竹岚汐禾谷雨霁晨曦昭明景和安宁辰宇方圆正信诚立勤思齐"
_SECOND = "光禾榆山穗川流科创元图策衡源泉溪桥舟帆翼羽石玉珂璞锦绣程途轩榕枫桐槐柳荷兰芷若水木林森原野田园丰盛茂荣昌兴"
_TRADES = (
    "传感", "新材", "铸造", "生物", "数联", "农机", "光电", "环保", "智控", "医疗器械", "精密机械", "信息技术", "软件", "自动化",
    "电气", "化工", "制药", "轨道装备", "焊接", "轴承", "丝网", "仪表", "节能", "储能", "物联", "种业", "食品科技", "陶瓷", "玻璃",
    "管道装备", "橡塑", "涂料", "电缆", "通信", "检测", "激光", "模具", "汽车部件", "阀门", "水处理",
)  # fmt: skip
CAST_WORDS = frozenset({"澄光", "青禾", "白榆"})
"""Names that belong to the cast."""
_ALPHABET = credit_code.ALPHABET


def company_names() -> Iterator[str]:
    """Endless distinct company names, neighbours unlike each other."""
    pairs = len(_FIRST) * len(_SECOND)
    for serial in count():
        round_, pair = divmod(serial, pairs)
        words = _FIRST[pair % len(_FIRST)] + _SECOND[pair // len(_FIRST)]
        # 3 shares no factor with the number of trades: a pair of words meets every trade before it repeats one
        trade = _TRADES[(pair * 7 + round_ * 3) % len(_TRADES)]
        again = round_ // len(_TRADES)
        if words not in CAST_WORDS:
            suffix = "有限公司" if serial % 9 else "股份有限公司"
            yield f"{words}{trade}{again + 1 if again else ''}{suffix}（演示）"


def body_names(noun: str) -> Iterator[str]:
    """Endless distinct names of platforms, parks and stations: 河北澄光…重点实验室（演示）."""
    serial = 0
    while True:
        first = _FIRST[serial % len(_FIRST)]
        second = _SECOND[(serial // len(_FIRST) * 5 + serial) % len(_SECOND)]
        trade = _TRADES[(serial * 3) % len(_TRADES)]
        yield f"{first}{second}{trade}{noun}（演示）"
        serial += 1


def demonstration_code(region: str, serial: int) -> str:
    """A valid credit code for the `serial`-th organisation of a region; its body begins with DEM0.

    Raises ValueError past 31**4 organisations.
    """
    if not 0 <= serial < 31**4:
        raise ValueError(f"演示序号{serial}超出范围")
    tail = ""
    for _ in range(4):
        serial, digit = divmod(serial, 31)
        tail = _ALPHABET[digit] + tail
    return credit_code.make(region, f"DEM0{tail}")
