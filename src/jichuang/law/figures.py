"""Values of parameters and amounts as people read them. Knows units; knows no policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from jichuang.policy import Policy
from jichuang.policy.wording import day_text, figure_text

STATUS_WORDS = {"official": "已对照发文机关原文", "republished": "据转载文本", "unverified": "未核实"}
STATUS_STATES = {"official": "ok", "republished": "info", "unverified": "warn"}
SHARES = {"", "比例", "比率"}  # units in which a number is a fraction of one
NO_WORDS: Mapping[str, str] = {}
TABLE = "->"  # the unit of a table names both sides: 比例 -> 分


def words_of(one: Policy) -> dict[str, str]:
    """The Chinese of every option that a policy's facts offer: lists of the law name options by their keys."""
    offered = [getattr(fact, "options", {}) for fact in one.facts.values()]
    return {key: says for options in offered for key, says in options.items()}


def value_text(value: Any, unit: str, words: Mapping[str, str] = NO_WORDS) -> str:
    """A parameter's value: 500 人, 2 亿元, 30% 起 20 分, a list of codes; a clause that is simply in force reads 适用."""
    if isinstance(value, bool):
        return "适用" if value else "不适用"
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, Mapping):
        return "；".join(
            f"{words.get(key, key)} {value_text(each, unit, words)}" for key, each in value.items()
        )
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _list_text(value, unit, words)
    if isinstance(value, int | Decimal | Fraction):
        return figure_text(value, "" if unit in SHARES else unit)
    return words.get(str(value), str(value))


def _list_text(rows: Sequence[Any], unit: str, words: Mapping[str, str]) -> str:
    measured, _, given = (side.strip() for side in unit.partition(TABLE))
    parts = []
    for row in rows:
        if isinstance(row, Sequence) and not isinstance(row, str) and len(row) == 2:
            threshold, yielded = row
            parts.append(_pair(threshold, yielded, measured, given, words))
        else:
            parts.append(value_text(row, measured, words))
    return ("；" if TABLE in unit else "、").join(parts)


def _pair(first: Any, second: Any, measured: str, given: str, words: Mapping[str, str]) -> str:
    """30% 起 20 分; a pair whose first side is a word is no threshold."""
    joined = "：" if isinstance(first, str) else " 起 "
    return f"{value_text(first, measured, words)}{joined}{value_text(second, given, words)}"
