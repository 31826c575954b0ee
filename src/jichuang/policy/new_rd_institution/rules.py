"""新型研发机构备案. Knows five conditions in words and what other provinces count; knows no institution.

Read it beside 国科发政〔2019〕313号. The figures are customary elsewhere, Hebei's guide of 2018 was not found: they reject nobody.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, any_of, at_least, case, must, where
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, count, extent, flag, money
from jichuang.policy.numbers import share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    independent: Parameter
    research_is_main: Parameter
    facilities: Parameter
    stable_team: Parameter
    stable_income: Parameter
    running_months: Parameter
    rd_staff_share: Parameter
    rd_spend_share: Parameter
    rd_spend: Parameter
    equipment: Parameter
    site: Parameter


# 事实 What the institution is asked
stage = choice("stage", "类型", {"starting": "初创型", "growing": "成长型"}, kind=RECHECK)
independent = flag("independent", "独立法人，内控制度健全完善", kind=RECHECK)
research_is_main = flag("research_is_main", "主要开展研发、成果转化和研发服务", kind=RECHECK)
has_facilities = flag("has_facilities", "有研发、试验、服务所必需的条件和设施", kind=FUTURE)
stable_team = flag("stable_team", "人才团队结构合理稳定、研发能力较强", kind=FUTURE)
stable_income = flag("stable_income", "有相对稳定的收入来源", kind=FUTURE)
running_months = count("running_months", "在省内注册并运营时间", "个月", most=1_200)
staff = count("staff", "职工总数", "人", most=100_000, kind=FUTURE)
rd_staff = count("rd_staff", "其中研发人员", "人", most=100_000, kind=FUTURE)
income = money("income", "上年度总收入")
rd_spend = money("rd_spend", "上年度研发支出")
equipment = money("equipment", "科研仪器设备原值", kind=FUTURE)
site = extent("site", "科研场地面积", kind=FUTURE)

# 新型研发机构一般应符合以下条件
conditions = all_of(
    "conditions",
    "基本条件",
    must(independent, P.independent, "具有独立法人资格，内控制度健全完善"),
    must(research_is_main, P.research_is_main, "主要开展研究、共性关键技术研发、成果转移转化和研发服务"),
    must(has_facilities, P.facilities, "拥有开展研发、试验、服务等所必需的条件和设施"),
    must(stable_team, P.stable_team, "具有结构相对合理稳定、研发能力较强的人才团队"),
    must(stable_income, P.stable_income, "具有相对稳定的收入来源"),
)
established = at_least(running_months, P.running_months, "成长型：在省内注册并运营满{bar}")

# 参考数值（他省常见）
reference = all_of(
    "reference",
    "参考数值",
    at_least(share(rd_staff, of=staff), P.rd_staff_share, "研发人员占比不低于{bar}", code="rd_staff_share"),
    any_of(
        "research_money",
        "研发支出",
        at_least(
            share(rd_spend, of=income), P.rd_spend_share, "研发支出占总收入不低于{bar}", code="rd_spend_share"
        ),
        at_least(rd_spend, P.rd_spend, "或研发支出不低于{bar}"),
    ),
    at_least(equipment, P.equipment, "科研仪器设备原值不低于{bar}"),
    at_least(site, P.site, "科研场地面积不低于{bar}"),
)

new_rd_institution = Policy(
    "new-rd-institution",
    "新型研发机构备案",
    P,
    facts_of(
        stage, independent, research_is_main, has_facilities, stable_team, stable_income, running_months,
        staff, rd_staff, income, rd_spend, equipment, site,
    ),
    require=(conditions, where(case(stage, "growing"), established), reference),
    consistent=(Consistent(rd_staff, staff, "研发人员不会超过职工总数"),),
    words=Words(passed="可以申请备案", failed="暂不能申请备案", conditions="法人、团队、投入与条件"),
)  # fmt: skip
