"""A small invented policy that uses what the first law does not: sequences, amounts, applicability, expert items. Test code only."""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import Condition, all_of, at_least, at_most, given, must, where
from jichuang.policy.declaration import Policy, facts_of
from jichuang.policy.facts import Sequence, count, flag, money
from jichuang.policy.numbers import either_way, greatest, least, share
from jichuang.policy.parameters import Book, Parameter
from jichuang.policy.scores import judged, scores_at_least, total


class P(Book, file=Path(__file__).with_name("toy.toml")):
    min_share: Parameter
    large: Parameter
    rate: Parameter
    cap: Parameter
    expert_maximum: Parameter
    pass_mark: Parameter
    accounts: Parameter


sales = Sequence(money("sales", "近三年销售收入", least=-(10**13)))
expense = Sequence(money("expense", "近三年研发费用"))
budget = money("budget", "预算", most=10**15)
lent = count("lent", "开放台时", "小时")
owned = count("owned", "总台时", "小时")
loss = flag("loss", "亏损")
accounts = flag("accounts", "有辅助账")
expert = count("expert", "专家评分", "分", most=30)

open_enough: Condition = at_least(
    share(lent, of=owned), P.min_share, "开放比例不低于{bar}", code="open_share"
)
only_large = where(open_enough, at_least(budget, P.large, "预算不低于{bar}", code="large"))
experts = total("points", "得分", judged("judgement", P.expert_maximum, "先进程度", expert))
extra = either_way(given(loss), 0, least(expense.latest * P.rate, P.cap))

toy = Policy(
    "toy",
    "试验政策",
    P,
    facts_of(sales, expense, budget, lent, owned, loss, accounts, expert),
    require=(only_large, all_of("books", "账", must(accounts, P.accounts, "有辅助账"))),
    pass_if=scores_at_least("points", experts, P.pass_mark, "得分不低于{bar}"),
    score=experts,
    amounts={"extra": extra, "growth": greatest(sales.latest - sales[0], 0), "all_years": expense.total},
)
ceiling: Condition = at_most(budget, P.large, "预算不超过{bar}", code="ceiling")
