"""高新技术企业年度发展情况报表, to be read beside 国科发火〔2016〕32号 and 195号: by 31 May for the year before.

The fields are the ones the recognition itself turns on; the national form's own numbering is not copied (待核).
"""

from datetime import date

from jichuang.hall.declare import Citation, Desk, Field, FieldType, Form, Step
from jichuang.returns.declare import Balance, By, Ceiling, Consequence, Frequency, InForce, Return, Swing

COUNT, MONEY = FieldType.INTEGER, FieldType.MONEY
MEASURES = Citation("高新技术企业认定管理办法", "国科发火〔2016〕32号")
WORKING_GUIDE = Citation("高新技术企业认定管理工作指引", "国科发火〔2016〕195号")


def people(key: str, title: str, **more: object) -> Field:
    """A head count; last year's stands in the box."""
    return Field(key, title, COUNT, "人", prefill=f"last:{key}", minimum=0, minutes=1, **more)  # type: ignore[arg-type]


def money(key: str, title: str, prefill: str | None = None, **more: object) -> Field:
    """An amount of the closed year."""
    return Field(key, title, MONEY, "万元", prefill=prefill, minutes=2, **more)  # type: ignore[arg-type]


REPORT = Form(
    steps=(
        Step(
            "people",
            "人员",
            (
                people("staff", "年末从业人员"),
                people("tech_staff", "其中：科技人员"),
                people("college_staff", "其中：大专以上学历"),
            ),
        ),
        Step(
            "income",
            "收入与税费",
            (
                money("income", "营业收入合计"),
                money("hitech_income", "其中：高新技术产品（服务）收入", prefill="registry:hitech_income"),
                money("other_income", "其中：其他收入"),
                money("exports", "出口总额"),
                money("profit", "利润总额", help="亏损填负数"),
                money("taxes", "实际上缴税费总额"),
            ),
            why="按已结账年度的财务报表填写。",
        ),
        Step(
            "research",
            "研发与知识产权",
            (
                money("rd_expense", "研究开发费用", prefill="registry:rd_expense"),
                Field("patents", "年末拥有有效专利", COUNT, "件", prefill="last:patents", minimum=0, minutes=1),
                Field("inventions", "其中：发明专利", COUNT, "件", prefill="last:inventions", minimum=0),
                Field("changes", "本年度重大变化", FieldType.LONG_TEXT, required=False, help="更名、合并、分立、重组、经营范围变化；没有的不填", max_length=500),
            ),
        ),
    )
)  # fmt: skip

HNTE_YEARLY_REPORT = Return(
    code="hnte-yearly-report",
    title="高新技术企业年度发展情况报表",
    frequency=Frequency.YEAR,
    form=REPORT,
    roster=InForce("hnte"),
    due=By(month=5, day=31),
    due_verified=True,
    basis=(MEASURES, WORKING_GUIDE),
    since=date(2017, 1, 1),
    matter="hnte-recognition",
    by=Desk.CITY,
    checks=(
        Balance("income", ("hitech_income", "other_income"), says="营业收入合计不等于两项之和"),
        Ceiling("tech_staff", "staff", "科技人员多于从业人员"),
        Ceiling("college_staff", "staff", "大专以上学历人员多于从业人员"),
        Ceiling("inventions", "patents", "发明专利多于有效专利"),
        Swing("income", down=60, up=200),
        Swing("rd_expense", down=60, up=200),
        Swing("staff", down=50, up=100),
    ),
    consequences=(
        Consequence(
            "warning",
            "提醒补报",
            "本年度报表没有报送。累计两年未填报的，将被取消高新技术企业资格，请尽快补报。",
            after=1,
            cite=f"{MEASURES} 第十九条（三）",
        ),
        Consequence(
            "revocation_ground",
            "已具备取消资格的情形",
            "累计两年未填报年度发展情况报表。是否取消资格由认定机构依法决定，您可以陈述、申辩。",
            after=1,
            missing=2,
            cite=f"{MEASURES} 第十九条（三）",
        ),
    ),
    about="每年一次；有效的高新技术企业都要报，与税收优惠备案无关。",
)
