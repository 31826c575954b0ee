"""结果的写法: an analysis as JSON-ready figures and as Chinese lines for a terminal. Computes nothing."""

from __future__ import annotations

from typing import Any

from jichuang.methods.composite.framework import Framework
from jichuang.methods.composite.trace import CellTrace
from jichuang.methods.composite.uncertainty import Factor, Sensitivity, Uncertainty


def varied(factors: tuple[Factor, ...]) -> list[dict[str, Any]]:
    """What was varied, so that nobody has to guess."""
    return [{"factor": each.key, "title": each.title, "options": list(each.options)} for each in factors]


def of_sensitivity(found: Sensitivity, seed: int) -> dict[str, Any]:
    """Shares of variance by factor: first order and total, each with its 90 % interval."""
    return {
        "output": found.output,
        "runs": found.runs,
        "seed": seed,
        "mean": found.mean,
        "variance": found.variance,
        "varied": varied(found.factors),
        "factors": [
            {
                "factor": factor.key,
                "title": factor.title,
                "first": effect.first,
                "first_interval": [effect.first_low, effect.first_high],
                "total": effect.total,
                "total_interval": [effect.total_low, effect.total_high],
            }
            for factor, effect in zip(found.factors, found.effects, strict=True)
        ],
    }


def sensitivity_lines(found: Sensitivity) -> list[str]:
    """One line per factor, the most influential first."""
    pairs = sorted(zip(found.factors, found.effects, strict=True), key=lambda pair: -pair[1].total)
    lines = [
        f"{found.runs} 次重算；名次平均变动 {found.mean:.2f} 位"
        if found.output == "mean_shift"
        else f"{found.runs} 次重算；平均名次 {found.mean:.2f}"
    ]
    for factor, effect in pairs:
        lines.append(
            f"{factor.title}\t单独 {_span(effect.first, effect.first_low, effect.first_high)}"
            f"\t连同交互 {_span(effect.total, effect.total_low, effect.total_high)}"
        )
    return lines


def of_uncertainty(found: Uncertainty, seed: int) -> dict[str, Any]:
    """Every unit's published place and the interval of its places."""
    return {
        "runs": len(found.places),
        "seed": seed,
        "level": 0.9,
        "varied": varied(found.factors),
        "units": [
            {
                "uCode": each.unit,
                "name": each.name,
                **({"period": each.period} if each.period else {}),
                "nominal": each.nominal,
                "mean": each.mean,
                "median": each.median,
                "low": each.low,
                "high": each.high,
                "kept": each.kept,
            }
            for each in found.intervals()
        ],
    }


def uncertainty_lines(found: Uncertainty) -> list[str]:
    """One line per unit, by published place."""
    lines = [f"{len(found.places)} 次重算，变动：{'、'.join(each.title for each in found.factors)}"]
    for each in sorted(found.intervals(), key=lambda held: (held.period, held.nominal)):
        where = f"{each.period} " if each.period else ""
        among = f"{each.low}" if each.low == each.high else f"{each.low}—{each.high}"
        lines.append(
            f"{where}第 {each.nominal} 名\t{each.name}\t九成在第 {among} 名\t名次不变 {each.kept:.0%}"
        )
    return lines


def of_cell(found: CellTrace) -> dict[str, Any]:
    """A trace as figures."""
    held = {key: value for key, value in vars(found).items() if key != "element"}
    return {"code": found.element.code, "title": found.element.title, **held}


def of_framework(tree: Framework) -> dict[str, Any]:
    """A framework with every element's weight, bars, source and status."""
    return {
        "key": tree.key,
        "title": tree.title,
        "valid_from": tree.valid_from.isoformat() if tree.valid_from else None,
        "source": tree.source,
        "note": tree.note,
        "grades": [vars(each) for each in tree.grades],
        "elements": [vars(each) for each in tree.elements],
    }


def _span(point: float, low: float, high: float) -> str:
    """`0.59（0.55—0.64）`, without a minus before a zero."""
    point, low, high = (round(value, 2) + 0.0 for value in (point, low, high))
    return f"{point:.2f}（{low:.2f}—{high:.2f}）"
