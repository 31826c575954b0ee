"""科技型中小企业贷款风险补偿. Knows one loan and its loss; knows no bank, no pool account and no posting.

Read it beside the province's trial rule of 2016: which banks, which loans, when a loss is shared and how much. The cap on all public
money and on one company are borrowed from elsewhere and unverified; recoveries after payment are posted by the ledger, not here.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import (
    all_of,
    any_of,
    at_least,
    at_most,
    case,
    is_one_of,
    more_than,
    must,
    where,
)
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FUTURE, RECHECK, Figure, choice, count, flag, money
from jichuang.policy.numbers import either_way, greatest, least, share
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    branch_cities: Parameter
    five_classes: Parameter
    registered: Parameter
    covered_loans: Parameter
    loan_cap: Parameter
    loan_exception: Parameter
    term_months: Parameter
    rate_factor: Parameter
    pool_bad_ratio: Parameter
    bad_classes: Parameter
    principal_lost: Parameter
    rate: Parameter
    cap_company: Parameter
    public_share: Parameter
    reward_rate: Parameter
    reward_cap: Parameter


# 事实 The bank, the loan, the loss
stage = choice(
    "stage", "办理事项", {"filing": "贷款备案", "claim": "补偿申请", "reward": "奖励申请"}, kind=RECHECK
)
branch_cities = count("branch_cities", "合作银行设有网点的设区市", "个", most=20, kind=FUTURE)
five_classes = flag("five_classes", "银行按五级分类管理贷款并准确计提拨备", kind=RECHECK)
registered = flag("registered", "企业在省内注册并列入科技型中小企业名录", kind=FUTURE)
loan_kind = choice(
    "loan_kind", "贷款种类", {"credit": "信用贷款", "patent": "专利权质押贷款", "other": "其他"}
)
loan = money("loan", "贷款本金", most=10**12)
loan_exception = flag("loan_exception", "管理机构同意超过单户上限", kind=FUTURE)
term_months = count("term_months", "贷款期限", "个月", most=600)
loan_rate = Figure("loan_rate", "贷款年利率", unit="%", scale=4, min=0, max=100)
base_rate = Figure("base_rate", "同期同档基准利率", unit="%", scale=4, min=0, max=100)
pool_loans = money("pool_loans", "资金池在保贷款余额", most=10**12)
pool_bad = money("pool_bad", "其中不良贷款余额", most=10**12)
loan_class = choice(
    "loan_class",
    "贷款五级分类",
    {"normal": "正常", "attention": "关注", "substandard": "次级", "doubtful": "可疑", "loss": "损失"},
)
principal_unpaid = money("principal_unpaid", "未收回本金", help="不含利息", most=10**12)
recovered = money("recovered", "其中执行、处置后收回", most=10**12)
other_public = money("other_public", "其他各级财政已补偿", most=10**12)
pool_balance = money("pool_balance", "补偿资金余额", most=10**12)
balance_before = money("balance_before", "银行前年末科技型中小企业贷款余额", most=10**14)
balance_last = money("balance_last", "银行上年末科技型中小企业贷款余额", most=10**14)

# 合作银行
bank = all_of(
    "bank",
    "合作银行",
    at_least(branch_cities, P.branch_cities, "在省内不少于{bar}设区市设有服务网点"),
    must(five_classes, P.five_classes, "按贷款五级分类标准分类，准确计提不良贷款拨备"),
)

# 贷款项目：备案时和申请补偿时
listed = must(registered, P.registered, "在我省注册并列入科技型中小企业名录")
covered = is_one_of(loan_kind, P.covered_loans, "信用贷款或专利权质押贷款")
size = any_of(
    "size",
    "单个企业贷款额度",
    at_most(loan, P.loan_cap, "单个企业贷款原则上不超过{bar}"),
    must(loan_exception, P.loan_exception, "超过的，经管理机构同意"),
)
term = at_least(term_months, P.term_months, "贷款期限{bar}以上（含）")
price = at_most(loan_rate, base_rate * P.rate_factor, "利率不高于基准利率上浮后的{bar}", under=P.rate_factor)
project = all_of("project", "贷款项目", listed, covered, size, term, price)
open_pool = at_most(
    share(pool_bad, of=pool_loans), P.pool_bad_ratio, "资金池不良率不超过{bar}", code="pool_bad_ratio"
)

# 补偿条件：次级以下，且遭受本金损失
loss = greatest(principal_unpaid - recovered, 0)
bad = is_one_of(loan_class, P.bad_classes, "被确定为次级以下类贷款")
lost = more_than(loss, P.principal_lost, "遭受本金损失", code="principal_loss")
suffered = all_of("suffered", "补偿条件", bad, lost)

# 补助 = 损失 × 比例，不超过单户上限、资金余额和各级财政合计上限
filing, claiming, rewarding = case(stage, "filing"), case(stage, "claim"), case(stage, "reward")
entitled = all_of("entitled", "可以补偿", bank, project, suffered)
payable = least(loss * P.rate, P.cap_company, pool_balance, greatest(loss * P.public_share - other_public, 0))
# 奖励 = 余额增长 × 比例，不超过单个银行上限
reward = least(greatest(balance_last - balance_before, 0) * P.reward_rate, P.reward_cap)

risk_compensation = Policy(
    "risk-compensation",
    "科技型中小企业贷款风险补偿",
    P,
    facts_of(
        stage, branch_cities, five_classes, registered, loan_kind, loan, loan_exception, term_months,
        loan_rate, base_rate, pool_loans, pool_bad, loan_class, principal_unpaid, recovered, other_public,
        pool_balance, balance_before, balance_last,
    ),
    require=(
        bank,
        where(filing | claiming, project),
        where(filing, open_pool),
        where(claiming, suffered),
    ),
    amounts={
        "loss": either_way(claiming, loss, 0),
        "compensation": either_way(claiming, either_way(entitled, payable, 0), 0),
        "reward": either_way(rewarding, reward, 0),
    },
    consistent=(
        Consistent(principal_unpaid, loan, "未收回本金不会超过贷款本金"),
        Consistent(recovered, principal_unpaid, "收回的本金不会超过未收回本金"),
        Consistent(pool_bad, pool_loans, "不良贷款余额不会超过贷款余额"),
    ),
    words=Words(
        passed="符合补偿范围",
        failed="不在补偿范围",
        conditions="银行、贷款与损失",
        past="已发放贷款的条件不能更改",
    ),
)  # fmt: skip
