"""指标目录: every declared indicator, by code."""

from __future__ import annotations

from jichuang.indicators.catalogue import enterprises, later, outside, platforms, regular, surveys
from jichuang.indicators.declare import Indicator

_ALL: dict[str, Indicator] = {}
for _indicator in (
    *platforms.INDICATORS,
    *enterprises.INDICATORS,
    *outside.INDICATORS,
    *regular.INDICATORS,
    *surveys.INDICATORS,
    *later.INDICATORS,
):
    if _indicator.code in _ALL:
        raise ValueError(f"indicator {_indicator.code!r} is declared twice")
    _ALL[_indicator.code] = _indicator


GROUPS: tuple[tuple[str, tuple[Indicator, ...]], ...] = (
    ("创新平台与机构", platforms.INDICATORS),
    ("企业", enterprises.INDICATORS),
    ("外部发布数", outside.INDICATORS),
    ("月度、季度形势与分母", regular.INDICATORS),
    ("统计调查", surveys.INDICATORS),
    ("待接入", later.INDICATORS),
)
"""Indicators as the catalogue page lists them."""


def get(code: str) -> Indicator:
    """The indicator `code`; raises KeyError naming it and how to find the right one."""
    try:
        return _ALL[code]
    except KeyError:
        raise KeyError(f"没有指标“{code}”；已声明的指标见 indicators.catalogue") from None


def find(code: str) -> Indicator | None:
    """The indicator `code`, or None."""
    return _ALL.get(code)


def all_indicators() -> tuple[Indicator, ...]:
    """Every indicator, platforms first, those not yet fed last."""
    return tuple(_ALL.values())
