"""众创空间备案. Knows the ten conditions of a national filing and the province's two; knows no resident by name.

Read it beside 国科火字〔2017〕120号, condition by condition in its order. What the province asked in 2018 was not found.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, any_of, at_least, case, must, where
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, count, extent, flag
from jichuang.policy.numbers import share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    clear_model: Parameter
    legal_person: Parameter
    running_months: Parameter
    area: Parameter
    seats: Parameter
    open_share: Parameter
    residents: Parameter
    new_companies: Parameter
    financed: Parameter
    model_cases: Parameter
    staff: Parameter
    mentors: Parameter
    events: Parameter
    true_statistics: Parameter
    hebei_running_months: Parameter
    hebei_stats_years: Parameter


# 事实 What the operator is asked; yearly figures are those of the last full year
level = choice("level", "备案级别", {"national": "国家备案", "provincial": "省级备案"}, kind=RECHECK)
clear_model = flag("clear_model", "发展方向明确、模式清晰、可持续发展", kind=FUTURE)
legal_person = flag("legal_person", "设立专门运营管理机构并具有独立法人资格", kind=FUTURE)
running_months = count("running_months", "运营时间", "个月", most=1_200)
stats_years = count("stats_years", "火炬统计年数", "年", most=100)
area = extent("area", "服务场地面积", kind=FUTURE)
open_area = extent("open_area", "创业工位和公共服务场地面积", kind=FUTURE)
seats = count("seats", "创业工位", "个", most=100_000, kind=FUTURE)
residents = count("residents", "年协议入驻创业团队和企业", "家", most=100_000, kind=FUTURE)
new_companies = count("new_companies", "入驻团队年内注册成为新企业", "家", most=100_000, kind=FUTURE)
financed = count("financed", "年内获得融资的团队和企业", "家", most=100_000, kind=FUTURE)
model_cases = count("model_cases", "年内典型孵化案例", "个", most=100_000, kind=FUTURE)
staff = count("staff", "具备专业服务能力的专职人员", "人", most=100_000, kind=FUTURE)
mentors = count("mentors", "聘请的专兼职导师", "人", most=100_000, kind=FUTURE)
events = count("events", "年内创业活动", "场次", most=100_000, kind=FUTURE)
true_statistics = flag("true_statistics", "按要求上报统计数据且真实、完整", kind=RECHECK)

# 国家备案 申请国家备案众创空间，应同时具备下列条件
national = all_of(
    "national",
    "国家备案",
    must(clear_model, P.clear_model, "发展方向明确、模式清晰，具备可持续发展能力"),
    must(legal_person, P.legal_person, "设立专门运营管理机构，原则上具有独立法人资格"),
    at_least(running_months, P.running_months, "运营时间满{bar}"),
    any_of(
        "room",
        "场地或工位",
        at_least(area, P.area, "服务场地不低于{bar}"),
        at_least(seats, P.seats, "创业工位不少于{bar}"),
    ),
    at_least(
        share(open_area, of=area),
        P.open_share,
        "创业工位和公共服务场地不低于总面积的{bar}",
        code="open_share",
    ),
    at_least(residents, P.residents, "年协议入驻创业团队和企业不低于{bar}"),
    any_of(
        "growth",
        "新注册企业或获得融资",
        at_least(new_companies, P.new_companies, "每年注册成为新企业不低于{bar}"),
        at_least(financed, P.financed, "每年获得融资不低于{bar}"),
    ),
    at_least(model_cases, P.model_cases, "每年典型孵化案例不少于{bar}"),
    at_least(staff, P.staff, "专职人员至少{bar}"),
    at_least(mentors, P.mentors, "专兼职导师至少{bar}"),
    at_least(events, P.events, "每年活动不少于{bar}"),
    must(true_statistics, P.true_statistics, "上报统计数据且真实、完整"),
)

# 省级备案：2018年的数值未见，2024年起见到两条
provincial = all_of(
    "provincial",
    "省级备案",
    at_least(running_months, P.hebei_running_months, "运营主体注册满{bar}", code="hebei_running_months"),
    at_least(stats_years, P.hebei_stats_years, "火炬统计满{bar}", code="hebei_stats_years"),
)

maker_space = Policy(
    "maker-space",
    "众创空间备案",
    P,
    facts_of(
        level, clear_model, legal_person, running_months, stats_years, area, open_area, seats, residents,
        new_companies, financed, model_cases, staff, mentors, events, true_statistics,
    ),
    require=(where(case(level, "national"), national), where(case(level, "provincial"), provincial)),
    consistent=(Consistent(open_area, area, "创业工位和公共服务场地不会超过服务场地面积"),),
    words=Words(
        passed="可以申请备案",
        failed="暂不能申请备案",
        conditions="场地、队伍与孵化成效",
        past="运营时间与上年度成效不能更改",
    ),
)  # fmt: skip
