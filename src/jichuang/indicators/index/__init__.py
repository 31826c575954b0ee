"""区域创新指数: a scheme (tree, weights, steps) and its figures as data, computed by `methods.composite`. Knows no table, no page."""

from jichuang.indicators.index.below import Below, Denominator
from jichuang.indicators.index.computing import Computed, compute, digest, intervals
from jichuang.indicators.index.scheme import RECIPE, Content, Line, read_content
from jichuang.indicators.index.sheet import Figures, read_sheet

__all__ = [
    "RECIPE",
    "Below",
    "Computed",
    "Content",
    "Denominator",
    "Figures",
    "Line",
    "compute",
    "digest",
    "intervals",
    "read_content",
    "read_sheet",
]
