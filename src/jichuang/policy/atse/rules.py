"""技术先进型服务企业认定. Knows the conditions of the tax rule; knows no database, no request, no applicant's name.

Read it beside 财税〔2017〕79号 and, for 服务贸易类, 财税〔2018〕44号: 法人、业务范围、技术与研发、人员、业务收入、离岸收入.
Figures and dates are in `parameters.toml`.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import any_of, at_least, is_one_of, must
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import RECHECK, choice, count, flag, money
from jichuang.policy.numbers import share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    legal_person: Parameter
    outsourcing: Parameter
    service_trade: Parameter
    capability: Parameter
    college_share: Parameter
    ats_share: Parameter
    offshore_share: Parameter
    tax_rate: Parameter
    training_deduction: Parameter


# 事实
legal_person = flag("legal_person", "在中国境内（不含港澳台）注册的法人企业")
service_kind = choice(
    "service_kind",
    "主要业务类别",
    {
        "ito": "信息技术外包（ITO）",
        "bpo": "技术性业务流程外包（BPO）",
        "kpo": "技术性知识流程外包（KPO）",
        "service_trade": "服务贸易类",
        "other": "以上都不是",
    },
)
advanced_capability = flag("advanced_capability", "采用先进技术或具备较强的研发能力", kind=RECHECK)
staff = count("staff", "职工总数", "人")
college_staff = count("college_staff", "大专以上学历员工", "人")
total_income = money("total_income", "总收入", help="当年收入总额减去不征税收入")
ats_income = money("ats_income", "技术先进型服务业务收入", help="认定范围内的业务，当年")
offshore_income = money(
    "offshore_income", "离岸服务外包业务收入", help="向境外单位提供认定范围内的服务，当年"
)

# 认定条件，须同时满足
resident = must(legal_person, P.legal_person, "在中国境内（不包括港、澳、台地区）注册的法人企业")
scope = any_of(
    "scope",
    "从事认定范围内的技术先进型服务业务",
    is_one_of(
        service_kind,
        P.outsourcing,
        "信息技术外包、技术性业务流程外包或技术性知识流程外包",
        code="outsourcing",
    ),
    is_one_of(service_kind, P.service_trade, "服务贸易类", code="service_trade"),
)
capability = must(advanced_capability, P.capability, "采用先进技术或具备较强的研发能力")
people = at_least(
    share(college_staff, of=staff),
    P.college_share,
    "大专以上学历的员工占职工总数的{bar}以上",
    code="college_share",
)
business = at_least(
    share(ats_income, of=total_income),
    P.ats_share,
    "技术先进型服务业务收入占当年总收入的{bar}以上",
    code="ats_share",
)
offshore = at_least(
    share(offshore_income, of=total_income),
    P.offshore_share,
    "离岸服务外包业务收入不低于当年总收入的{bar}",
    code="offshore_share",
)

atse = Policy(
    "atse",
    "技术先进型服务企业认定",
    P,
    facts_of(
        legal_person,
        service_kind,
        advanced_capability,
        staff,
        college_staff,
        total_income,
        ats_income,
        offshore_income,
    ),
    require=(resident, scope, capability, people, business, offshore),
    consistent=(
        Consistent(college_staff, staff, "大专以上学历员工不会超过职工总数"),
        Consistent(ats_income, total_income, "技术先进型服务业务收入不会超过总收入"),
        Consistent(offshore_income, total_income, "离岸服务外包业务收入不会超过总收入"),
    ),
    words=Words(
        passed="符合技术先进型服务企业条件", failed="暂不符合技术先进型服务企业条件", conditions="认定条件"
    ),
)
