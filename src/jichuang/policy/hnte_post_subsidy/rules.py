"""高新技术企业认定后补助：省级与市县. Knows what a newly recognised firm may be granted; knows no budget and no applicant.

The province's amount is of medium confidence (unverified). County tables are data: `local_first` and `local_renewal` hold an amount for each
county, 竞秀区 goes by bands of 营业收入. Figures and dates are in `parameters.toml`.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import any_of, case, given, holds, must
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, choice, flag, money
from jichuang.policy.numbers import either_way
from jichuang.policy.parameters import Book, Parameter
from jichuang.policy.tables import entry_of


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    recognised: Parameter
    moved_in: Parameter
    province_first: Parameter
    province_renewal: Parameter
    local_first: Parameter
    local_renewal: Parameter
    jingxiu_middle_from: Parameter
    jingxiu_large_from: Parameter
    jingxiu_small: Parameter
    jingxiu_middle: Parameter
    jingxiu_large: Parameter


# 事实
recognised = flag("recognised", "当年获得高新技术企业认定（含重新认定）", kind=FUTURE)
moved_in = flag("moved_in", "有效期内的高新技术企业整体迁入河北省", kind=FUTURE)
renewal = flag("renewal", "属于重新认定", says=("重新认定", "首次认定"))
county = choice(
    "county",
    "所在县（市、区）",
    {
        "jingxiu": "保定市竞秀区",
        "zhuozhou": "涿州市",
        "gaoyang": "高阳县",
        "qingyuan": "保定市清苑区",
        "fuping": "阜平县",
        "dingxing": "定兴县",
    },
    help="只列已收录奖补标准的县（市、区）",
)
revenue = money("revenue", "营业收入", help="上年度；竞秀区按此分档")

# 补助对象
eligible = any_of(
    "eligible",
    "补助对象",
    must(recognised, P.recognised, "当年获得高新技术企业认定"),
    must(moved_in, P.moved_in, "整体迁入，与新认定同等对待"),
)

# 省级：首次认定一次性补助
province_grant = either_way(given(renewal), P.province_renewal, P.province_first)

# 市县：竞秀区按营业收入分三档，其余按首次或重新认定
jingxiu_grant = either_way(
    holds(revenue, ">=", P.jingxiu_large_from),
    P.jingxiu_large,
    either_way(holds(revenue, ">=", P.jingxiu_middle_from), P.jingxiu_middle, P.jingxiu_small),
)
local_grant = either_way(
    case(county, "jingxiu"),
    jingxiu_grant,
    either_way(given(renewal), entry_of(P.local_renewal, county), entry_of(P.local_first, county)),
)

hnte_post_subsidy = Policy(
    "hnte-post-subsidy",
    "高新技术企业认定后补助",
    P,
    facts_of(recognised, moved_in, renewal, county, revenue),
    require=(eligible,),
    amounts={"province_grant": province_grant, "local_grant": local_grant},
    words=Words(passed="属于补助对象", failed="不属于补助对象", conditions="补助对象条件"),
)
