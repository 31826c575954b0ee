"""咨询、催办、评价与回访的期限. Knows one question, one urge or one bad rating by its days; knows no person and no case.

Nobody is judged by it: every number is this installation's own arrangement until a document is found, so what exceeds it is shown as late, with
its source, and left to people. The hall counts its clocks from the same parameters.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import at_least, at_most
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import FIXED, count
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    answer_days: Parameter
    urge_every: Parameter
    invite_after: Parameter
    call_back_days: Parameter


# 事实 One service: a day not reached yet is not told
answered_in = count("answered_in", "答复咨询用时", "工作日", most=10_000, kind=FIXED)
urged_after = count("urged_after", "距上次催办", "工作日", most=10_000, kind=FIXED)
invited_after = count("invited_after", "办结至邀请评价", "日", most=10_000, kind=FIXED)
called_back_in = count("called_back_in", "回访整改用时", "工作日", most=10_000, kind=FIXED)

service_clocks = Policy(
    "service-clocks",
    "咨询、催办、评价与回访的期限",
    P,
    facts_of(answered_in, urged_after, invited_after, called_back_in),
    require=(
        at_most(answered_in, P.answer_days, "咨询在{bar}内答复"),
        at_least(urged_after, P.urge_every, "两次催办相隔不少于{bar}"),
        at_least(invited_after, P.invite_after, "办结满{bar}仍未评价的再邀请"),
        at_most(called_back_in, P.call_back_days, "不满意的评价在{bar}内回访整改"),
    ),
    words=Words(passed="都在期限内", failed="有超过期限的", conditions="答复、催办、邀请、回访"),
)
