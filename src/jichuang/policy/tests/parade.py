"""A second invented policy, one of each: words, days, records, worked-out bars, strict bars, spans, letters, ranges. Test code only."""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.amounts import between
from jichuang.policy.conditions import (
    all_of,
    at_least,
    at_most,
    case,
    given,
    holds,
    is_none_of,
    is_one_of,
    more_than,
    where,
)
from jichuang.policy.declaration import Consistent, Policy, facts_of
from jichuang.policy.facts import Sequence, choice, code, count, day, flag, money, record, records, year
from jichuang.policy.numbers import either_way, least, quotient, rounded, share
from jichuang.policy.parameters import Book, Parameter
from jichuang.policy.scores import (
    bands,
    by_case,
    least_points,
    letter,
    most_points,
    scores_at_least,
    total,
)


class P(Book, file=Path(__file__).with_name("parade.toml")):
    industries: Parameter
    kinds: Parameter
    minimum_days: Parameter
    other_cap: Parameter
    ceiling: Parameter
    growth_bands: Parameter
    own: Parameter
    bought: Parameter
    cap: Parameter
    mark: Parameter
    low_rate: Parameter
    high_rate: Parameter


kind = choice("kind", "类型", {"general": "一般企业", "maker": "制造业", "other": "其他"})
industry = code("industry", "行业代码", pattern=r"[A-T]\d{0,4}", example="C3911")
founded, asked = day("founded", "成立日"), day("asked", "申请日")
tax_year = year("tax_year", "年度")
personnel, other = money("personnel", "人员"), money("other", "其他")
projects = records("projects", "项目", personnel, other, flag("abroad", "境外"), longest=50)
worth = Sequence(money("worth", "净资产", least=-(10**13)))
spent, limit = money("spent", "支出"), money("limit", "预算")
self_made, acquired = flag("self_made", "自主研发"), flag("acquired", "受让")
panel = record(
    "panel", "专家评分", count("growth", "成长", "分", most=10), count("way", "方式", "分", most=6)
)

counted = projects.sum(least(other, personnel * P.other_cap) + personnel)
doubtful = holds(worth[0], "<=", 0) | holds(worth[-1], "<=", 0)
growth = share(worth[-1] - worth[0], of=worth[0])
growing = bands("growth", growth, P.growth_bands, "增长率", experts=panel["growth"], doubtful=doubtful)
way = by_case("way", "取得方式", (given(self_made), P.own), (given(acquired), P.bought), experts=panel["way"])
points = total("points", "得分", growing, way, cap=P.cap)
base = either_way(holds(tax_year, ">=", 2018), counted, 0)

parade = Policy(
    "parade",
    "样样都有",
    P,
    facts_of(
        kind, industry, founded, asked, tax_year, projects, worth, spent, limit, self_made, acquired, panel
    ),
    require=(
        is_one_of(kind, P.kinds, "类型适用"),
        is_none_of(industry, P.industries, "不属于不适用的行业"),
        at_least(asked - founded, P.minimum_days, "成立满{bar}", code="age"),
        more_than(spent, P.ceiling, "支出高于{bar}", code="above"),
        where(
            case(kind, "maker"),
            all_of(
                "making",
                "制造业",
                at_most(spent, limit * P.ceiling, "支出不超过{bar}", code="bounded", under=P.ceiling),
            ),
        ),
    ),
    pass_if=scores_at_least("points", points, P.mark, "得分不低于{bar}"),
    score=points,
    amounts={
        "base": base,
        "each": quotient(spent, tax_year - 2000, places=2, unit="元"),
        "cents": rounded(spent * P.low_rate, 1),
        "growth_rate": growth,
        "growth_letter": letter(growing),
        "tax": between(spent * P.low_rate, either_way(case(kind, "general"), spent, spent * 2) * P.high_rate),
        "least": least_points(points),
        "most": most_points(points),
    },
    consistent=(Consistent(spent, limit * 3, "支出不会超过预算三倍"),),
)
