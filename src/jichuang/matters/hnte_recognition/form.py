"""高新技术企业认定申请书: what is asked. Figures of three years stand side by side, the oldest first."""

from jichuang.hall.declare import Field, FieldType, Form, Material, Step

COUNT, MONEY, TEXT = FieldType.INTEGER, FieldType.MONEY, FieldType.TEXT
YEARS = ("前三年度", "前二年度", "上年度")


def of_three_years(key: str, title: str, help: str = "", minutes: float = 3) -> tuple[Field, ...]:
    """One figure for each of 近三个会计年度; a firm too young leaves the oldest ones empty."""
    return tuple(
        Field(
            f"{key}_{at}",
            f"{year}{title}",
            MONEY,
            "万元",
            help=help,
            prefill=f"registry:{key}",
            fact=key,
            at=at,
            minutes=minutes,
            required=at == 2,
        )  # fmt: skip
        for at, year in enumerate(YEARS)
    )


def asked(key: str, title: str, type: FieldType, unit: str = "", **more: object) -> Field:
    """A field whose key is also its fact and what the registry calls it."""
    more.setdefault("prefill", f"registry:{key}")
    return Field(key, title, type, unit, fact=key, **more)  # type: ignore[arg-type]


APPLICATION = Form(
    steps=(
        Step(
            "enterprise",
            "企业与技术领域",
            (
                asked("registered_on", "注册成立日期", FieldType.DATE, prefill="party:established_on"),
                Field(
                    "main_products",
                    "主要产品（服务）",
                    TEXT,
                    prefill="registry:main_products",
                    public=True,
                    minutes=2,
                ),
                asked(
                    "field_code",
                    "技术领域",
                    TEXT,
                    help="《国家重点支持的高新技术领域》三级目录，如 一(一)1；不属于任何领域的填“无”",
                ),
                asked(
                    "serious_violation", "申请前365天内有重大安全、质量事故或严重环境违法", FieldType.BOOLEAN
                ),
            ),
            why="第十一条（一）、（三）、（八）。",
        ),
        Step(
            "property",
            "知识产权与成果转化",
            (
                asked(
                    "owned_core_ip",
                    "拥有对主要产品（服务）发挥核心支持作用的知识产权的所有权",
                    FieldType.BOOLEAN,
                ),
                asked(
                    "ip_class1",
                    "Ⅰ类知识产权",
                    COUNT,
                    "项",
                    minimum=0,
                    minutes=3,
                ),
                asked(
                    "ip_class2",
                    "Ⅱ类知识产权",
                    COUNT,
                    "项",
                    minimum=0,
                    minutes=3,
                ),
                asked("ip_self_developed", "其中有自主研发取得的", FieldType.BOOLEAN),
                asked("transformations_3y", "近三年科技成果转化数", COUNT, "项", minimum=0, minutes=10),
            ),
            why="第十一条（二）；评分表第1、2项。",
        ),
        Step(
            "people",
            "人员与收入",
            (
                asked(
                    "staff_avg", "职工总数", FieldType.DECIMAL, "人", help="最近一年全年月平均数", minutes=3
                ),
                asked(
                    "tech_staff_avg",
                    "科技人员数",
                    FieldType.DECIMAL,
                    "人",
                    help="全年月平均数，每人累计工作183天以上",
                    minutes=5,
                ),
                asked("hitech_income", "近一年高新技术产品（服务）收入", MONEY, "万元", minutes=5),
                asked("total_income", "近一年总收入", MONEY, "万元", help="收入总额减不征税收入", minutes=2),
                *of_three_years("sales", "销售收入"),
            ),
            why="第十一条（四）、（六）。已结账年度的数据据实填写。",
        ),
        Step(
            "research",
            "研发费用与净资产",
            (
                *of_three_years("rd_expense", "研发费用", "按工作指引口径归集", 10),
                asked("rd_domestic", "近三年境内研发费用合计", MONEY, "万元", minutes=5),
                *of_three_years("net_assets", "年末净资产", "资产总额减负债总额"),
            ),
            why="第十一条（五）；评分表第4项。",
        ),
    ),
    materials=tuple(
        Material(key, title, required=False, blank_form=blank, sample=f"{title}样例（演示）")
        for key, title, blank in (
            ("application", "高新技术企业认定申请书（签字盖章）", "工作指引附件样式"),
            ("property_papers", "知识产权证书与成果转化证明", "无固定格式，为授权机关原件"),
            ("special_report", "研发费用与高新技术产品收入专项报告", "中介机构出具"),
            ("accounts", "近三年审计报告", "中介机构出具"),
            ("tax_returns", "近三年企业所得税年度纳税申报表", "税务机关样式"),
        )
    ),
)

NEW_NAME = Form(
    steps=(Step("name", "名称变更", (Field("new_name", "变更后的名称", TEXT),), why="更名后三个月内报告；编号和有效期不变。"),),
    materials=(
        Material("approval", "名称变更核准通知书", blank_form="登记机关原件", sample="核准通知书样例（演示）"),
    ),
)  # fmt: skip
