"""科研诚信审查. Knows the records that block a person or a unit on one day; knows neither.

Asked at application, award, contract, payment, expert draw and prize. How long a record blocks is from memory (处理期限 of the rules of
2022 were not found): within the term a person decides, on the records the province keeps the rule itself does.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, at_least, case, given, must, must_not, where
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, choice, day, flag
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    no_misconduct: Parameter
    not_on_national_record: Parameter
    not_on_hebei_record: Parameter
    term_light: Parameter
    term_medium: Parameter
    term_serious: Parameter
    never_again: Parameter
    closed_revoked: Parameter


# 事实 One person or unit, on one day
LISTED = ("在记录中", "不在记录中")
under_sanction = flag(
    "under_sanction", "国家科技计划科研不端行为处理决定在案", says=("有", "无"), kind=RECHECK
)
national_record = flag("national_record", "科研严重失信行为记录", says=LISTED, kind=RECHECK)
hebei_record = flag("hebei_record", "河北省科研失信行为记录", says=LISTED, kind=RECHECK)
severity = choice(
    "severity",
    "已作认定的失信程度",
    {"none": "无", "light": "较轻", "medium": "较重", "serious": "严重", "grave": "特别严重"},
)
started_on = day("started_on", "处理期起算日")
checked_on = day("checked_on", "审查日", help="申报、立项、签订、拨款、抽取专家或提名之日")
lifted = flag("lifted", "已修复或经决定解除", kind=RECHECK)
revoked_project = flag("revoked_project", "承担的项目被撤销或终止", kind=RECHECK)
revocation_closed = flag("revocation_closed", "按期提交财务报告和资产清单", kind=FUTURE)

# 记录 Records that name the subject
clean = all_of(
    "clean",
    "诚信记录",
    must_not(under_sanction, P.no_misconduct, "无科研不端行为处理决定在案"),
    must_not(national_record, P.not_on_national_record, "未列入科研严重失信行为记录"),
    must_not(hebei_record, P.not_on_hebei_record, "未列入河北省科研失信行为记录"),
)

# 期限 Terms of findings already made
served = checked_on - started_on
expired = all_of(
    "expired",
    "处理期限",
    where(case(severity, "light"), at_least(served, P.term_light, "较轻：满{bar}", code="term_light")),
    where(case(severity, "medium"), at_least(served, P.term_medium, "较重：满{bar}", code="term_medium")),
    where(case(severity, "serious"), at_least(served, P.term_serious, "严重：满{bar}", code="term_serious")),
    where(case(severity, "grave"), must(lifted, P.never_again, "特别严重：须经决定解除")),
)

# 撤销项目 Projects taken away
closed = must(revocation_closed, P.closed_revoked, "被撤销项目按期提交财务报告和资产清单")

integrity = Policy(
    "integrity",
    "科研诚信审查",
    P,
    facts_of(
        under_sanction, national_record, hebei_record, severity, started_on, checked_on, lifted,
        revoked_project, revocation_closed,
    ),
    require=(clean, where(~given(lifted), expired), where(given(revoked_project), closed)),
    consistent=(Consistent(started_on, checked_on, "处理期起算日不会晚于审查日"),),
    words=Words(passed="无诚信限制", failed="受诚信限制", conditions="记录、期限与撤销项目"),
)  # fmt: skip
