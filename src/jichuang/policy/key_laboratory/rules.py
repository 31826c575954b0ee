"""省重点实验室建设. Knows the bars for setting one up; knows no laboratory, no member and no evaluation.

Read it beside 冀科平〔2018〕10号 (学科) and the trial rule for enterprises of the same summer. The figures of the rule of 2023 were not
seen; those of 2018 are listed for it as unverified.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, at_least, case, must, must_not, where
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, count, extent, flag, money
from jichuang.policy.numbers import share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    basic_research: Parameter
    projects_done: Parameter
    fixed_staff: Parameter
    host_staff_share: Parameter
    no_overlap: Parameter
    area: Parameter
    equipment: Parameter
    enterprise_equipment: Parameter


# 事实 What the host is asked
kind = choice("kind", "类型", {"discipline": "学科重点实验室", "enterprise": "企业重点实验室"}, kind=RECHECK)
basic_research = flag("basic_research", "以基础研究、应用基础研究、前沿技术研究为主要任务", kind=RECHECK)
projects_done = flag(
    "projects_done", "依托单位承担过国家或省级基础研究、应用基础研究和重点研发项目并取得重要成果"
)
fixed_staff = count("fixed_staff", "实验室固定人员", "人", most=10_000, kind=FUTURE)
host_staff = count("host_staff", "其中依托单位固定人员", "人", most=10_000, kind=FUTURE)
overlapping = flag(
    "overlapping", "固定人员与现有省级以上重点实验室重复交叉", says=("有重复", "无重复"), kind=RECHECK
)
area = extent("area", "科研办公用房面积", kind=FUTURE)
equipment = money("equipment", "实验仪器设备原值", kind=FUTURE)

# 申请建设学科重点实验室
discipline = all_of(
    "discipline",
    "学科重点实验室",
    must(basic_research, P.basic_research, "以基础研究、应用基础研究、前沿技术研究为主要工作任务"),
    must(projects_done, P.projects_done, "依托单位承担过国家或省级相关项目，取得重要科研成果"),
    at_least(fixed_staff, P.fixed_staff, "固定人员不少于{bar}"),
    at_least(
        share(host_staff, of=fixed_staff),
        P.host_staff_share,
        "依托单位固定人员占比在{bar}以上",
        code="host_staff_share",
    ),
    must_not(overlapping, P.no_overlap, "固定人员不与现有省级以上重点实验室重复交叉"),
    at_least(area, P.area, "科研办公用房面积不少于{bar}"),
    at_least(equipment, P.equipment, "实验仪器设备原值不低于{bar}"),
)

# 申请建设企业重点实验室（2018年首次启动，其余条件未见）
enterprise = at_least(
    equipment, P.enterprise_equipment, "仪器设备原值不低于{bar}", code="enterprise_equipment"
)

key_laboratory = Policy(
    "key-laboratory",
    "省重点实验室建设",
    P,
    facts_of(kind, basic_research, projects_done, fixed_staff, host_staff, overlapping, area, equipment),
    require=(where(case(kind, "discipline"), discipline), where(case(kind, "enterprise"), enterprise)),
    consistent=(Consistent(host_staff, fixed_staff, "依托单位固定人员不会超过固定人员总数"),),
    words=Words(
        passed="可以申请建设",
        failed="暂不能申请建设",
        conditions="任务、人员、用房与设备",
        past="已完成的项目不能更改",
    ),
)
