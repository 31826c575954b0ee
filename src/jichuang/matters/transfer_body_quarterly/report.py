"""技术转移服务机构季度业务报告: deals, income, people. Last day, percentages and consequences are assumptions (推定)."""

from datetime import date

from jichuang.hall.declare import Citation, Desk, Field, FieldType, Form, Step
from jichuang.matters.transfer_body_quarterly.lapse import lapse
from jichuang.returns.declare import Balance, Ceiling, Consequence, Frequency, InForce, Return, Swing, Within

COUNT, MONEY = FieldType.INTEGER, FieldType.MONEY
PLAN = Citation("2018年全省科技工作要点", "", "第16项")

REPORT = Form(
    steps=(
        Step(
            "deals",
            "促成交易",
            (
                Field("deals", "本季促成技术转移项目", COUNT, "项", minimum=0, minutes=2),
                Field("hebei_deals", "其中：受让方在河北的", COUNT, "项", minimum=0, minutes=1),
                Field("amount", "本季促成技术合同成交额", MONEY, "万元", minutes=2),
            ),
        ),
        Step(
            "income",
            "机构收入",
            (
                Field("income", "本季营业收入", MONEY, "万元", minutes=1),
                Field("service_income", "其中：技术转移服务收入", MONEY, "万元", minutes=1),
                Field("other_income", "其中：其他收入", MONEY, "万元", minutes=1),
            ),
        ),
        Step(
            "people",
            "人员",
            (
                Field("staff", "季末专职人员", COUNT, "人", prefill="last:staff", minimum=0),
                Field("agents", "其中：技术经纪人", COUNT, "人", prefill="last:agents", minimum=0),
            ),
            why="与上季相同的，不用改。",
        ),
    )
)

TRANSFER_BODY_QUARTERLY = Return(
    code="transfer-body-quarterly",
    title="技术转移服务机构季度业务报告",
    frequency=Frequency.QUARTER,
    form=REPORT,
    roster=InForce("tech_transfer_body"),
    due=Within(workdays=15),
    basis=(PLAN,),
    since=date(2018, 1, 1),
    matter="transfer-body",
    by=Desk.CITY,
    checks=(
        Ceiling("hebei_deals", "deals", "在河北的项目多于全部项目"),
        Balance("income", ("service_income", "other_income"), says="营业收入不等于两项之和"),
        Ceiling("agents", "staff", "技术经纪人多于专职人员"),
        Swing("income", down=60, up=200),
        Swing("amount", down=60, up=300),
    ),
    consequences=(
        Consequence("warning", "警告", "本季报告逾期10个工作日仍未报送，请立即补报。", after=10),
        Consequence(
            "lapse",
            "移出名录",
            "累计四个季度没有报送，登记自动失效；补报后可以重新备案。",
            after=20,
            missing=4,
            act=lapse,
        ),
    ),
    about="年度数由四个季度相加，不另报年报。",
)
