"""Named queries of the room: series, published figures, and the rows behind a number."""

from jichuang.indicators.reads.known import Known
from jichuang.indicators.reads.observations import Vintages, by_region, vintages
from jichuang.indicators.reads.parts import Part, by_county, has_rows, rows
from jichuang.indicators.reads.series import Figures, Number, figures, series

__all__ = [
    "Figures",
    "Known",
    "Number",
    "Part",
    "Vintages",
    "by_county",
    "by_region",
    "figures",
    "has_rows",
    "rows",
    "series",
    "vintages",
]
