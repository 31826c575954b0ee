"""算指数: a scheme with its figures to scores, places, intervals and classes, ready to be frozen. Deterministic."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from jichuang.base.errors import Invalid, Problem
from jichuang.indicators import catalogue
from jichuang.indicators.index.below import column_of
from jichuang.indicators.index.scheme import Content
from jichuang.indicators.index.sheet import Figures
from jichuang.methods.composite import CompositeError, Index, build
from jichuang.methods.composite.uncertainty import Declared, PlaceInterval, uncertainty

NOISE = 0.25
"""Every weight between three quarters and five quarters of itself: what a reasonable colleague might have chosen."""
CELLS = 160_000
"""Replications times units: 10,000 for fourteen cities, about 950 for 168 counties."""
SEED = 2018


@dataclass(frozen=True)
class Computed:
    """An index with the places it would have under other weights and with any one indicator left out."""

    index: Index
    spans: tuple[PlaceInterval, ...]
    runs: int

    def results(self) -> dict[str, Any]:
        """What is frozen: per unit score, place, interval, class, pillar scores; blanks are None with their reason."""
        index = self.index
        places, root = index.places(), index.framework.root.code
        pillars = [one.code for one in index.framework.children[root]]
        units = []
        for row, unit in enumerate(index.units.units):
            score, span = float(index.total[row]), self.spans[row]
            grade = index.framework.grade_of(score)
            units.append(
                {
                    "unit": unit, "name": index.units.name(row), "score": score, "place": int(places[row]),
                    "low": span.low, "high": span.high, "kept": span.kept, "grade": grade.name if grade else "",
                    "pillars": {code: _or_none(index.scores[code][row]) for code in pillars},
                }
            )  # fmt: skip
        return {"units": units, "runs": self.runs, "noise": NOISE, "notices": list(index.notices)}


def compute(content: Content, figures: Figures) -> Computed:
    """The index with its intervals. Raises Invalid naming the indicator, unit or step at fault."""
    bare = figures.without_figures(content)
    if not figures.units or bare:
        named = "、".join(line.title for line in bare[:6])
        raise Invalid.one("figures", f"没有数据：{named or '各指标'}", "先上传数据表，或从名录取数")
    if undivided := figures.without_denominators(content):
        raise Invalid(
            [
                Problem(
                    "figures",
                    f"“{one.title}”的分母{catalogue.get(one.denominator).title}还没有取",
                    "在草案页取分母",
                )
                for one in undivided
            ]
        )
    try:
        index = build(figures.engine(content), content.framework("index"), content.rules())
        return Computed(index, *intervals(index, content, figures))
    except CompositeError as fault:
        raise Invalid(
            [Problem("figures", _named(str(fault), content, figures), "请改数据、步骤或指标体系")]
        ) from fault


def intervals(index: Index, content: Content, figures: Figures) -> tuple[tuple[PlaceInterval, ...], int]:
    """Places over many replications (90 %), and how many there were. Raises CompositeError."""
    runs = max(200, min(10_000, CELLS // max(1, len(figures.units))))
    declared = Declared(noise=NOISE, left_out=True)
    found = uncertainty(
        figures.engine(content), index.framework, index.recipe, declared, runs=runs, seed=SEED
    )
    return found.intervals(), runs


def digest(content: Content, figures: Figures, results: Mapping[str, Any]) -> str:
    """SHA-256 over everything a version consists of, in one spelling."""
    whole = {"content": content.data(), "figures": figures.data(), "results": results}
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _named(text: str, content: Content, figures: Figures) -> str:
    """The engine speaks in codes; people read titles and names."""
    for line in content.lines:
        if line.denominator:
            title = catalogue.get(line.denominator).title
            text = text.replace(f"“{column_of(line.denominator, line.times)}”", f"“{title}”")
        text = text.replace(f"“{line.code}”", f"“{line.title}”").replace(
            f"指标{line.code}", f"指标“{line.title}”"
        )
    for unit, name in zip(figures.units, figures.names, strict=True):
        text = text.replace(f"单元“{unit}”", f"“{name}”")
    return text.replace("“index”", "指数")
