"""可持续发展实验区申报表 and its yearly check."""

from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.matters.papers import paper

APPLICATION = Form(
    steps=(
        Step("zone", "区域与规划", (
            Field("name", "实验区名称", FieldType.TEXT, public=True),
            Field("theme", "实验主题", FieldType.TEXT, public=True),
            Field("area_km2", "规划面积", FieldType.DECIMAL, "平方公里", minimum=0),
            Field("years", "建设期", FieldType.INTEGER, "年", minimum=1, maximum=10),
            Field("goals", "可考核的目标", FieldType.LONG_TEXT, help="每行一项：指标、现值、目标值、年份", minutes=20, max_length=2000),
        )),
    ),
    materials=(paper("plan", "实验区建设规划", blank="规划编制提纲（演示）"), paper("approval", "本级政府同意申报的文件")),
)  # fmt: skip
YEARLY_CHECK = Form(
    steps=(
        Step("check", "年度进展", (
            Field("progress", "各项目标的现值", FieldType.LONG_TEXT, minutes=20, max_length=2000),
            Field("next_steps", "下年度安排", FieldType.LONG_TEXT, minutes=10, max_length=1000),
        )),
    ),
)  # fmt: skip
