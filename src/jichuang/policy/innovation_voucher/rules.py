"""科技创新券申领与使用. Knows what may be asked for, granted and set off; knows no budget, no queue, no ledger.

Read it beside 《河北省科技创新券实施细则（试行）》 (2016-12-30) and what is known of its revisions; 石家庄市 and 沧州市 have schemes of their own.
Figures and dates are in `parameters.toml`; the business date decides which of them count.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import (
    all_of,
    any_of,
    at_least,
    at_most,
    case,
    given,
    is_multiple,
    is_one_of,
    less_than,
    must,
    must_not,
    where,
)
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, count, flag, money, rate
from jichuang.policy.numbers import Number, either_way, greatest, least
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    applicants: Parameter
    in_register: Parameter
    uses: Parameter
    no_relation: Parameter
    staff: Parameter
    revenue: Parameter
    rd_ratio: Parameter
    class1_property: Parameter
    year_cap: Parameter
    key_cap: Parameter
    first_cap: Parameter
    voucher_share: Parameter
    shijiazhuang_register: Parameter
    shijiazhuang_revenue: Parameter
    shijiazhuang_first_cap: Parameter
    shijiazhuang_year_cap: Parameter
    shijiazhuang_budget: Parameter
    cangzhou_staff: Parameter
    cangzhou_sales: Parameter
    cangzhou_step: Parameter
    cangzhou_year_cap: Parameter


# 事实
scheme = choice(
    "scheme", "申领的创新券", {"province": "省级", "shijiazhuang": "石家庄市", "cangzhou": "沧州市"}
)
applicant = choice("applicant", "申领主体", {"tech_sme": "科技型中小企业", "team": "创新创业团队"})
in_register = flag("in_register", "申领之日在科技型中小企业库内且在有效期", kind=RECHECK)
service_use = choice(
    "service_use",
    "购买的服务",
    {
        "development": "技术开发（研究开发）",
        "transfer": "技术转让",
        "testing": "检验检测、试验测试",
        "compulsory_testing": "法定强制检验检测",
        "property": "知识产权",
        "consulting": "科技咨询",
        "design": "设计",
        "method_training": "创新方法培训",
        "evaluation": "成果评价",
    },
)
related_provider = flag("related_provider", "与服务机构有隶属、共建或产权关联", kind=RECHECK)
staff = count("staff", "从业人员数", "人")
revenue = money("revenue", "营业（销售）收入", help="上年度")
rd_ratio = rate("rd_ratio", "研发投入占销售收入的比例", help="超过 100% 的按 100% 填")
ip_class1 = count("ip_class1", "Ⅰ类知识产权", "项", most=100_000, kind=FUTURE)
used_this_year = money("used_this_year", "本年度已获创新券")
ask = money("ask", "本次申领金额")
key_support = flag("key_support", "属于重点支持对象（高新技术企业、双创大赛获奖企业等）", kind=RECHECK)
first_claim = flag("first_claim", "首次申领")
contract_price = money("contract_price", "服务合同价款")
balance = money("balance", "持有的创新券余额")

# 省级：支持对象和使用范围
supported = is_one_of(applicant, P.applicants, "属于创新券支持对象")
registered = where(
    case(applicant, "tech_sme"), must(in_register, P.in_register, "申领之日为在库的科技型中小企业")
)
size = any_of(
    "size",
    "企业规模（2025年起）",
    less_than(staff, P.staff, "从业人员少于{bar}"),
    less_than(revenue, P.revenue, "营业收入低于{bar}"),
)
research = at_least(rd_ratio, P.rd_ratio, "研发投入占销售收入的比例不低于{bar}")
property_ = at_least(ip_class1, P.class1_property, "拥有Ⅰ类知识产权不少于{bar}")
in_scope = is_one_of(service_use, P.uses, "购买的服务在使用范围内")
independent = must_not(related_provider, P.no_relation, "与服务机构无隶属、共建、产权关联")
province = all_of(
    "province", "省级申领条件", supported, registered, size, research, property_, in_scope, independent
)


# 省级：发放额度，年度有上限，首次另有上限
def still_within(cap: Number) -> Number:
    """本次申领中未超过年度限额的部分。"""
    return least(ask, greatest(cap - used_this_year, 0))


within_year = either_way(given(key_support), still_within(P.key_cap), still_within(P.year_cap))
grant = either_way(given(first_claim), least(within_year, P.first_cap), within_year)

# 使用：创新券与自有资金按比例支付合同价款
voucher_part = least(balance, contract_price * P.voucher_share)
own_part = contract_price - voucher_part

# 石家庄市
shijiazhuang = all_of(
    "shijiazhuang",
    "石家庄市申领条件",
    must(in_register, P.shijiazhuang_register, "有效期内的科技型中小企业", code="shijiazhuang_register"),
    less_than(revenue, P.shijiazhuang_revenue, "营业收入低于{bar}", code="shijiazhuang_revenue"),
)
shijiazhuang_within_year = still_within(P.shijiazhuang_year_cap)
shijiazhuang_grant = either_way(
    given(first_claim), least(shijiazhuang_within_year, P.shijiazhuang_first_cap), shijiazhuang_within_year
)

# 沧州市：金额须为整倍数且不超过年度限额，不合的不予受理
cangzhou_form = all_of(
    "cangzhou_form",
    "沧州市申领金额",
    is_multiple(ask, P.cangzhou_step, "申领金额为{bar}的整数倍", code="cangzhou_step"),
    at_most(ask, P.cangzhou_year_cap, "申领金额不超过{bar}", code="cangzhou_ask"),
)
cangzhou = all_of(
    "cangzhou",
    "沧州市申领条件",
    at_most(staff, P.cangzhou_staff, "从业人员不超过{bar}", code="cangzhou_staff"),
    at_most(revenue, P.cangzhou_sales, "销售收入不超过{bar}", code="cangzhou_sales"),
    cangzhou_form,
)
cangzhou_grant = either_way(cangzhou_form, still_within(P.cangzhou_year_cap), 0)
city_grant = either_way(
    case(scheme, "shijiazhuang"), shijiazhuang_grant, either_way(case(scheme, "cangzhou"), cangzhou_grant, 0)
)

innovation_voucher = Policy(
    "innovation-voucher",
    "科技创新券申领与使用",
    P,
    facts_of(
        scheme, applicant, in_register, service_use, related_provider, staff, revenue, rd_ratio, ip_class1,
        used_this_year, ask, key_support, first_claim, contract_price, balance,
    ),
    require=(
        where(case(scheme, "province"), province),
        where(case(scheme, "shijiazhuang"), shijiazhuang),
        where(case(scheme, "cangzhou"), cangzhou),
    ),
    amounts={
        "grant": grant,
        "city_grant": city_grant,
        "voucher_part": voucher_part,
        "own_part": own_part,
    },
    words=Words(passed="可以申领", failed="不能申领", conditions="申领条件"),
)  # fmt: skip
