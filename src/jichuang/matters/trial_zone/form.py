"""试验区申报书: the area, the plan of construction, and goals that can be checked, each with an owner and a last day."""

from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.matters.goals import GOALS
from jichuang.matters.papers import paper

TEXT, LONG, COUNT = FieldType.TEXT, FieldType.LONG_TEXT, FieldType.INTEGER

APPLICATION = Form(
    steps=(
        Step("zone", "试验区", (
            Field("zone", "试验区名称", TEXT, public=True),
            Field("area", "空间范围", LONG, help="四至和面积", minutes=5, public=True, max_length=500),
            Field("theme", "主导产业和转化方向", LONG, minutes=15, max_length=1000),
        )),
        Step("goals", "建设目标", (GOALS,), why="目标须可考核，逐项写明指标值、责任单位和完成日期。"),
        Step("base", "工作基础", (
            Field("contracts", "上年技术合同成交额", FieldType.MONEY, "万元", minutes=3),
            Field("bodies", "技术转移机构", COUNT, "家", minimum=0),
            Field("brokers", "技术经纪人", COUNT, "人", minimum=0),
            Field("policy", "已有支持政策", LONG, required=False, minutes=5, max_length=1000),
        )),
    ),
    materials=(paper("plan", "试验区建设方案"), paper("letter", "本级人民政府申报函")),
)  # fmt: skip

YEAR = Form((
    Step("year", "年度进展", (
        Field("progress", "各项建设目标的进展", LONG, minutes=30, max_length=2000),
        Field("contracts", "本年技术合同成交额", FieldType.MONEY, "万元", minutes=3),
        Field("problems", "存在问题和下一步安排", LONG, minutes=10, max_length=1000),
    )),
))  # fmt: skip
