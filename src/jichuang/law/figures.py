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
TABLE = "->"  # the unit of a table names both sides: 比例 -> 分, 元以下 -> 计入比例、速算扣除额
UP_TO = "以下"  # a bracket is named by its upper end, a band by its lower one


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
        return "；".join(_pair(key, each, "", unit, words) for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return _list_text(value, unit, words)
    if isinstance(value, int | Decimal | Fraction):
        return figure_text(value, "" if unit in SHARES else unit)
    return words.get(str(value), str(value))


def _list_text(rows: Sequence[Any], unit: str, words: Mapping[str, str]) -> str:
    measured, table, given = (side.strip() for side in unit.partition(TABLE))
    if table:
        return "；".join(_row_text(row, measured, given, words) for row in rows)
    if len(rows) == 2 and all(
        isinstance(row, int | Decimal) for row in rows
    ):  # a span, from the least to the most
        return f"{rows[0]} 至 {value_text(rows[1], unit, words)}"
    return "、".join(value_text(row, measured, words) for row in rows)


def _row_text(row: Any, measured: str, given: str, words: Mapping[str, str]) -> str:
    """One line of a table: a band with its points, or a bracket with what applies up to its end."""
    if isinstance(row, Mapping):  # "from" belongs to the band, "above" does not
        threshold = row["from"] if "from" in row else row["above"]
        joined = "起" if "from" in row else "以上（不含）"
        return f"{value_text(threshold, measured)} {joined} {value_text(row['points'], given)}"
    threshold, *yielded = row
    if measured.endswith(UP_TO):
        names = zip(given.split("、"), yielded, strict=True)
        told = "、".join(
            f"{name} {value_text(each, '比例' if '比例' in name else '元')}" for name, each in names
        )
        return f"{value_text(threshold, measured.removesuffix(UP_TO))}{UP_TO}：{told}"
    return _pair(threshold, yielded[0], measured, given, words)


def _pair(first: Any, second: Any, measured: str, given: str, words: Mapping[str, str]) -> str:
    """30% 起 20 分; a pair whose first side is a word is no threshold."""
    joined = "：" if isinstance(first, str) else " 起 "
    return f"{value_text(first, measured, words)}{joined}{value_text(second, given, words)}"
