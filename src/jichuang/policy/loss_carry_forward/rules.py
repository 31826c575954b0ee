"""亏损结转弥补年限. Knows the law; knows no database, no request, no applicant's name.

Read it beside 企业所得税法第十八条 and 财税〔2018〕76号: five years for everybody, ten for the losses of the five years before a year
in which the enterprise is a 高新技术企业 or a 科技型中小企业. Losing that qualification later does not shorten them.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.amounts import range_either_way
from jichuang.policy.conditions import any_between, any_of, at_least
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import Sequence, year
from jichuang.policy.numbers import greatest
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    first_loss_year: Parameter
    ordinary_years: Parameter
    extended_years: Parameter
    years_before: Parameter
    first_qualified_year: Parameter


# 事实 What the enterprise is asked
loss_year = year("loss_year", "亏损发生的纳税年度")
qualified_years = Sequence(
    year(
        "qualified_years",
        "具备高新技术企业或科技型中小企业资格的年度",
        help="高新技术企业为证书有效期所在的年度，科技型中小企业为入库登记编号的年度",
    ),
    shortest=0,
    longest=50,
)

# 企业所得税法第十八条 纳税年度发生的亏损，准予向以后年度结转
ordinary = at_least(
    loss_year, P.first_loss_year, "纳税年度发生的亏损，准予向以后年度结转弥补", code="ordinary"
)

# 财税〔2018〕76号第一条 当年具备资格的企业，资格年度之前5个年度尚未弥补完的亏损
extended = any_between(
    "extended",
    qualified_years,
    greatest(loss_year + 1, P.first_qualified_year),
    loss_year + P.years_before,
    P.extended_years,
    "亏损发生在具备资格年度之前5个年度内，最长结转年限延长",
)

usable_until = range_either_way(extended, loss_year + P.extended_years, loss_year + P.ordinary_years)

loss_carry_forward = Policy(
    "loss-carry-forward",
    "亏损结转弥补年限",
    P,
    facts_of(loss_year, qualified_years),
    require=(any_of("term", "结转年限", ordinary, extended),),
    amounts={"usable_until": usable_until},
    words=Words(passed="亏损可以向以后年度结转弥补", failed="亏损不能结转弥补", conditions="结转年限"),
)
