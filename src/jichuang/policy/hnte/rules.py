"""高新技术企业认定. Knows the law; knows no database, no request, no applicant's name.

Read it beside 国科发火〔2016〕32号 第十一条 and the score sheet of 国科发火〔2016〕195号: the sentences are in the same order. Figures
and dates are in `parameters.toml`, each with its document, clause and how far it has been verified.
"""

from __future__ import annotations

from jichuang.policy.conditions import (
    all_of,
    at_least,
    at_most,
    given,
    holds,
    is_one_of,
    more_than,
    must,
    must_not,
    where,
)
from jichuang.policy.declaration import Consistent, Policy, Words, facts_of
from jichuang.policy.hnte.facts import (
    applied_on,
    expert_scores,
    field_code,
    hitech_income,
    ip_class1,
    ip_class2,
    ip_self_developed,
    net_assets,
    owned_core_ip,
    rd_domestic,
    rd_expense,
    registered_on,
    sales,
    serious_violation,
    staff_avg,
    tech_staff_avg,
    total_income,
    transformations_3y,
)
from jichuang.policy.hnte.growth import doubtful_growth, growth_of, one_year_only
from jichuang.policy.hnte.parameters import P
from jichuang.policy.numbers import either_way, quotient, share
from jichuang.policy.scores import (
    bands,
    best_of,
    by_case,
    judged,
    least_points,
    letter,
    most_points,
    scores_at_least,
    total,
)

# 第十一条 认定为高新技术企业须同时满足以下条件
# （一）企业申请认定时须注册成立一年以上
registered = at_least(
    applied_on - registered_on, P.min_days, "申请认定时注册成立{bar}以上", code="registered"
)

# （二）通过自主研发、受让、受赠、并购等方式，获得对主要产品（服务）在技术上发挥核心支持作用的知识产权的所有权
ip_count = ip_class1 + ip_class2
owns_ip = all_of(
    "own_ip",
    "知识产权所有权",
    must(owned_core_ip, P.own_ip, "拥有对主要产品（服务）发挥核心支持作用的知识产权的所有权"),
    at_least(ip_count, P.own_ip_count, "有效知识产权不少于{bar}", code="ip_count"),
)

# （三）对主要产品（服务）发挥核心支持作用的技术属于《国家重点支持的高新技术领域》规定的范围
in_field = is_one_of(field_code, P.fields, "核心技术属于《国家重点支持的高新技术领域》规定的范围")

# （四）从事研发和相关技术创新活动的科技人员占当年职工总数的比例
enough_people = at_least(
    share(tech_staff_avg, of=staff_avg),
    P.tech_staff_min,
    "科技人员占职工总数的比例不低于{bar}",
    code="tech_staff",
    essential=True,
)

# （五）近三个会计年度（不满三年的按实际经营时间）研发费用总额占同期销售收入总额的比例，按最近一年销售收入分档
same_years = holds(
    rd_expense.length, "==", sales.length
)  # otherwise there is no such share, and a person decides
rd_to_sales = share(either_way(same_years, rd_expense.total, 0), of=either_way(same_years, sales.total, 0))
small = at_most(sales.latest, P.rd_small_sales, "最近一年销售收入不超过{bar}", code="small")
middle = all_of(
    "middle",
    "",
    more_than(sales.latest, P.rd_small_sales, "最近一年销售收入高于{bar}", code="above_small"),
    at_most(sales.latest, P.rd_middle_sales, "不超过{bar}", code="within_middle"),
)
large = more_than(sales.latest, P.rd_middle_sales, "最近一年销售收入高于{bar}", code="large")
enough_research = all_of(
    "rd_ratio",
    "研发费用",
    where(
        small,
        at_least(
            rd_to_sales,
            P.rd_ratio_tier_a,
            "近三年研发费用占销售收入的比例不低于{bar}",
            code="rd_ratio_a",
            essential=True,
        ),
    ),
    where(
        middle,
        at_least(
            rd_to_sales,
            P.rd_ratio_tier_b,
            "近三年研发费用占销售收入的比例不低于{bar}",
            code="rd_ratio_b",
            essential=True,
        ),
    ),
    where(
        large,
        at_least(
            rd_to_sales,
            P.rd_ratio_tier_c,
            "近三年研发费用占销售收入的比例不低于{bar}",
            code="rd_ratio_c",
            essential=True,
        ),
    ),
    at_least(
        share(rd_domestic, of=rd_expense.total),
        P.domestic_rd_min,
        "在中国境内发生的研发费用占全部研发费用的比例不低于{bar}",
        code="rd_domestic",
        essential=True,
    ),
)

# （六）近一年高新技术产品（服务）收入占企业同期总收入的比例
enough_income = at_least(
    share(hitech_income, of=total_income),
    P.product_income_min,
    "近一年高新技术产品（服务）收入占总收入的比例不低于{bar}",
    code="product_income",
    essential=True,
)

# （七）企业创新能力评价：工作指引的评分表，满分100分
# 1. 知识产权（不超过30分），由技术专家评价
quantity = best_of(
    "ip_quantity",
    "知识产权数量",
    bands("ip_class1", ip_class1, P.ip_class1_bands, "Ⅰ类知识产权"),
    bands("ip_class2", ip_class2, P.ip_class2_bands, "Ⅱ类知识产权"),
    experts=expert_scores["ip_quantity"],
)
way = by_case(
    "ip_way",
    "知识产权获得方式",
    (holds(ip_count, ">", 0) & given(ip_self_developed), P.ip_way_own),
    (holds(ip_count, ">", 0), P.ip_way_acquired),
    experts=expert_scores["ip_way"],
)
property_ = total(
    "ip",
    "知识产权",
    judged("technology", P.technology_max, "技术的先进程度", expert_scores["technology"]),
    judged("support", P.support_max, "对主要产品（服务）在技术上发挥核心支持作用", expert_scores["support"]),
    quantity,
    way,
    judged(
        "bonus",
        P.bonus_max,
        "加分：参与编制国家标准、行业标准、检测方法、技术规范",
        expert_scores["bonus"],
    ),
    cap=P.ip_cap,
)
# 2. 科技成果转化能力（不超过30分）：近3年科技成果转化的年平均数
yearly = quotient(transformations_3y, 3, places=2, unit="项")
transformation = bands(
    "transformation",
    yearly,
    P.transformation_bands,
    "科技成果转化年平均数",
    experts=expert_scores["transformation"],
    # 年平均不足1项、经营不满三年的，表中没有规定
    doubtful=holds(transformations_3y, ">", 0)
    & (holds(transformations_3y, "<", 3) | holds(sales.length, "<", 3)),
)
# 3. 研究开发组织管理水平（不超过20分）
management = total(
    "management",
    "研究开发组织管理水平",
    judged(
        "management_system",
        P.management_system_max,
        "组织管理制度、研发投入核算体系、研发费用辅助账",
        expert_scores["management_system"],
    ),
    judged(
        "research_body",
        P.research_body_max,
        "内设研发机构及科研条件、产学研合作",
        expert_scores["research_body"],
    ),
    judged(
        "transformation_system",
        P.transformation_system_max,
        "成果转化的组织实施与激励奖励制度、开放式创新创业平台",
        expert_scores["transformation_system"],
    ),
    judged(
        "talent", P.talent_max, "科技人员培养进修、技能培训、人才引进、绩效评价奖励", expert_scores["talent"]
    ),
)
# 4. 企业成长性（不超过20分），由财务专家评价
net_assets_growth = bands(
    "net_assets_growth",
    growth_of(net_assets),
    P.net_assets_growth_bands,
    "净资产增长率",
    experts=expert_scores["net_assets_growth"],
    doubtful=doubtful_growth(net_assets),
)
sales_growth = bands(
    "sales_growth",
    growth_of(sales),
    P.sales_growth_bands,
    "销售收入增长率",
    experts=expert_scores["sales_growth"],
    doubtful=doubtful_growth(sales),
)
first_year = by_case(
    "growth_one_year", "只有一年数据的，成长性按零分计", (one_year_only(sales), P.growth_one_year)
)
growth = total("growth", "企业成长性", net_assets_growth, sales_growth, first_year)

points = total("score", "创新能力评价得分", property_, transformation, management, growth)
innovative = scores_at_least("score", points, P.score_pass, "创新能力评价得分不低于{bar}")

# （八）申请认定前一年内未发生重大安全、重大质量事故或严重环境违法行为
clean_year = must_not(
    serious_violation, P.no_violation, "申请认定前一年内未发生重大安全、重大质量事故或严重环境违法行为"
)

hnte = Policy(
    "hnte",
    "高新技术企业认定",
    P,
    facts_of(
        registered_on, applied_on, owned_core_ip, field_code, staff_avg, tech_staff_avg, sales, net_assets,
        rd_expense, rd_domestic, hitech_income, total_income, serious_violation,
        ip_class1, ip_class2, ip_self_developed, transformations_3y, expert_scores,
    ),
    require=(registered, owns_ip, in_field, enough_people, enough_research, enough_income, clean_year),
    pass_if=innovative,
    score=points,
    amounts={
        "score_min": least_points(points),
        "score_max": most_points(points),
        "sales_growth": sales_growth.measured,
        "net_assets_growth": net_assets_growth.measured,
        "growth_band_sales": letter(sales_growth),
        "growth_band_net_assets": letter(net_assets_growth),
        "transformation_band": letter(transformation),
    },
    consistent=(
        Consistent(tech_staff_avg, staff_avg, "科技人员数不会超过职工总数"),
        Consistent(rd_domestic, rd_expense.total, "境内研发费用不会超过研发费用总额"),
        Consistent(hitech_income, total_income, "高新技术产品（服务）收入不会超过总收入"),
        Consistent(registered_on, applied_on, "申请日不会早于注册成立日"),
    ),
    words=Words(
        passed="自评符合认定条件",
        failed="不符合认定条件",
        conditions="第十一条其他条件",
        undecided="取决于专家评分",
        past="已过年度的发生额不能更改；如有漏归集请按清单核对，须有账册凭证",
        effort="按知识产权件数计，1项Ⅰ类折合5项Ⅱ类",
    ),
)  # fmt: skip
