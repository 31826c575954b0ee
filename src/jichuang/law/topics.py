"""How the questions of a policy are grouped on a page, and what its amounts are called. Words only: knows no rule.

A policy that is not named here is grouped by what its facts are: persons, amounts, dates, yes or no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jichuang import policy
from jichuang.policy import Policy
from jichuang.policy.facts import Fact

Topics = list[tuple[str, list[Fact]]]

CALCULATORS = (
    "tech-sme",
    "hnte",
    "rd-super-deduction",
    "hebei-tech-sme",
    "innovation-voucher",
    "tech-transfer-income",
)
"""What most visitors come for, in this order; every other policy has a calculator as well."""

TOPICS: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "tech-sme": (
        ("规模", ("staff", "sales", "assets")),
        ("科技人员与研发投入", ("tech_staff", "rd_expense", "cost_expense")),
        ("知识产权", ("ip_class1", "ip_class2")),
        ("合规与注册", ("resident_enterprise", "restricted_industry", "serious_violation", "abnormal_list", "dishonest_list")),
        ("直接入库的情形", ("hnte_certificate_valid", "national_award_top3", "provincial_rd_body", "led_standard")),
        ("税收征收方式", ("accounts_sound", "deduction_excluded")),
    ),
    "hnte": (
        ("注册与申请", ("registered_on", "applied_on", "field_code")),
        ("人员", ("staff_avg", "tech_staff_avg")),
        ("收入与研发投入", ("sales", "rd_expense", "rd_domestic", "hitech_income", "total_income", "net_assets")),
        ("知识产权与成果转化", ("owned_core_ip", "ip_class1", "ip_class2", "ip_self_developed", "transformations_3y")),
        ("合规", ("serious_violation",)),
        ("专家评分（可不填）", ("expert_scores",)),
    ),
    "rd-super-deduction": (
        ("年度与企业类型", ("tax_year", "taxpayer", "industry_code", "listed_income", "income_base")),
        ("研发项目与费用", ("projects", "entrusted_domestic", "entrusted_overseas", "special_income")),
        ("第四季度费用", ("method", "q4_expense")),
        ("应纳税所得额与规模", ("taxable_income", "staff", "assets", "cit_status")),
    ),
    "hebei-tech-sme": (
        ("行业与规模", ("sector", "staff", "revenue")),
        ("科技人员、研发与知识产权", ("college_share", "rd_ratio", "has_ip")),
    ),
    "innovation-voucher": (
        ("申领", ("scheme", "applicant", "in_register", "service_use", "related_provider")),
        ("金额", ("ask", "used_this_year", "first_claim", "key_support")),
        ("企业规模与研发", ("staff", "revenue", "rd_ratio", "ip_class1")),
        ("使用", ("contract_price", "balance")),
    ),
    "hnte-reserve": (
        ("注册", ("registered_on", "applied_on")),
        ("知识产权与技术领域", ("owned_ip", "filed_ip", "field_level")),
        ("人员", ("staff_avg", "tech_staff_avg")),
        ("收入与研发投入", ("sales", "rd_expense", "hitech_income", "total_income")),
        ("合规", ("serious_violation",)),
    ),
    "hnte-post-subsidy": (
        ("认定情况", ("recognised", "moved_in", "renewal")),
        ("所在县（市、区）", ("county", "revenue")),
    ),
    "atse": (
        ("企业与业务", ("legal_person", "service_kind", "advanced_capability")),
        ("人员", ("staff", "college_staff")),
        ("收入", ("total_income", "ats_income", "offshore_income")),
    ),
    "tech-contract": (
        ("合同与申请", ("kind", "written_contract", "seller_applies")),
        ("金额", ("total_price", "non_technical_cost", "amounts_stated")),
        ("随技术交付的标的物", ("deliverable", "deliverable_units", "deliverable_unit_cost", "needed_units")),
        ("相关咨询、服务", ("related_service_price", "same_invoice")),
        ("履行以后", ("technical_income",)),
    ),
    "tech-transfer-income": (
        ("转让收入与成本", ("transfer_price", "cost", "taxes_fees")),
        ("转让方式", ("licence_years", "exclusive", "affiliate_share", "hnte")),
    ),
}  # fmt: skip

LEADING = frozenset(
    (
        "extra_deduction",
        "tax_saved",
        "grant",
        "city_grant",
        "tax",
        "usable_until",
        "subsidy",
        "compensation",
        "province_grant",
    )
)
"""Amounts that belong into the sentence at the head of a result."""


def calculators() -> list[Policy]:
    """The policies of CALCULATORS that are declared."""
    return [policy.get(each) for each in CALCULATORS if each in policy.ids()]


def topics_of(one: Policy) -> Topics:
    """The facts of a policy under titles, each fact once, in the order in which they are asked."""
    named = [
        (title, [one.facts[key] for key in keys if key in one.facts])
        for title, keys in TOPICS.get(one.id, ())
    ]
    placed = {fact.key for _, facts in named for fact in facts}
    rest = _by_kind(fact for fact in one.facts.values() if fact.key not in placed)
    return [(title, facts) for title, facts in (*named, *rest) if facts]


def _by_kind(facts: Iterable[Fact]) -> Topics:
    groups: dict[str, list[Fact]] = {"情形与日期": [], "人员与数量": [], "金额": [], "逐项核对": []}
    for fact in facts:
        groups[_kind(fact)].append(fact)
    return list(groups.items())


def _kind(fact: Fact) -> str:
    if fact.type == "boolean":
        return "逐项核对"
    if fact.type == "string" or fact.unit == "年":
        return "情形与日期"
    return "金额" if fact.unit == "元" or fact.type == "array" else "人员与数量"
