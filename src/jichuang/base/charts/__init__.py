"""图: small pure functions that draw SVG text, the same on page, print and PDF. Know no request and no database."""

from jichuang.base.charts.bars import barchart, bullet
from jichuang.base.charts.flows import Link, flowchart
from jichuang.base.charts.lines import linechart, sparkline
from jichuang.base.charts.marks import bullet_legend, state_mark
from jichuang.base.charts.routes import Box, routechart
from jichuang.base.charts.spans import span
from jichuang.base.charts.strips import strip
from jichuang.base.charts.tiles import Tile, tilemap
from jichuang.base.charts.twins import table

__all__ = [
    "Box",
    "Link",
    "Tile",
    "barchart",
    "bullet",
    "bullet_legend",
    "flowchart",
    "linechart",
    "routechart",
    "span",
    "sparkline",
    "state_mark",
    "strip",
    "table",
    "tilemap",
]
