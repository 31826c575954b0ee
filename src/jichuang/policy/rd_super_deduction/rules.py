"""研发费用税前加计扣除，2008年度起. Knows the law; knows no database, no request, no applicant's name.

Read it beside 财税〔2015〕119号 and 国家税务总局公告2015年第97号; the rates and caps that followed each other are in `parameters.toml`.
The law is that of the tax year of the expenses, as known on a day; not that of the day on which one asks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jichuang.policy.amounts import Between, between, range_either_way
from jichuang.policy.conditions import (
    all_of,
    answered,
    any_of,
    at_most,
    case,
    holds,
    in_force,
    is_none_of,
    listed,
    where,
)
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import choice, code, count, money, records, year
from jichuang.policy.numbers import (
    Number,
    by_bracket,
    either_way,
    fraction_of,
    greatest,
    least,
    most_relief,
    number,
    quotient,
    share,
)
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    rate_all: Parameter
    rate_tech_sme: Parameter
    rate_manufacturing: Parameter
    rate_integrated_circuit: Parameter
    rate_fourth_quarter: Parameter
    fourth_quarter_share: Parameter
    other_cap_project: Parameter
    other_cap_pooled: Parameter
    entrusted_domestic_share: Parameter
    entrusted_overseas_share: Parameter
    entrusted_overseas_cap: Parameter
    special_income_share: Parameter
    excluded_industries: Parameter
    excluded_income_share: Parameter
    standard_tax_rate: Parameter
    hnte_tax_rate: Parameter
    small_tax_rate: Parameter
    small_brackets: Parameter
    industrial_sections: Parameter
    small_staff_industrial: Parameter
    small_staff_other: Parameter
    small_assets_industrial: Parameter
    small_assets_other: Parameter


# 事实 What the enterprise is asked
NONE_IS_ZERO: dict[str, Any] = {"blank": 0, "help": "没有的不填，按0计"}
tax_year = year("tax_year", "研发费用所属纳税年度")
taxpayer = choice(
    "taxpayer",
    "企业类型",
    {
        "general": "一般企业",
        "tech_sme": "科技型中小企业",
        "manufacturing": "制造业企业（主营业务收入占比50%以上）",
        "integrated_circuit": "清单内集成电路、工业母机企业",
    },
)
personnel = money("personnel", "人员人工费用", **NONE_IS_ZERO)
direct = money("direct", "直接投入费用", **NONE_IS_ZERO)
depreciation = money("depreciation", "折旧费用（仪器、设备）", **NONE_IS_ZERO)
amortisation = money("amortisation", "无形资产摊销", **NONE_IS_ZERO)
design = money("design", "新产品设计费、新工艺规程制定费、临床试验费、现场试验费", **NONE_IS_ZERO)
other = money("other", "其他相关费用", **NONE_IS_ZERO)
projects = records(
    "projects", "研发项目", personnel, direct, depreciation, amortisation, design, other,
    help="每个项目一条，自主、合作、集中研发的费用；合作和集中研发按本企业承担的部分",
)  # fmt: skip
entrusted_domestic = money("entrusted_domestic", "委托境内机构或个人的研发费用（实际发生额）", **NONE_IS_ZERO)
entrusted_overseas = money(
    "entrusted_overseas", "委托境外机构的研发费用（实际发生额，个人除外）", **NONE_IS_ZERO
)
special_income = money("special_income", "下脚料、残次品、中间试制品等特殊收入", **NONE_IS_ZERO)
industry_code = code(
    "industry_code", "主营业务行业代码（GB/T 4754）", pattern=r"[A-T](\d{2,4})?", example="C3985"
)
listed_income = money(
    "listed_income", "不适用行业的主营业务收入", help="可不填；不填的按主营业务行业代码判断"
)
income_base = money("income_base", "收入总额减除不征税收入和投资收益", help="可不填；与上一项同填")
method = choice(
    "method", "2022年第四季度费用的计算方法", {"months": "全年费用按月份比例", "actual": "第四季度实际发生数"}
)
q4_expense = money("q4_expense", "2022年10至12月可加计扣除的研发费用")
taxable_income = money("taxable_income", "加计扣除前的应纳税所得额（亏损填负数）", least=-(10**13))
staff = count("staff", "从业人数（全年季度平均）", "人")
assets = money("assets", "资产总额（全年季度平均）")
cit_status = choice(
    "cit_status",
    "企业所得税身份",
    {"general": "一般企业", "small_profit": "规模在小型微利企业限额以内", "hnte": "高新技术企业"},
    blank="general",
    help="不填的按一般企业计",
)

# 119号第四条、97号第四条 不适用税前加计扣除政策的行业
industry = any_of(
    "industry",
    "行业",
    is_none_of(industry_code, P.excluded_industries, "不属于不适用税前加计扣除政策的行业"),
    where(
        answered(listed_income) & answered(income_base),
        at_most(
            share(listed_income, of=income_base),
            P.excluded_income_share,
            "不适用行业的主营业务收入占收入总额（减除不征税收入和投资收益）的比例不超过{bar}",
            code="listed_income_share",
        ),
    ),
)

# 119号第一条、97号第二条 允许加计扣除的研发费用
five_heads = personnel + direct + depreciation + amortisation + design


def other_limit(heads: Number, ratio: Parameter) -> Number:
    """其他相关费用限额 = 前五项费用之和 × 10% ÷（1 − 10%），精确到分."""
    return quotient(heads * ratio, number(1) - ratio, unit="元")


each_project_capped = projects.sum(least(other, other_limit(five_heads, P.other_cap_project)))
all_projects_capped = least(projects.sum(other), other_limit(projects.sum(five_heads), P.other_cap_pooled))
other_allowed = either_way(
    in_force(P.other_cap_pooled),
    all_projects_capped,
    either_way(in_force(P.other_cap_project), each_project_capped, projects.sum(other)),
)

# 119号第二条、财税〔2018〕64号 委托研发：境内按80%；境外按80%且不超过境内符合条件的研发费用三分之二
domestic = projects.sum(five_heads) + other_allowed + entrusted_domestic * P.entrusted_domestic_share
overseas = least(
    entrusted_overseas * P.entrusted_overseas_share, fraction_of(domestic, P.entrusted_overseas_cap)
)

# 97号第二条（四） 扣减特殊收入，不足扣减的按零计
base = greatest(domestic + overseas - special_income * P.special_income_share, 0)


# 加计比例：各行并存时取最高者
def rate_of(kind: str, rate: Parameter) -> Number:
    """The rate of one kind of taxpayer, while it is law."""
    return either_way(in_force(rate) & case(taxpayer, kind), rate, 0)


year_rate = greatest(
    P.rate_all,
    rate_of("tech_sme", P.rate_tech_sme),
    rate_of("manufacturing", P.rate_manufacturing),
    rate_of("integrated_circuit", P.rate_integrated_circuit),
)

# 公告2022年第28号 此前比例为75%的企业，2022年第四季度按100%：按月份比例，或按实际发生数
raised = in_force(P.rate_fourth_quarter) & ~case(taxpayer, "tech_sme", "manufacturing")
fourth_quarter = either_way(case(method, "months"), base * P.fourth_quarter_share, least(q4_expense, base))
raise_of_quarter = either_way(raised, fourth_quarter * (P.rate_fourth_quarter - year_rate), 0)
by_rate = base * year_rate + raise_of_quarter

extra_deduction = either_way(~industry, 0, by_rate)
average_rate = either_way(holds(base, ">", 0), quotient(by_rate, base, places=6), year_rate)
rate = either_way(~industry, 0, either_way(raised, average_rate, year_rate))

# 少缴的企业所得税：加计扣除前后应纳税额之差；亏损的本年为零，以后年度弥补
before = greatest(taxable_income, 0)
after = greatest(taxable_income - extra_deduction, 0)
industrial = listed(industry_code, P.industrial_sections)
small_size = case(cit_status, "small_profit") | all_of(
    "small_size",
    "小型微利企业的规模",
    holds(staff, "<=", either_way(industrial, P.small_staff_industrial, P.small_staff_other)),
    holds(assets, "<=", either_way(industrial, P.small_assets_industrial, P.small_assets_other)),
)


def tax(income: Number, tax_rate: Parameter, small: bool) -> Number:
    """应纳税额；规模在限额以内且所得额不超过限额的，按小型微利企业计，两者从低."""
    ordinary = income * tax_rate
    if not small:
        return ordinary
    return least(ordinary, by_bracket(income, P.small_brackets, P.small_tax_rate, ordinary))


def saving(tax_rate: Parameter, small: bool) -> Between:
    """Yuan saved; between nothing (a loss) and all that can be saved at most while the income is not given."""
    saved = tax(before, tax_rate, small) - tax(after, tax_rate, small)
    most = extra_deduction * tax_rate
    if small:  # an income that the deduction carries over the line saves the relief on all of it
        most = most + most_relief(P.small_brackets, P.small_tax_rate, tax_rate)
    unknown_income = between(0, either_way(holds(extra_deduction, ">", 0), most, 0))
    return range_either_way(answered(taxable_income), saved, unknown_income)


def saving_by_size(tax_rate: Parameter) -> Between:
    """Both sizes while it is open whether the enterprise is within the limits."""
    return range_either_way(small_size, saving(tax_rate, small=True), saving(tax_rate, small=False))


tax_saved = range_either_way(
    case(cit_status, "hnte"), saving_by_size(P.hnte_tax_rate), saving_by_size(P.standard_tax_rate)
)
carried_forward = range_either_way(
    answered(taxable_income), extra_deduction - (before - after), between(0, extra_deduction)
)

rd_super_deduction = Policy(
    "rd-super-deduction",
    "研发费用税前加计扣除",
    P,
    facts_of(
        tax_year, taxpayer, projects, entrusted_domestic, entrusted_overseas, special_income,
        industry_code, listed_income, income_base, method, q4_expense,
        taxable_income, cit_status, staff, assets,
    ),
    law_of=tax_year,
    require=(industry,),
    amounts={
        "base": base,
        "rate": rate,
        "extra_deduction": extra_deduction,
        "tax_saved": tax_saved,
        "carried_forward": carried_forward,
    },
    words=Words(passed="可以加计扣除", failed="不适用加计扣除", conditions="行业条件"),
)  # fmt: skip
