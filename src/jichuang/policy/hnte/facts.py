"""What an enterprise is asked for 高新技术企业认定. 近三个会计年度 and 最近一年 are the years before the one of the application."""

from __future__ import annotations

from jichuang.policy.facts import (
    FUTURE,
    RECHECK,
    Sequence,
    average,
    code,
    count,
    day,
    flag,
    money,
    record,
)

_FIELD = r"无|[一二三四五六七八][（(][一二三四五六七八九十]{1,3}[)）]\d{1,2}"

registered_on = day("registered_on", "注册成立日期")
applied_on = day("applied_on", "申请认定日期", kind=RECHECK)
owned_core_ip = flag(
    "owned_core_ip",
    "拥有核心知识产权的所有权",
    kind=FUTURE,
    help="自主研发、受让、受赠或并购取得，对主要产品（服务）发挥核心支持作用；独占许可不算",
)
field_code = code(
    "field_code",
    "技术领域",
    pattern=_FIELD,
    example="一(一)1",
    kind=RECHECK,
    help="《国家重点支持的高新技术领域》的三级目录；不属于任何领域的填“无”",
)
staff_avg = average("staff_avg", "职工总数", "人", help="最近一年全年月平均数")
tech_staff_avg = average(
    "tech_staff_avg", "科技人员数", "人", help="最近一年全年月平均数，每人累计实际工作183天以上"
)
sales = Sequence(
    money("sales", "近三年销售收入", help="主营业务收入与其他业务收入之和；不满三年的按实际年数，先旧后新")
)
net_assets = Sequence(
    money(
        "net_assets",
        "近三年年末净资产",
        least=-(10**13),
        help="资产总额减负债总额，以审计报告期末数为准，先旧后新",
    )
)
rd_expense = Sequence(
    money(
        "rd_expense",
        "近三年研发费用",
        help="按工作指引口径归集（委托外部按80%计，其他费用不超过20%），先旧后新",
    )
)
rd_domestic = money("rd_domestic", "近三年境内研发费用合计", help="含委托境内机构或个人的部分")
hitech_income = money(
    "hitech_income", "近一年高新技术产品（服务）收入", help="产品（服务）收入与技术性收入之和"
)
total_income = money("total_income", "近一年总收入", help="收入总额减不征税收入")
serious_violation = flag(
    "serious_violation",
    "申请前365天内有重大安全、质量事故或严重环境违法",
    kind=RECHECK,
    says=("有记录", "无记录"),
)
ip_class1 = count(
    "ip_class1",
    "Ⅰ类知识产权",
    "项",
    most=100_000,
    kind=FUTURE,
    effort=5,
    help="发明专利、植物新品种、国家级农作物品种、国家新药、国家一级中药保护品种、集成电路布图设计专有权",
)
ip_class2 = count(
    "ip_class2",
    "Ⅱ类知识产权",
    "项",
    most=100_000,
    kind=FUTURE,
    effort=1,
    help="实用新型、外观设计、软件著作权等，仅限使用一次，不含商标",
)
ip_self_developed = flag("ip_self_developed", "知识产权中有自主研发取得的", kind=RECHECK)
transformations_3y = count(
    "transformations_3y",
    "近三年科技成果转化数",
    "项",
    most=100_000,
    kind=RECHECK,
    help="同一成果在境内外或多种产品转化的，计一项",
)


expert_scores = record(
    "expert_scores",
    "专家评分",
    count("technology", "技术的先进程度", "分", most=8),
    count("support", "核心支持作用", "分", most=8),
    count("ip_quantity", "知识产权数量", "分", most=8),
    count("ip_way", "获得方式", "分", most=6),
    count("bonus", "加分", "分", most=2),
    count("transformation", "科技成果转化能力", "分", most=30),
    count("management_system", "管理制度与辅助账", "分", most=6),
    count("research_body", "研发机构与产学研", "分", most=6),
    count("transformation_system", "转化激励制度", "分", most=4),
    count("talent", "人才与绩效", "分", most=4),
    count("net_assets_growth", "净资产增长率", "分", most=10),
    count("sales_growth", "销售收入增长率", "分", most=10),
    kind=RECHECK,
    help="已有专家评分的可填，取各位专家的平均分取整；不填则按分档给出上下限",
)
