"""科技型中小企业评价. Knows the law; knows no database, no request, no applicant's name.

Read it beside 国科发政〔2017〕115号: chapter by chapter, the sentences are in the same order. Figures and dates are in
`parameters.toml`, each with its document, article and how far it has been verified.
"""

from __future__ import annotations

from pathlib import Path

from jichuang.policy.conditions import all_of, any_of, at_most, must, must_not
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.facts import FIXED, FUTURE, RECHECK, count, flag, money
from jichuang.policy.numbers import share
from jichuang.policy.parameters import Book, Parameter
from jichuang.policy.scores import bands, best_of, scores_at_least, total


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    resident: Parameter
    max_staff: Parameter
    max_sales: Parameter
    max_assets: Parameter
    allowed_industry: Parameter
    no_violation: Parameter
    not_abnormal: Parameter
    not_dishonest: Parameter
    sound_accounts: Parameter
    deductible_industry: Parameter
    people_bands: Parameter
    rd_sales_bands: Parameter
    rd_cost_bands: Parameter
    class1_bands: Parameter
    class2_bands: Parameter
    pass_mark: Parameter
    people_minimum: Parameter
    direct_hnte: Parameter
    direct_award: Parameter
    direct_body: Parameter
    direct_standard: Parameter
    publicity_days: Parameter
    entry_ends: Parameter
    number_form: Parameter
    number_position_11: Parameter
    change_report_months: Parameter
    early_filing_ends: Parameter
    rate_marks: Parameter
    announced_by: Parameter
    filing_opens: Parameter
    filing_closes: Parameter


# 事实 What the enterprise is asked
RECORD, LISTED = ("有记录", "无记录"), ("已列入", "未列入")
staff = count("staff", "职工总数", "人", help="上年度平均，含签订劳动合同及累计工作6个月以上的人员")
tech_staff = count(
    "tech_staff", "科技人员数", "人", help="上年度直接从事研发和相关技术创新活动及管理服务，累计工作6个月以上"
)
sales = money("sales", "年销售收入", help="上年度主营业务收入与其他业务收入之和")
assets = money("assets", "资产总额", help="上年度末")
rd_expense = money("rd_expense", "研发费用", help="上年度，按税前加计扣除口径（财税〔2015〕119号）归集")
cost_expense = money("cost_expense", "成本费用支出", help="上年度")
ip_class1 = count("ip_class1", "Ⅰ类知识产权", "项", most=100_000, kind=FUTURE, effort=5)
ip_class2 = count("ip_class2", "Ⅱ类知识产权", "项", most=100_000, kind=FUTURE, effort=1)
resident_enterprise = flag("resident_enterprise", "在中国境内（不含港澳台）注册的居民企业")
restricted_industry = flag("restricted_industry", "产品或服务属于国家禁止、限制或淘汰类", kind=RECHECK)
serious_violation = flag(
    "serious_violation",
    "上一年及当年有重大安全、质量事故，严重环境违法或科研严重失信",
    kind=FIXED,
    says=RECORD,
)
abnormal_list = flag("abnormal_list", "列入经营异常名录", kind=RECHECK, says=LISTED)
dishonest_list = flag("dishonest_list", "列入严重违法失信企业名单", kind=RECHECK, says=LISTED)
accounts_sound = flag(
    "accounts_sound", "会计核算健全、查账征收、能准确归集研发费用并缴纳企业所得税", kind=RECHECK
)
deduction_excluded = flag("deduction_excluded", "属于不适用税前加计扣除政策的行业", kind=RECHECK)
hnte_certificate_valid = flag("hnte_certificate_valid", "有有效期内的高新技术企业证书", kind=FUTURE)
national_award_top3 = flag("national_award_top3", "近五年获国家级科技奖励且列获奖单位前三名", kind=FUTURE)
provincial_rd_body = flag("provincial_rd_body", "有经认定的省部级以上研发机构", kind=FUTURE)
led_standard = flag("led_standard", "近五年主导制定过国际、国家或行业标准", kind=FUTURE)

# 第六条 科技型中小企业须同时满足以下条件
resident = must(resident_enterprise, P.resident, "在中国境内（不含港、澳、台地区）注册的居民企业")
size = all_of(
    "size",
    "企业规模",
    at_most(staff, P.max_staff, "职工总数不超过{bar}"),
    at_most(sales, P.max_sales, "年销售收入不超过{bar}"),
    at_most(assets, P.max_assets, "资产总额不超过{bar}"),
)
not_restricted = must_not(
    restricted_industry, P.allowed_industry, "产品和服务不属于国家规定的禁止、限制和淘汰类"
)
clean_record = all_of(
    "clean_record",
    "合规记录",
    must_not(
        serious_violation,
        P.no_violation,
        "上一年及当年无重大安全、质量事故，无严重环境违法、科研严重失信行为",
    ),
    must_not(abnormal_list, P.not_abnormal, "未列入经营异常名录"),
    must_not(dishonest_list, P.not_dishonest, "未列入严重违法失信企业名单"),
)
taxed_on_accounts = all_of(
    "taxed_on_accounts",
    "征收方式与行业",
    must(accounts_sound, P.sound_accounts, "会计核算健全，实行查账征收，能准确归集研发费用，缴纳企业所得税"),
    must_not(deduction_excluded, P.deductible_industry, "不属于不适用税前加计扣除政策的行业"),
)

# 第七条 评价指标，满分100分
people = bands("people", share(tech_staff, of=staff), P.people_bands, "科技人员占职工总数的比例")
research = best_of(
    "research",
    "研发投入（两项比例择优）",
    bands("rd_to_sales", share(rd_expense, of=sales), P.rd_sales_bands, "研发费用占销售收入的比例"),
    bands("rd_to_cost", share(rd_expense, of=cost_expense), P.rd_cost_bands, "研发费用占成本费用支出的比例"),
)
achievements = best_of(
    "property",
    "与主要产品（服务）相关的有效知识产权",
    bands("class1", ip_class1, P.class1_bands, "Ⅰ类知识产权"),
    bands("class2", ip_class2, P.class2_bands, "Ⅱ类知识产权"),
)
points = total("score", "综合评价得分", people, research, achievements)
enough = scores_at_least("score", points, P.pass_mark, "综合评价得分不低于{bar}")
with_people = scores_at_least("people_counts", people, P.people_minimum, "科技人员指标得分不为零")

# 第八条 符合第六条前四项，且满足下列任一项的，直接确认
direct = any_of(
    "direct",
    "第八条任一项",
    must(hnte_certificate_valid, P.direct_hnte, "拥有有效期内高新技术企业资格证书"),
    must(national_award_top3, P.direct_award, "近五年内获得国家级科技奖励，并在获奖单位中排在前三名"),
    must(provincial_rd_body, P.direct_body, "拥有经认定的省部级以上研发机构"),
    must(led_standard, P.direct_standard, "近五年内主导制定过国际标准、国家标准或行业标准"),
)

tech_sme = Policy(
    "tech-sme",
    "科技型中小企业评价",
    P,
    facts_of(
        staff, tech_staff, sales, assets, rd_expense, cost_expense, ip_class1, ip_class2,
        resident_enterprise, restricted_industry, serious_violation, abnormal_list, dishonest_list,
        hnte_certificate_valid, national_award_top3, provincial_rd_body, led_standard,
        accounts_sound, deduction_excluded,
    ),
    require=(resident, size, not_restricted, clean_record, taxed_on_accounts),
    pass_if=direct | enough & with_people,
    score=points,
    shortcut=direct,
    consistent=(
        Consistent(tech_staff, staff, "科技人员数不会超过职工总数"),
        Consistent(rd_expense, cost_expense, "研发费用不会超过成本费用支出"),
    ),
    words=Words(
        passed="可以入库",
        failed="暂不能入库",
        conditions="规模与合规条件",
        shortcut="若第八条任一项成立，可直接入库",
        by_shortcut="可直接入库",
        effort="按知识产权件数计，1项Ⅰ类按分值折合5项Ⅱ类",
    ),
)  # fmt: skip
