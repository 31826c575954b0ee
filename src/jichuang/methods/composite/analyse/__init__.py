"""分析: what an index is made of and how it holds together. Reads an index; changes none."""

from jichuang.methods.composite.analyse.changes import Jump, Move, Removal, compare, jumps, remove_each
from jichuang.methods.composite.analyse.portrait import Portrait, Standing, portrait
from jichuang.methods.composite.analyse.statistics import Statistics, statistics
from jichuang.methods.composite.analyse.structure import (
    Pair,
    alpha,
    correlations,
    effective_weights,
    flagged,
    influences,
)

__all__ = [
    "Jump",
    "Move",
    "Pair",
    "Portrait",
    "Removal",
    "Standing",
    "Statistics",
    "alpha",
    "compare",
    "correlations",
    "effective_weights",
    "flagged",
    "influences",
    "jumps",
    "portrait",
    "remove_each",
    "statistics",
]
