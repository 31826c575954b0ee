"""尚未接入的指标: declared with the system that will feed them, and without any number."""

from __future__ import annotations

from jichuang.indicators.declare import Indicator, not_yet
from jichuang.indicators.terms import FLOW, RATE, STOCK, UP

_FLOWS: tuple[tuple[str, str, str, str], ...] = (
    ("envoys-assigned", "选派科技特派员", "名", "科技特派员台账"),
    ("policy-briefings-held", "政策解读培训场次", "场", "活动与培训"),
    ("basic-research-projects", "重点基础研究与应用基础研究项目", "项", "科技计划项目"),
    ("result-conversion-projects", "重大科技成果转化项目", "项", "科技计划项目"),
    ("key-rd-projects", "重点研发计划项目", "项", "科技计划项目"),
    ("belt-projects", "示范带项目", "项", "科技计划项目"),
    ("beijing-tianjin-results-converted", "京津科技成果在冀转化", "项", "科技计划项目"),
    ("villages-assisted", "深度贫困村科技帮扶覆盖", "个", "科技特派员服务"),
    ("zone-city-plans-filed", "示范区各市工作方案和扶持政策", "市", "文件与任务督办"),
    ("zone-park-plans-filed", "示范区分园区工作方案和扶持政策", "个", "文件与任务督办"),
    ("technology-guide-issues", "先进适用技术指导目录期数", "期", "成果市场"),
    ("innovation-teams-introduced", "高层次产业创新创业团队", "个", "人才支持事项"),
    ("innovation-talents-introduced", "科技型中小企业创新英才", "名", "人才支持事项"),
    ("reform-tasks-rolled-out", "重点改革试点任务推广", "项", "改革任务督办"),
    ("sub-funds-established", "新设引导基金子基金", "支", "资金台账"),
    ("vouchers-issued", "创新券发放额", "元", "创新券台账"),
    ("study-series-held", "集体学习活动类别", "类", "学习培训"),
)

INDICATORS: tuple[Indicator, ...] = (
    *(
        Indicator(
            code, title, unit=unit, kind=FLOW, direction=UP,
            value=not_yet(system), definition=f"由“{system}”系统接入后按事实计数。",
        )
        for code, title, unit, system in _FLOWS
    ),
    Indicator(
        "patent-market-listings", "专利超市在售规模", unit="件", kind=STOCK, direction=UP,
        value=not_yet("成果市场"), definition="由“成果市场”系统接入后，按当日在售且专利号已核验的件数计数。",
    ),
    Indicator(
        "reform-tasks-completed-share", "国家方案改革任务完成率", unit="%", kind=RATE, direction=UP,
        value=not_yet("改革任务督办"), definition="由“改革任务督办”系统接入后，按已完成任务数与全部任务数之比计算。",
    ),
)  # fmt: skip
