"""统计调查的指标: totals of the surveys under the Statistics Law, known only from what was issued. Declares; reads no answer."""

from __future__ import annotations

from jichuang.indicators.bulletin.measures import MEASURES, Measure
from jichuang.indicators.declare import Indicator, surveyed
from jichuang.indicators.terms import FLOW, STOCK, UP

QUARTERLY, QUARTERLY_TITLE = "hnte-quarterly", "高新技术企业统计季报"
FLOWS, FLOWS_TITLE = "jing-jin-ji-survey", "京津冀协同创新统计调查"
REPORTING = "hnte-survey-reporting"
"""The number of firms behind every total."""

_MEANING = {
    "income": "从事销售商品、提供劳务等日常活动取得的收入总额。",
    "output": "生产的工业产品和提供的工业性劳务的总价值（现价）。",
    "value_added": "生产过程中新增加的价值（现价）。",
    "profit": "利润总额减去所得税后的净额；各企业盈亏相抵后的合计。",
    "taxes": "实际上缴的各项税费总额。",
    "exports": "出口货物和服务的总额，以美元计。",
    "rd": "按会计核算归集的研究开发费用。",
    "hitech_income": "高新技术产品（服务）取得的收入。",
    "staff": "期末在岗并领取报酬的人数。",
    "rd_staff": "期末直接从事研究开发活动的人数。",
}


def code_of(measure: str) -> str:
    """`income` → `hnte-survey-income`: the indicator of one measure of the quarterly survey."""
    return f"hnte-survey-{measure.replace('_', '-')}"


def _measured(one: Measure) -> Indicator:
    level = not one.compared and one.key != "hitech_income"
    return Indicator(
        code_of(one.key), f"高新技术企业{one.title}", unit=one.printed, kind=STOCK if level else FLOW, direction=UP,
        value=surveyed(QUARTERLY, QUARTERLY_TITLE, one.key),
        definition=f"季末证书有效并报送统计季报的高新技术企业合计：{_MEANING[one.key]}",
        notes="期末数。" if level else "自当年1月1日累计到报告期末。",
        frequency="每季", lag="季后发布公报", beside=(REPORTING,),
    )  # fmt: skip


INDICATORS: tuple[Indicator, ...] = (
    Indicator(
        REPORTING, "报送统计季报的高新技术企业", unit="家", kind=STOCK, direction=UP,
        value=surveyed(QUARTERLY, QUARTERLY_TITLE, "units"),
        definition="季末证书有效、调查表已审核并冻结的高新技术企业户数；未报送的不推算。",
        formula="已冻结调查表的份数", frequency="每季", lag="季后发布公报", beside=("hnte-in-force",),
    ),
    *map(_measured, MEASURES),
    *(
        Indicator(
            code, title, unit=unit, kind=FLOW, direction=UP, value=surveyed(FLOWS, FLOWS_TITLE, key),
            definition=says, notes="抽样调查，按地区加权推算；有抽样误差。", frequency="每年",
            formula="Σ（单位填报数 × 该地区抽样框户数 ÷ 该地区回收户数）",
        )
        for code, title, unit, key, says in (
            ("jing-jin-ji-contracts", "京津冀技术合同流量", "万元", "contracts", "高新技术企业当年与北京、天津的单位签订的技术合同成交额，按来源和去向分。"),
            ("jing-jin-ji-people", "京津冀合作科技人员流量", "人", "people", "当年在对方单位合作一个月以上的科技人员，按来源和去向分。"),
            ("jing-jin-ji-projects", "京津冀合作项目流量", "项", "projects", "当年由一地单位牵头、另一地单位参加的合作项目，按牵头地和参加地分。"),
        )
    ),
)  # fmt: skip


def flow_code(measure: str) -> str:
    """`contracts` → `jing-jin-ji-contracts`."""
    return f"jing-jin-ji-{measure}"
