"""结果的写法: an analysis as JSON-ready figures and as Chinese lines for a terminal. Computes nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

from jichuang.methods.composite.analyse import alpha, flagged, influences, remove_each, statistics
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Framework
from jichuang.methods.composite.index import Index
from jichuang.methods.composite.trace import CellTrace
from jichuang.methods.composite.uncertainty import Factor, Sensitivity, Uncertainty
from jichuang.methods.composite.weights import intervals


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


def of_weights(index: Index, times: int) -> tuple[list[dict[str, Any]], list[str]]:
    """Every element's share among its siblings and of the whole; with an interval where weights come from data."""
    figures: list[dict[str, Any]] = []
    lines = []
    for parent in index.framework.aggregates:
        children = index.framework.children[parent.code]
        scores = np.column_stack([index.scores[each.code] for each in children])
        held = index.weights[parent.code] / index.weights[parent.code].sum()
        found = (
            intervals(index.recipe.weights, parent.code, children, scores, times=times)
            if index.recipe.weights.from_data
            else ()
        )
        for at, each in enumerate(children):
            entry = {
                "code": each.code,
                "parent": parent.code,
                "share": float(held[at]),
                "of_index": index.share(each.code),
            }
            line = f"{parent.code}\t{each.code} {each.title}\t{held[at]:.2%}\t占指数 {index.share(each.code):.2%}"
            if found:
                entry["interval"] = [found[at].low, found[at].high]
                line += f"\t九成区间 {found[at].low:.2%}—{found[at].high:.2%}"
            figures.append(entry)
            lines.append(line)
    return figures, lines


def of_structure(index: Index) -> tuple[dict[str, Any], list[str]]:
    """Flags of the indicators, pairs of siblings, consistency of every aggregate, and what leaving one out moves."""
    stats = statistics(index.stages.denominated, index.framework.codes)
    alphas = {each.code: _alpha(index, each.code) for each in index.framework.aggregates}
    removals = remove_each(index)
    pairs = flagged(index)
    figures = {
        "statistics": [{**vars(each), "flags": list(each.flags)} for each in stats],
        "pairs": [vars(each) for each in pairs],
        "alpha": alphas,
        "influences": influences(index),
        "left_out": [
            {"code": e.element.code, "mean_shift": e.mean_shift, "most_shift": e.most_shift} for e in removals
        ],
    }
    words = {"collinear": "几乎同步", "opposed": "反向变动"}
    lines = [f"指标 {each.code}\t{'；'.join(each.flags)}" for each in stats if each.flags]
    lines += [
        f"相关 {each.left} 与 {each.right}\t{each.correlation:.2f} {words[each.kind]}" for each in pairs
    ]
    lines += [f"一致性 {code}\t{value:.2f}" for code, value in alphas.items() if value is not None]
    lines += [
        f"去掉 {each.element.code}\t名次平均变动 {each.mean_shift:.2f} 位，最多 {each.most_shift} 位"
        for each in sorted(removals, key=lambda each: -each.mean_shift)
    ]
    return figures, lines


def _alpha(index: Index, code: str) -> float | None:
    """Cronbach's alpha of an aggregate's children; None where it has no meaning."""
    try:
        return alpha(np.column_stack([index.scores[each.code] for each in index.framework.children[code]]))
    except CompositeError:
        return None


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
