"""高新技术企业后备培育库：自查梯队. Knows how near a firm is to the conditions of 第十一条; rejects nobody.

The library's own conditions are not published; all its figures are 推定 (status unverified) and follow 国科发火〔2016〕32号 第十一条 item by
item: 2 分 where the condition is reached, 1 分 where it is near. The rung follows from the points.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import any_of, at_least, holds, must_not
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, Sequence, average, count, day, flag, money
from jichuang.policy.numbers import either_way, share
from jichuang.policy.parameters import Book, Parameter
from jichuang.policy.scores import bands, best_of, scores_at_least, total


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    no_violation: Parameter
    some_property: Parameter
    age_bands: Parameter
    owned_bands: Parameter
    filed_bands: Parameter
    field_bands: Parameter
    people_bands: Parameter
    small_sales: Parameter
    middle_sales: Parameter
    small_intensity: Parameter
    middle_intensity: Parameter
    large_intensity: Parameter
    research_bands: Parameter
    income_bands: Parameter
    mature: Parameter
    growing: Parameter
    starting: Parameter


# 事实：与高新技术企业认定同名的，口径相同
registered_on = day("registered_on", "注册成立日期")
applied_on = day("applied_on", "自查日期")
owned_ip = count("owned_ip", "已拥有所有权的核心知识产权", "项", most=100_000, kind=FUTURE, effort=2)
filed_ip = count("filed_ip", "已受理尚未授权的知识产权申请", "项", most=100_000, kind=FUTURE, effort=1)
field_level = count(
    "field_level", "主要产品（服务）已对应到技术领域目录的级次", "级", most=3, kind=FUTURE, effort=1
)
staff_avg = average("staff_avg", "职工总数（全年月平均）", "人")
tech_staff_avg = average("tech_staff_avg", "科技人员数（全年月平均）", "人")
sales = Sequence(money("sales", "近三年销售收入"))
rd_expense = Sequence(money("rd_expense", "近三年研究开发费用"))
hitech_income = money("hitech_income", "高新技术产品（服务）收入", help="最近一年")
total_income = money("total_income", "总收入", help="最近一年，收入总额减去不征税收入")
serious_violation = flag(
    "serious_violation", "近一年有重大安全、重大质量事故或严重环境违法行为", says=("有记录", "无记录")
)

# 入库的前提
no_violation = must_not(serious_violation, P.no_violation, "近一年无重大安全、重大质量事故或严重环境违法行为")
some_property = at_least(
    owned_ip + filed_ip, P.some_property, "申请中或已拥有的知识产权不少于{bar}", code="some_property"
)

# 逐项分级：达到 2 分，接近 1 分
age = bands("age", applied_on - registered_on, P.age_bands, "注册成立时间")
property_ = best_of(
    "property",
    "核心知识产权",
    bands("owned", owned_ip, P.owned_bands, "已拥有所有权"),
    bands("filed", filed_ip, P.filed_bands, "申请已受理"),
)
field = bands("field", field_level, P.field_bands, "技术领域对应到目录")
people = bands("people", share(tech_staff_avg, of=staff_avg), P.people_bands, "科技人员占职工总数的比例")

# 研发强度按最近一年销售收入分三档：应达数 = 三年销售收入之和 × 该档比例
intensity = either_way(
    holds(sales.latest, "<=", P.small_sales),
    P.small_intensity,
    either_way(holds(sales.latest, "<=", P.middle_sales), P.middle_intensity, P.large_intensity),
)
research = bands(
    "research",
    share(rd_expense.total, of=sales.total * intensity),
    P.research_bands,
    "研究开发费用占应达数的比例",
)
income = bands(
    "income", share(hitech_income, of=total_income), P.income_bands, "高新技术产品（服务）收入占总收入的比例"
)
points = total("score", "达到和接近的条件", age, property_, field, people, research, income)

# 梯队：先列最高的
rungs = any_of(
    "rungs",
    "梯队",
    scores_at_least("mature", points, P.mature, "成熟（六项条件全部达到，{bar}）"),
    scores_at_least("growing", points, P.growing, "培育（不少于{bar}）"),
    scores_at_least("starting", points, P.starting, "起步（不少于{bar}）"),
)

hnte_reserve = Policy(
    "hnte-reserve",
    "高新技术企业后备培育库自查",
    P,
    facts_of(
        registered_on, applied_on, owned_ip, filed_ip, field_level, staff_avg, tech_staff_avg,
        sales, rd_expense, hitech_income, total_income, serious_violation,
    ),
    require=(no_violation, some_property),
    pass_if=rungs,
    score=points,
    shortcut=rungs,
    consistent=(
        Consistent(tech_staff_avg, staff_avg, "科技人员数不会超过职工总数"),
        Consistent(hitech_income, total_income, "高新技术产品（服务）收入不会超过总收入"),
        Consistent(registered_on, applied_on, "注册成立日期不会晚于自查日期"),
    ),
    words=Words(
        passed="可列入后备培育",
        failed="尚未进入梯队",
        conditions="前提条件",
        by_shortcut="所在梯队",
        effort="按准备的难易计：取得授权2，提交申请1，目录对应每级1",
        lever="补上",
    ),
)  # fmt: skip
