"""居民企业技术转让所得减免企业所得税. Knows the law; knows no database, no request, no applicant's name.

Read it beside 企业所得税法实施条例第九十条, 国税函〔2009〕212号, 财税〔2010〕111号 and 财税〔2015〕116号. One calculation is one enterprise's
tax year: up to 500万元 of income is exempt, the part above it is halved.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.amounts import range_either_way
from jichuang.policy.conditions import any_of, at_least, at_most, given, less_than, where
from jichuang.policy.declaration import Policy, Words, facts_of
from jichuang.policy.facts import Figure, flag, money, rate
from jichuang.policy.numbers import greatest
from jichuang.policy.parameters import Book, Parameter


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    ownership: Parameter
    exclusive_licence_years: Parameter
    licence_years: Parameter
    affiliate_share: Parameter
    exempt: Parameter
    reduced_share: Parameter
    standard_tax_rate: Parameter
    hnte_tax_rate: Parameter


# 事实 What the enterprise is asked
transfer_price = money(
    "transfer_price", "技术转让收入", help="全年；不含随同销售的设备、仪器、零部件、原材料收入"
)
cost = money("cost", "技术转让成本", help="所转让无形资产的净值")
taxes_fees = money("taxes_fees", "相关税费及应分摊的期间费用")
hnte = flag("hnte", "高新技术企业")
licence_years = Figure(
    "licence_years", "许可使用年限", unit="年", scale=4, min=0, max=100, blank=0,
    help="转让所有权的不填，按0计",
)  # fmt: skip
exclusive = flag("exclusive", "全球独占许可")
affiliate_share = rate("affiliate_share", "与受让方直接或间接持股之和", help="0至1；没有关联关系的填0")

# 财税〔2010〕111号第二条、财税〔2015〕116号第二条 转让所有权，或5年以上（含5年）许可使用权
eligible_act = any_of(
    "act",
    "转让方式",
    at_most(licence_years, P.ownership, "转让技术的所有权", code="ownership"),
    where(
        given(exclusive),
        at_least(
            licence_years,
            P.exclusive_licence_years,
            "全球独占许可使用权不少于{bar}",
            code="exclusive_licence",
        ),
    ),
    at_least(
        licence_years, P.licence_years, "拥有所有权的技术许可使用权（含非独占）不少于{bar}", code="licence"
    ),
)

# 财税〔2010〕111号第四条 100%关联方之间的转让不享受
independent = less_than(affiliate_share, P.affiliate_share, "受让方不是直接或间接持股之和达到{bar}的关联方")

# 国税函〔2009〕212号第二条 技术转让所得 = 技术转让收入 − 技术转让成本 − 相关税费
income = transfer_price - cost - taxes_fees

# 实施条例第九十条 不超过500万元的部分免征，超过的部分减半；减半部分按法定税率，高新技术企业也是25%（国税函〔2010〕157号）
relieved = greatest(income - P.exempt, 0) * P.reduced_share
unrelieved = greatest(income, 0)
eligible = eligible_act & independent

taxable = range_either_way(eligible, relieved, unrelieved)
tax = range_either_way(
    eligible,
    relieved * P.standard_tax_rate,
    range_either_way(given(hnte), unrelieved * P.hnte_tax_rate, unrelieved * P.standard_tax_rate),
)

tech_transfer_income = Policy(
    "tech-transfer-income",
    "技术转让所得减免企业所得税",
    P,
    facts_of(transfer_price, cost, taxes_fees, hnte, licence_years, exclusive, affiliate_share),
    require=(eligible_act, independent),
    amounts={"income": income, "taxable": taxable, "tax": tax},
    words=Words(
        passed="可以享受技术转让所得减免", failed="不能享受技术转让所得减免", conditions="转让方式与关联关系"
    ),
)
