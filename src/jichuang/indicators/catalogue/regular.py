"""月度、季度形势指标和分母: figures that officers type each month with their source, and what per-head figures divide by."""

from __future__ import annotations

from jichuang.indicators.declare import Indicator, observed
from jichuang.indicators.terms import FLOW, OUTSIDE, STOCK, UP

_SUPPRESSED = "来自企业统计调查：不足3家或一家独大的格子不公布，并连带不公布可推算出它的格子。"

INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        "hightech-value-added", "规模以上高新技术产业增加值（年初累计）", unit="亿元", kind=FLOW, direction=UP,
        value=observed("河北省统计局"),
        definition="规模以上工业中高新技术产业从年初到报告期末的增加值。",
        notes="填报单位每年变动，增速以可比口径为准。", frequency="每月", lag="次月下旬", secrecy=_SUPPRESSED,
        formula="规模以上高新技术产业单位增加值之和（现价）", beside=("hightech-value-added-growth",),
    ),
    Indicator(
        "hightech-value-added-growth", "规模以上高新技术产业增加值增速（累计）", unit="%", kind=OUTSIDE, direction=UP,
        value=observed("河北省统计局"),
        definition="年初累计增加值按可比价格、可比范围与上年同期相比的增长速度。",
        notes="不能由两年的现价增加值直接相除得到。", frequency="每月", lag="次月下旬",
        formula="（本期可比价累计增加值 ÷ 上年同期可比价累计增加值 − 1）× 100", secrecy=_SUPPRESSED,
    ),
    Indicator(
        "technology-contracts-month", "技术合同成交额（年初累计）", unit="亿元", kind=FLOW, direction=UP,
        value=observed("省技术市场管理部门"),
        definition="年初到报告期末登记的技术合同成交金额。", notes="含设备、材料等非技术性费用。",
        frequency="每月", lag="次月10日前", formula="登记技术合同成交金额之和", beside=("technology-trade-month",),
    ),
    Indicator(
        "technology-trade-month", "其中：技术交易额（年初累计）", unit="亿元", kind=FLOW, direction=UP,
        value=observed("省技术市场管理部门"),
        definition="技术合同成交额扣除非技术性费用后的金额。", frequency="每月", lag="次月10日前",
        formula="成交额 − 购置设备、仪器、零部件、原材料等非技术性费用",
    ),
    Indicator(
        "patents-granted", "专利授权量（年初累计）", unit="件", kind=FLOW, direction=UP,
        value=observed("知识产权部门"),
        definition="年初到报告期末授权的发明、实用新型和外观设计专利件数。", frequency="每月", lag="次月中旬",
        formula="发明专利 + 实用新型 + 外观设计",
    ),
    Indicator(
        "patents-granted-invention", "其中：发明专利授权（年初累计）", unit="件", kind=FLOW, direction=UP,
        value=observed("知识产权部门"), definition="年初到报告期末授权的发明专利件数。", frequency="每月", lag="次月中旬",
    ),
    Indicator(
        "patents-granted-utility", "其中：实用新型授权（年初累计）", unit="件", kind=FLOW, direction=UP,
        value=observed("知识产权部门"), definition="年初到报告期末授权的实用新型专利件数。", frequency="每月", lag="次月中旬",
    ),
    Indicator(
        "patents-granted-design", "其中：外观设计授权（年初累计）", unit="件", kind=FLOW, direction=UP,
        value=observed("知识产权部门"), definition="年初到报告期末授权的外观设计专利件数。", frequency="每月", lag="次月中旬",
    ),
    Indicator(
        "resident-population", "常住人口", unit="万人", kind=STOCK, direction=UP,
        value=observed("统计部门"),
        definition="年末在本地实际居住半年以上的人口。", notes="按人口普查回溯修订；辛集、定州是否包含见各数说明。",
        frequency="每年", lag="次年2至4月",
    ),
    Indicator(
        "gross-regional-product", "地区生产总值", unit="亿元", kind=FLOW, direction=UP,
        value=observed("统计部门"),
        definition="一年内本地区全部常住单位生产活动的最终成果（现价）。", notes="先有初步核算数，后按经济普查修订。",
        frequency="每年", lag="次年1至3月",
    ),
    Indicator(
        "hnte-of-2012", "高新技术企业（2012年上半年公报）", unit="家", kind=STOCK, direction=UP,
        value=observed("河北省科学技术厅、河北省统计局"),
        definition="2012年6月末已认定的高新技术企业户数，按地区。", notes="只此一期，用作历史参照；不与名录计数相接。",
        frequency="一次性",
    ),
)  # fmt: skip
