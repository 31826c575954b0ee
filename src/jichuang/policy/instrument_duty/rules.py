"""大型科研仪器开放义务. Knows which instrument has to be open to others; knows no booking, no price, no owner.

Read it beside 国发〔2014〕70号 and item 1 of the plan of 2018. Passing means the duty exists; an instrument outside it may still be
opened of one's own will. Which reasons excuse is not published: a stated reason is left to a person.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import any_of, at_least, is_none_of, must
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FIXED, RECHECK, choice, flag, money
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    public_money: Parameter
    national_floor: Parameter
    hebei_floor: Parameter
    exempt_reasons: Parameter


# 事实 What is asked about one instrument (台/套)
original_value = money("original_value", "单台（套）原值", help="购置时的入账价值，成套使用的按套计")
publicly_funded = flag("publicly_funded", "使用政府预算资金购置", help="全部或部分使用财政资金", kind=FIXED)
withheld_for = choice(
    "withheld_for",
    "不开放的理由",
    {
        "none": "无",
        "classified": "涉密",
        "dedicated": "专用在线",
        "dangerous": "使用危险",
        "warranty": "保修期内",
        "other": "其他",
    },
    kind=RECHECK,
)

# 国发〔2014〕70号 政府预算资金投入购置的科研仪器，除另有规定外向社会开放
paid_by_public = must(publicly_funded, P.public_money, "使用政府预算资金购置")
large = any_of(
    "large",
    "达到应当开放的原值",
    at_least(
        original_value, P.national_floor, "原值不低于{bar}，纳入国家网络管理平台", code="national_floor"
    ),
    at_least(original_value, P.hebei_floor, "原值不低于{bar}，按本省要求面向社会开放", code="hebei_floor"),
)
no_excuse = is_none_of(withheld_for, P.exempt_reasons, "没有可以不开放的理由")

instrument_duty = Policy(
    "instrument-duty",
    "大型科研仪器开放义务",
    P,
    facts_of(original_value, publicly_funded, withheld_for),
    require=(paid_by_public, large, no_excuse),
    words=Words(
        passed="应当向社会开放",
        failed="不在必须开放之列，可以自愿开放",
        conditions="资金来源、原值与理由",
        past="原值以入账价值为准",
    ),
)
