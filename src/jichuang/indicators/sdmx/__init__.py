"""SDMX 2.1 as pure functions: a data set or its structure in, SDMX-ML bytes out. Knows no Django, no database, no clock.

A data set is written in four lines:

    structure = house_structure(areas=[Code("130000", "河北省")], indicators=[...], breakdowns=[TOTAL])
    flow = Flow("JC", "BULLETIN_2018Q3", "高新技术产业统计公报（2018年第三季度）", structure)
    rows = [DataPoint({"FREQ": "Q", "REF_AREA": "130000", "INDICATOR": "...", "BREAKDOWN": "_T"}, "2018-Q3", Decimal("575.7"))]
    body = data_message(flow, rows, header=Header("BULLETIN_2018Q3-1", prepared=when, sender="JC"))

Equal arguments give equal bytes; rows are sorted, so their order does not matter. A missing value is written with
OBS_STATUS M and without a number: missing is never zero. Identifiers are checked; a point with a wrong or unknown
dimension raises ValueError naming it. References: SDMX-ML 2.1 (generic data), SDMX-REST 2.1.
"""

from jichuang.indicators.sdmx.house import CONFIDENTIAL, FREQUENCIES, STATUSES, TOTAL, house_structure
from jichuang.indicators.sdmx.keys import Query, parse_key, select
from jichuang.indicators.sdmx.messages import data_message, history_message, structure_message
from jichuang.indicators.sdmx.periods import in_sdmx, span
from jichuang.indicators.sdmx.shapes import (
    Attribute,
    Code,
    Codelist,
    DataPoint,
    Dimension,
    Flow,
    Header,
    Structure,
)

__all__ = [
    "CONFIDENTIAL",
    "FREQUENCIES",
    "STATUSES",
    "TOTAL",
    "Attribute",
    "Code",
    "Codelist",
    "DataPoint",
    "Dimension",
    "Flow",
    "Header",
    "Query",
    "Structure",
    "data_message",
    "history_message",
    "house_structure",
    "in_sdmx",
    "parse_key",
    "select",
    "span",
    "structure_message",
]
