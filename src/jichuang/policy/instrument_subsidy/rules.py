"""大型科研仪器开放共享后补助. Knows hours, income and grade of one unit's year; knows no invoice and no bank account.

Hebei's rate, cap and grade factors were not found: all figures here are unverified, shown for reference, and reject nobody. Hours are
those of the year assessed, added up over the unit's instruments; voucher money is taken out, so that no service is paid for twice.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from jichuang.policy.conditions import all_of, at_most, case, is_one_of, must
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import RECHECK, choice, count, flag, hours, money
from jichuang.policy.numbers import either_way, greatest, least, number, share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    on_network: Parameter
    paying_grades: Parameter
    within_effective: Parameter
    hours_of_year: Parameter
    rated_hours: Parameter
    rate: Parameter
    cap_unit: Parameter
    multiplier_excellent: Parameter
    multiplier_good: Parameter
    multiplier_qualified: Parameter
    multiplier_poor: Parameter


# 事实 One unit's year
on_network = flag("on_network", "仪器已在共享平台入网", kind=RECHECK)
grade = choice(
    "grade",
    "年度评价等次",
    {"excellent": "优秀", "good": "良好", "qualified": "合格", "poor": "较差"},
)
instruments = count("instruments", "应开放仪器台（套）数", "台（套）", most=100_000)
warmup_hours = hours("warmup_hours", "必要开机准备机时", help="空转待机不计")
measuring_hours = hours("measuring_hours", "测试机时")
processing_hours = hours("processing_hours", "必要后处理机时")
external_hours = hours("external_hours", "对外服务机时", help="为本法人单位以外的用户服务的机时")
external_income = money("external_income", "对外服务收入", help="当年开票并到账的对外服务收入")
voucher_income = money(
    "voucher_income", "其中创新券支付的收入", help="同一张发票不得既兑付创新券又计入后补助"
)

# 机时 Hours
SMALLEST = number(Decimal("0.1"))  # one step of an hour figure: without any hours the sharing rate is 0
effective_hours = warmup_hours + measuring_hours + processing_hours
sharing_rate = share(external_hours, of=greatest(effective_hours, SMALLEST))
utilisation = share(effective_hours, of=instruments * P.rated_hours)

# 申请条件
networked = must(on_network, P.on_network, "仪器已在共享平台入网")
assessed = is_one_of(grade, P.paying_grades, "年度评价为合格及以上")
sound_hours = all_of(
    "sound_hours",
    "机时数据核查",
    at_most(
        external_hours,
        effective_hours,
        "对外服务机时不超过有效工作机时（{bar}）",
        under=P.within_effective,
    ),
    at_most(
        effective_hours,
        instruments * P.hours_of_year,
        "有效工作机时不超过全年小时数（{bar}）",
        code="effective_hours",
        under=P.hours_of_year,
    ),
)

# 补助 = 比例 × 符合条件的对外服务收入 × 等次系数，不超过单位上限
multiplier = either_way(
    case(grade, "excellent"),
    P.multiplier_excellent,
    either_way(
        case(grade, "good"),
        P.multiplier_good,
        either_way(case(grade, "qualified"), P.multiplier_qualified, P.multiplier_poor),
    ),
)
eligible_income = external_income - voucher_income
subsidy = least(eligible_income * P.rate * multiplier, P.cap_unit)

instrument_subsidy = Policy(
    "instrument-subsidy",
    "大型科研仪器开放共享后补助",
    P,
    facts_of(
        on_network, grade, instruments, warmup_hours, measuring_hours, processing_hours, external_hours,
        external_income, voucher_income,
    ),
    require=(networked, assessed, sound_hours),
    amounts={
        "effective_hours": effective_hours,
        "external_hours": external_hours,
        "sharing_rate": sharing_rate,
        "utilisation": utilisation,
        "eligible_income": eligible_income,
        "subsidy": subsidy,
    },
    consistent=(Consistent(voucher_income, external_income, "创新券支付的收入不会超过对外服务收入"),),
    words=Words(
        passed="可以申请后补助",
        failed="不能申请后补助",
        conditions="入网、等次与机时",
        past="当年机时与收入以使用记录和发票为准，不能更改",
    ),
)  # fmt: skip
