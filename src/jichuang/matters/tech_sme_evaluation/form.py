"""科技型中小企业信息表: what a firm fills in, step by step, beside 国科发政〔2017〕115号.

Figures are of the year before filing. Name, code, address and founding date are held by the registry and not asked.
"""

from jichuang.hall.declare import AtMost, Field, FieldType, Form, Material, Step

MONEY, COUNT, YES_NO = FieldType.MONEY, FieldType.INTEGER, FieldType.BOOLEAN


def held(
    key: str, title: str, type: FieldType, unit: str = "", *, help: str = "", minutes: float = 1
) -> Field:
    """A field whose policy fact and registry fact have the same name as its key."""
    return Field(
        key, title, type, unit, help, prefill=f"registry:{key}", fact=key, minutes=minutes, minimum=0
    )


def yes_no(key: str, title: str, *, help: str = "") -> Field:
    """A yes-or-no condition, prefilled where the registry knows it."""
    return Field(key, title, YES_NO, help=help, prefill=f"registry:{key}", fact=key, minutes=0.25)


# 第一步 企业与产品
enterprise = Step(
    "enterprise",
    "企业与产品",
    (
        Field(
            "main_products",
            "主要产品或服务",
            FieldType.TEXT,
            help="写明与知识产权、研发活动相关的主要产品（服务）名称",
            prefill="registry:main_products",
            minutes=2,
            max_length=200,
        ),
        yes_no("resident_enterprise", "在中国境内（不含港、澳、台地区）注册的居民企业"),
        yes_no("restricted_industry", "产品或服务属于国家规定的禁止、限制或淘汰类"),
    ),
    why="第六条：须为境内注册的居民企业，产品和服务不属于禁止、限制和淘汰类。",
)

# 第二步 人员、收入与研发
figures = Step(
    "figures",
    "人员、收入与研发费用",
    (
        held("staff", "职工总数", COUNT, "人", help="上年度平均；含累计工作6个月以上的兼职、临时聘用人员"),
        held(
            "tech_staff",
            "科技人员数",
            COUNT,
            "人",
            help="直接从事研发和相关技术创新活动，累计工作6个月以上",
            minutes=3,
        ),
        held("sales", "年销售收入", MONEY, "万元", help="主营业务收入与其他业务收入之和"),
        held("assets", "资产总额", MONEY, "万元", help="上年度末"),
        held("rd_expense", "研发费用", MONEY, "万元", help="按税前加计扣除口径归集", minutes=10),
        held("cost_expense", "成本费用支出", MONEY, "万元", help="主营业务成本、期间费用等之和", minutes=3),
    ),
    why="第六条规模条件与第七条评价指标都用上年度数据计算。上年度已结账的数据据实填写。",
)

# 第三步 知识产权
achievements = Step(
    "achievements",
    "知识产权",
    (
        held(
            "ip_class1",
            "Ⅰ类知识产权",
            COUNT,
            "项",
            help="发明专利、植物新品种、国家级农作物品种、国家新药等",
            minutes=3,
        ),
        held(
            "ip_class2", "Ⅱ类知识产权", COUNT, "项", help="实用新型专利、外观设计专利、软件著作权", minutes=3
        ),
    ),
    why="第七条（三）：与主要产品（服务）相关、权属清晰且有效的知识产权。",
)

# 第四步 合规与直接确认
conditions = Step(
    "conditions",
    "合规情况与直接确认",
    (
        yes_no("serious_violation", "上一年及当年发生重大安全、质量事故，严重环境违法或科研严重失信"),
        yes_no("abnormal_list", "列入经营异常名录"),
        yes_no("dishonest_list", "列入严重违法失信企业名单"),
        yes_no("hnte_certificate_valid", "拥有有效期内的高新技术企业证书"),
        yes_no("national_award_top3", "近五年获国家级科技奖励，且在获奖单位中排前三名"),
        yes_no("provincial_rd_body", "拥有经认定的省部级以上研发机构"),
        yes_no("led_standard", "近五年主导制定过国际标准、国家标准或行业标准"),
    ),
    why="第六条合规条件；第八条任一项成立的，可直接确认。",
)

info_table = Material(
    "info_table",
    "科技型中小企业信息表首页",
    form="电子（法定代表人签字并加盖公章的扫描件）",
    source="在全国科技型中小企业信息服务平台打印后签章",
    required=False,
    help="在全国平台上传原件；在本系统预审时可一并上传，供核对。",
    blank_form="填完后可导出本表，逐栏对应全国平台",
    sample="澄光传感有限公司（演示）信息表首页",
)
rd_ledger = Material(
    "rd_ledger",
    "研发费用辅助账汇总表",
    form="电子",
    source="企业会计账簿",
    required=False,
    help="评价工作机构核对研发费用时按需要提供。",
    blank_form="“研发支出”辅助账汇总表（税务机关样式）",
    sample="澄光传感有限公司（演示）2017年度汇总表",
)
direct_evidence = Material(
    "direct_evidence",
    "直接确认情形的证明文件（证书、奖励证书、认定文件或标准发布公告）",
    form="电子",
    source="颁发或发布机关",
    required=False,
    help="只有选择第八条任一项的企业提供；高新技术企业证书在名录中的，不必上传。",
    blank_form="无固定格式，为颁发机关原件",
    sample="高新技术企业证书样例",
)

INFORMATION_TABLE = Form(
    steps=(enterprise, figures, achievements, conditions),
    materials=(info_table, rd_ledger, direct_evidence),
    checks=(
        AtMost("tech_staff", "staff", "科技人员数大于职工总数", "科技人员是职工的一部分，请核对两项人数"),
        AtMost(
            "rd_expense",
            "cost_expense",
            "研发费用大于成本费用支出",
            "研发费用已计入成本费用，请核对口径和单位（万元）",
        ),
    ),
)
