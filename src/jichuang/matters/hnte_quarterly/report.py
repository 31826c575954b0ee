"""高新技术企业统计季报: fields as in the quarterly tables of high-tech firms that provinces printed between 2009 and 2012.

Amounts are whole 千元 and cumulative since 1 January, with the same months of last year beside them, so that growth is
that of the same enterprises. The certificate is not asked: the roster is the register. 表号 and approval are this
installation's to record; last day and percentages are assumptions (推定).
"""

from __future__ import annotations

from datetime import date

from jichuang.hall.declare import Citation, Desk, Field, FieldType, Form, Step
from jichuang.returns.declare import Ceiling, Frequency, InForce, Pace, Return, Survey, UnitSlip, Within

COUNT, CHOICE, YES_NO = FieldType.INTEGER, FieldType.CHOICE, FieldType.BOOLEAN
STATISTICS_LAW = Citation("中华人民共和国统计法", "")
PLAN = Citation("2018年全省科技工作要点", "", "第4项")

FIELDS = (
    ("it", "电子信息"),
    ("bio", "生物与新医药"),
    ("aero", "航空航天"),
    ("materials", "新材料"),
    ("services", "高技术服务"),
    ("energy", "新能源与节能"),
    ("environment", "资源与环境"),
    ("manufacturing", "先进制造与自动化"),
)
"""高新技术领域 of 国科发火〔2016〕32号."""
SIZES = (("large", "大型"), ("medium", "中型"), ("small", "小型"), ("micro", "微型"))
"""统计上大中小微型企业划分."""
PARKS = (
    ("national", "国家级高新区"),
    ("provincial", "省级高新区"),
    ("other", "其他园区"),
    ("none", "不在园区"),
)


def total(key: str, title: str, unit: str = "千元", minimum: int | None = 0, **more: str) -> Field:
    """A sum since 1 January, a whole number."""
    return Field(key, title, COUNT, unit, minimum=minimum, minutes=1, **more)  # type: ignore[arg-type]


def with_last_year(
    key: str, title: str, unit: str = "千元", minimum: int | None = 0, **more: str
) -> tuple[Field, Field]:
    """A sum since 1 January and that of the same months of last year, which is brought along where it was reported here."""
    before = Field(
        f"{key}_before",
        f"{title}（上年同期）",
        COUNT,
        unit,
        minimum=minimum,
        minutes=0.5,
        prefill=f"year:{key}",
    )
    return total(key, title, unit, minimum, **more), before


def held(key: str, title: str, unit: str, **more: object) -> Field:
    """A level at the end of the quarter; last quarter's stands in the box."""
    return Field(key, title, COUNT, unit, minimum=0, prefill=f"last:{key}", **more)  # type: ignore[arg-type]


REPORT = Form(
    steps=(
        Step(
            "unit",
            "单位属性",
            (
                Field("industry", "国民经济行业代码", FieldType.TEXT, prefill="party:industry_code", max_length=8, help="GB/T 4754，如 C4024"),
                Field("field", "高新技术领域", CHOICE, prefill="last:field", choices=FIELDS),
                Field("size", "企业规模", CHOICE, prefill="last:size", choices=SIZES, help="按统计上大中小微型企业划分办法"),
                Field("park", "所属园区", CHOICE, prefill="last:park", choices=PARKS),
                Field("above_scale", "是否规模（限额）以上企业", YES_NO, prefill="last:above_scale"),
                Field("listed", "是否上市", YES_NO, prefill="last:listed"),
                Field("rd_body", "是否建立研发机构", YES_NO, prefill="last:rd_body"),
            ),
            why="与上季相同的，不用改。认定编号和有效期由名录带出，不用填。",
        ),
        Step(
            "people",
            "人员与资产",
            (
                held("staff", "企业从业人员（期末）", "人"),
                held("rd_staff", "其中：研发人员", "人"),
                held("assets", "资产总额（期末）", "千元"),
            ),
        ),
        Step(
            "business",
            "生产经营",
            (
                *with_last_year("output", "工业总产值", help="非工业企业填总产值"),
                *with_last_year("value_added", "增加值", minimum=None),
                *with_last_year("income", "营业收入"),
                total("tech_income", "其中：技术性收入"),
                total("hitech_income", "其中：高新技术产品（服务）收入"),
                total("new_income", "其中：新产品销售收入"),
                *with_last_year("profit", "净利润", minimum=None, help="亏损填负数"),
                *with_last_year("taxes", "上缴税费总额"),
                total("relief", "享受高新技术企业减免税额"),
                *with_last_year("exports", "出口总额", "千美元"),
            ),
            why="自年初累计；单位是千元（出口为千美元），填整数。",
        ),
        Step(
            "research",
            "研发与知识产权",
            (
                *with_last_year("rd", "研究开发费用"),
                held("patents", "拥有有效专利（期末）", "件", required=False, help="年报项，前三季度可不填"),
                held("inventions", "其中：发明专利", "件", required=False, help="年报项，前三季度可不填"),
                held("software", "软件著作权（期末）", "件", required=False, help="年报项，前三季度可不填"),
                held("standards", "主持或参与制定标准（期末）", "项", required=False, help="年报项，前三季度可不填"),
            ),
        ),
    )
)  # fmt: skip

HNTE_QUARTERLY = Return(
    code="hnte-quarterly",
    title="高新技术企业统计季报",
    frequency=Frequency.QUARTER,
    form=REPORT,
    roster=InForce("hnte"),
    due=Within(workdays=10),
    basis=(STATISTICS_LAW, PLAN),
    since=date(2018, 1, 1),
    by=Desk.PROVINCE,
    checks=(
        Ceiling("rd_staff", "staff", "研发人员多于从业人员"),
        Ceiling("tech_income", "income", "技术性收入大于营业收入"),
        Ceiling("hitech_income", "income", "高新技术产品（服务）收入大于营业收入"),
        Ceiling("new_income", "income", "新产品销售收入大于营业收入"),
        Ceiling("value_added", "output", "增加值大于总产值"),
        Ceiling("inventions", "patents", "发明专利多于有效专利"),
        UnitSlip("income", "staff", a_head=20_000),
        UnitSlip("output", "staff", a_head=20_000),
        UnitSlip("rd", "staff", a_head=5_000),
        Pace("income", down=60, up=200),
        Pace("output", down=60, up=200),
        Pace("rd", down=60, up=300),
    ),
    survey=Survey(),
    about="有效期内的高新技术企业都在调查范围内，不论规模。表号和批准文号印在右上角；没有的，您有权拒绝填报。",
)
