"""The house's own structure: FREQ, REF_AREA, INDICATOR, BREAKDOWN, TIME_PERIOD and what stands beside a value."""

from __future__ import annotations

from collections.abc import Iterable

from jichuang.indicators.sdmx.shapes import Attribute, Code, Codelist, Dimension, Structure

TOTAL = Code("_T", "合计", "Total")
"""The breakdown of a figure that is not broken down."""

FREQUENCIES = Codelist(
    "CL_FREQ", "频次",
    (
        Code("A", "年", "Annual"), Code("S", "半年", "Half-yearly"), Code("Q", "季", "Quarterly"), Code("M", "月", "Monthly"),
    ),
)  # fmt: skip
STATUSES = Codelist(
    "CL_OBS_STATUS", "数值状态",
    (
        Code("A", "正式数", "Normal value"), Code("P", "初步数", "Provisional value"), Code("E", "估计数", "Estimated value"),
        Code("B", "口径或区划有变化", "Time series break"), Code("M", "缺数", "Missing value"),
    ),
)  # fmt: skip
CONFIDENTIAL = Codelist(
    "CL_CONF_STATUS", "保密状态",
    (
        Code("F", "可公开", "Free"), Code("C", "因涉及单个调查对象不公布", "Confidential statistical information"),
        Code("D", "为防止推算而一并不公布", "Secondary confidentiality"),
    ),
)  # fmt: skip


def house_structure(
    *,
    areas: Iterable[Code],
    indicators: Iterable[Code],
    breakdowns: Iterable[Code] = (TOTAL,),
    agency: str = "JC",
    structure_id: str = "JC_INDICATORS",
) -> Structure:
    """The DSD of indicators by region and period. `breakdowns` are fields, sizes or `TOTAL`; region codes are GB/T 2260."""
    return Structure(
        agency,
        structure_id,
        "地区科技创新指标",
        (
            Dimension("FREQ", "频次", FREQUENCIES, "Frequency"),
            Dimension(
                "REF_AREA", "地区", Codelist("CL_REF_AREA", "行政区划（GB/T 2260）", tuple(areas)), "Region"
            ),
            Dimension("INDICATOR", "指标", Codelist("CL_INDICATOR", "指标", tuple(indicators)), "Indicator"),
            Dimension("BREAKDOWN", "分组", Codelist("CL_BREAKDOWN", "分组", tuple(breakdowns)), "Breakdown"),
        ),
        (
            Attribute("OBS_STATUS", "数值状态", STATUSES, "Observation status", required=True),
            Attribute("CONF_STATUS", "保密状态", CONFIDENTIAL, "Confidentiality status"),
            Attribute("UNIT_MEASURE", "计量单位", None, "Unit of measure", required=True),
            Attribute("DECIMALS", "小数位数", None, "Decimals"),
            Attribute("SOURCE", "来源", None, "Source"),
            Attribute("KNOWN_ON", "可用日期", None, "Vintage"),
        ),
    )
