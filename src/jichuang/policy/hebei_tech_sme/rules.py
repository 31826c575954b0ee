"""河北省科技型中小企业认定. Knows the province's conditions; knows no database, no request, no applicant's name.

Read it beside 《河北省科技型中小企业认定管理办法》 (冀政〔2013〕43号): size by sector (either figure suffices), people, research, property. It is
another list than the national 科技型中小企业评价 (`tech_sme`). Figures and dates are in `parameters.toml`.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import any_of, at_least, at_most, case, must, where
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, choice, count, flag, money, rate
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    industry_staff: Parameter
    industry_revenue: Parameter
    service_staff: Parameter
    service_revenue: Parameter
    college_share: Parameter
    rd_ratio: Parameter
    property: Parameter
    valid_years: Parameter
    procurement_deduction: Parameter


# 事实
sector = choice("sector", "所属行业", {"industry": "工业企业", "service": "科技服务业企业"})
staff = count("staff", "从业人员数", "人", help="上年度末")
revenue = money("revenue", "营业收入", help="上年度")
college_share = rate("college_share", "大专以上学历人员占当年职工总数的比例")
rd_ratio = rate(
    "rd_ratio",
    "上年度研发投入占销售收入的比例",
    help="研发投入超过销售收入的按 100% 填",
)
has_ip = flag("has_ip", "有自主知识产权、专有技术或创新集成能力，并形成产品或服务", kind=FUTURE)

# 企业规模：从业人员和营业收入有一项在规定以下即可
size_of_industry = any_of(
    "industry_size",
    "工业企业规模",
    at_most(staff, P.industry_staff, "从业人员{bar}以下", code="industry_staff"),
    at_most(revenue, P.industry_revenue, "营业收入{bar}以下", code="industry_revenue"),
)
size_of_service = any_of(
    "service_size",
    "科技服务业企业规模",
    at_most(staff, P.service_staff, "从业人员{bar}以下", code="service_staff"),
    at_most(revenue, P.service_revenue, "营业收入{bar}以下", code="service_revenue"),
)

# 人员结构、研发投入、知识产权，须同时满足
people = at_least(college_share, P.college_share, "大专以上学历人员占当年职工总数的比例不低于{bar}")
research = at_least(rd_ratio, P.rd_ratio, "上年度研发投入占销售收入的比例不低于{bar}")
achievement = must(has_ip, P.property, "有自主知识产权、专有技术或创新集成能力，并形成产品或服务")

hebei_tech_sme = Policy(
    "hebei-tech-sme",
    "河北省科技型中小企业认定",
    P,
    facts_of(sector, staff, revenue, college_share, rd_ratio, has_ip),
    require=(
        where(case(sector, "industry"), size_of_industry),
        where(case(sector, "service"), size_of_service),
        people,
        research,
        achievement,
    ),
    words=Words(
        passed="符合省级科技型中小企业条件", failed="暂不符合省级科技型中小企业条件", conditions="认定条件"
    ),
)
