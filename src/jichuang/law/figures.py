"""Values of parameters and amounts as people read them. Knows units; knows no policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jichuang.policy.wording import day_text, figure_text

STATUS_WORDS = {"official": "已对照发文机关原文", "republished": "据转载文本", "unverified": "未核实"}
STATUS_STATES = {"official": "ok", "republished": "info", "unverified": "warn"}
SHARES = {"", "比例", "比率"}  # units in which a number is a fraction of one
TABLE = "->"  # the unit of a table names both sides: 比例 -> 分


def value_text(value: Any, unit: str) -> str:
    """A parameter's value: 500 人, 2 亿元, 30% 起 20 分, a list of codes; a clause that is simply in force reads 适用."""
    if isinstance(value, bool):
        return "适用" if value else "不适用"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Mapping):
        return "；".join(f"{key} {value_text(each, unit)}" for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _list_text(value, unit)
    if isinstance(value, int | Decimal | Fraction):
        return figure_text(value, "" if unit in SHARES else unit)
    return str(value)


def _list_text(rows: Sequence[Any], unit: str) -> str:
    measured, _, given = (side.strip() for side in unit.partition(TABLE))
    parts = []
    for row in rows:
        if isinstance(row, Sequence) and not isinstance(row, str) and len(row) == 2:
            threshold, yielded = row
            parts.append(f"{value_text(threshold, measured)} 起 {value_text(yielded, given)}")
        else:
            parts.append(value_text(row, measured))
    return ("；" if TABLE in unit else "、").join(parts)
