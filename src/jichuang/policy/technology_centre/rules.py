"""省技术创新中心组建. Knows the bars for hosts of either kind; knows no centre and no partner by name.

Read from an agency's summary of 《河北省技术创新中心建设与运行管理办法》: its own text was not seen, so nothing here rejects.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, at_least, case, given, must, where
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, count, flag, money, rate
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    above_scale: Parameter
    rd_unit: Parameter
    technology_spend: Parameter
    partner_companies: Parameter
    own_technology: Parameter
    fixed_staff: Parameter
    plan_reviewed: Parameter
    joint_agreement: Parameter
    host_share: Parameter
    support_pledged: Parameter


# 事实 What the host is asked
host = choice(
    "host", "依托单位", {"enterprise": "企业", "academic": "高校、科研院所或技术机构"}, kind=RECHECK
)
above_scale = flag("above_scale", "规模以上企业", kind=RECHECK)
rd_unit = flag("rd_unit", "建有相对独立的研发机构", kind=FUTURE)
technology_spend = money("technology_spend", "上年度科技经费投入")
partner_companies = count("partner_companies", "联合共建的省内企业", "家", most=1_000, kind=FUTURE)
own_technology = flag("own_technology", "有自主知识产权的技术成果或专有技术", kind=FUTURE)
fixed_staff = count("fixed_staff", "固定人员", "人", most=10_000, kind=FUTURE)
plan_reviewed = flag("plan_reviewed", "实施方案经过专家论证", kind=FUTURE)
joint = flag("joint", "与其他单位联合共建", kind=RECHECK)
joint_agreement = flag("joint_agreement", "签有共建协议", kind=FUTURE)
host_share = rate(
    "host_share", "依托单位占比", help="科研条件、人员、项目、成果四项占比中最低的一项", kind=FUTURE
)
support_pledged = flag("support_pledged", "当地政府或归口管理部门承诺支持", kind=FUTURE)

# 2 依托单位是企业的；是高校、科研院所、技术机构的
by_enterprise = all_of(
    "by_enterprise",
    "企业依托",
    must(above_scale, P.above_scale, "规模以上企业"),
    must(rd_unit, P.rd_unit, "建有相对独立的研发机构"),
    at_least(technology_spend, P.technology_spend, "上年度科技经费投入不低于{bar}"),
)
by_academic = at_least(partner_companies, P.partner_companies, "与省内{bar}以上企业联合共建")
# 3 至 9
technology = must(own_technology, P.own_technology, "拥有自主知识产权的技术成果或专有技术")
team = at_least(fixed_staff, P.fixed_staff, "固定人员不少于{bar}")
planned = must(plan_reviewed, P.plan_reviewed, "实施方案经过专家论证")
together = all_of(
    "together",
    "联合共建",
    must(joint_agreement, P.joint_agreement, "依托单位与共建单位签订共建协议"),
    at_least(host_share, P.host_share, "依托单位自身条件、人员、项目、成果占{bar}以上"),
)
supported = must(support_pledged, P.support_pledged, "当地政府或归口管理部门承诺支持")

technology_centre = Policy(
    "technology-centre",
    "省技术创新中心组建",
    P,
    facts_of(
        host, above_scale, rd_unit, technology_spend, partner_companies, own_technology, fixed_staff,
        plan_reviewed, joint, joint_agreement, host_share, support_pledged,
    ),
    require=(
        where(case(host, "enterprise"), by_enterprise),
        where(case(host, "academic"), by_academic),
        technology,
        team,
        planned,
        where(given(joint), together),
        supported,
    ),
    words=Words(passed="可以申报组建", failed="暂不能申报组建", conditions="依托单位、人员与方案"),
)  # fmt: skip
