"""引导基金参股子基金. Knows the ratios of a sub-fund of either fund; knows no manager, no investor, no investee.

Read it beside the rule of the province's angel guidance fund and the guide of its venture guidance fund, both of 2017. What share an
angel sub-fund has to invest at home in seed and early companies was cut off in every copy found and is not asked.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, at_least, at_most, case, less_than, must, must_not, where
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, count, flag, money, rate
from jichuang.policy.numbers import either_way, share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    registered: Parameter
    angel_size: Parameter
    money_only: Parameter
    not_sole: Parameter
    angel_share: Parameter
    not_largest: Parameter
    angel_investment: Parameter
    no_control: Parameter
    social_first: Parameter
    venture_size: Parameter
    lead_net_assets: Parameter
    lead_share: Parameter
    holder_least: Parameter
    holders_least: Parameter
    holders_most: Parameter
    venture_share: Parameter
    venture_investment: Parameter
    venture_equity: Parameter
    manager_reward: Parameter


# 事实 The sub-fund as proposed
fund = choice("fund", "引导基金", {"angel": "天使投资引导基金", "venture": "战略性新兴产业创业投资引导基金"})
fund_size = money("fund_size", "子基金规模", kind=FUTURE)
guide_amount = money("guide_amount", "引导基金出资", kind=FUTURE)
largest_other = money("largest_other", "其他出资人中最大的出资额", kind=FUTURE)
registered = flag("registered", "在河北省域内注册", kind=FUTURE)
money_only = flag("money_only", "全部以货币形式出资", kind=FUTURE)
sole_founder = flag("sole_founder", "由引导基金单独发起", says=("单独发起", "联合发起"), kind=RECHECK)
social_first = flag("social_first", "社会出资人的资金先于引导基金到位", kind=FUTURE)
investment_cap = money("investment_cap", "约定的单个企业投资额上限", kind=FUTURE)
may_control = flag("may_control", "约定可以控股所投企业", says=("可以控股", "不控股"), kind=FUTURE)
lead_net_assets = money("lead_net_assets", "主发起人净资产", kind=RECHECK)
lead_amount = money("lead_amount", "主发起人出资", kind=FUTURE)
smallest_other = money("smallest_other", "其他出资人中最小的出资额", kind=FUTURE)
holders = count("holders", "出资人数量", "个", most=200, kind=FUTURE)
investment_share = rate("investment_share", "约定的单个企业累计投资占可投资规模上限", kind=FUTURE)
equity_share = rate("equity_share", "约定的占被投资企业总股本上限", kind=FUTURE)

# 天使投资引导基金 新设立的子基金应满足下列要求
angel = all_of(
    "angel",
    "天使投资子基金",
    must(registered, P.registered, "在河北省域内注册"),
    at_least(fund_size, P.angel_size, "子基金规模不低于{bar}", code="angel_size"),
    must(money_only, P.money_only, "以货币形式出资"),
    must_not(sole_founder, P.not_sole, "引导基金不单独发起设立子基金"),
    at_most(
        share(guide_amount, of=fund_size),
        P.angel_share,
        "引导基金参股比例不超过子基金规模的{bar}",
        code="angel_share",
    ),
    less_than(
        guide_amount, largest_other, "引导基金不成为第一大股东", code="not_largest", under=P.not_largest
    ),
    at_most(investment_cap, P.angel_investment, "对单个企业的投资额不超过{bar}"),
    must_not(may_control, P.no_control, "对所投企业不控股"),
    must(social_first, P.social_first, "社会出资人的资金先于引导基金到位"),
)

# 战略性新兴产业创业投资引导基金 参股基金
venture = all_of(
    "venture",
    "创业投资参股基金",
    at_least(fund_size, P.venture_size, "募集资金总额不低于{bar}", code="venture_size"),
    at_least(lead_net_assets, P.lead_net_assets, "主发起人净资产不低于{bar}"),
    at_least(
        share(lead_amount, of=fund_size), P.lead_share, "主发起人出资不低于总规模的{bar}", code="lead_share"
    ),
    at_least(smallest_other, P.holder_least, "其他出资人出资不低于{bar}"),
    at_least(holders, P.holders_least, "出资人不少于{bar}", code="holders_least"),
    at_most(holders, P.holders_most, "出资人不超过{bar}", code="holders_most"),
    at_most(
        share(guide_amount, of=fund_size),
        P.venture_share,
        "引导基金出资不超过承诺出资额的{bar}",
        code="venture_share",
    ),
    at_most(investment_share, P.venture_investment, "对单个企业累计投资不超过可投资规模的{bar}"),
    at_most(equity_share, P.venture_equity, "持股不超过被投资企业总股本的{bar}"),
)

guidance_fund = Policy(
    "guidance-fund",
    "引导基金参股子基金",
    P,
    facts_of(
        fund, fund_size, guide_amount, largest_other, registered, money_only, sole_founder, social_first,
        investment_cap, may_control, lead_net_assets, lead_amount, smallest_other, holders,
        investment_share, equity_share,
    ),
    require=(where(case(fund, "angel"), angel), where(case(fund, "venture"), venture)),
    amounts={
        "guide_most": fund_size * either_way(case(fund, "angel"), P.angel_share, P.venture_share),
        "leverage": share(fund_size, of=guide_amount),
    },
    consistent=(
        Consistent(guide_amount, fund_size, "引导基金出资不会超过子基金规模"),
        Consistent(lead_amount, fund_size, "主发起人出资不会超过子基金规模"),
        Consistent(largest_other, fund_size, "一个出资人的出资不会超过子基金规模"),
        Consistent(smallest_other, largest_other, "最小的出资额不会超过最大的出资额"),
    ),
    words=Words(passed="符合参股条件", failed="不符合参股条件", conditions="规模、比例与投资限制"),
)  # fmt: skip
