"""试点申报书: where the county stands, which path it takes, and the goals it owes."""

from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.matters.goals import GOALS
from jichuang.matters.papers import paper

COUNT, LONG, DECIMAL = FieldType.INTEGER, FieldType.LONG_TEXT, FieldType.DECIMAL
CLASSES = (("A", "A类"), ("B", "B类"), ("C", "C类"))
THEMES = (("industry", "产业发展"), ("ecology", "生态文明"), ("livelihood", "民生改善"))
FIGURES = (
    Field("hnte", "高新技术企业", COUNT, "家", minimum=0),
    Field("tech_sme", "科技型中小企业", COUNT, "家", minimum=0),
    Field("rd_intensity", "研发经费占地区生产总值比重", DECIMAL, "%", minimum=0, maximum=100),
)
"""The yearly figures by which counties of one class are compared."""

APPLICATION = Form(
    steps=(
        Step("county", "县域类型", (
            Field("county_class", "上年县域科技创新能力评价类别", FieldType.CHOICE, choices=CLASSES, help="以公布的评价结果为准", public=True),
            Field("theme", "建设主题", FieldType.CHOICE, choices=THEMES, public=True),
            *FIGURES,
        ), why="分类确定目标、路径和举措。"),
        Step("path", "路径与目标", (
            Field("path", "发展路径和主要举措", LONG, minutes=30, max_length=2000), GOALS,
        ), why="目标须可考核，逐项写明指标值、责任单位和完成日期。"),
    ),
    materials=(paper("plan", "创新型县（市、区）建设方案"), paper("letter", "县（市、区）人民政府申报函")),
)  # fmt: skip

YEAR = Form((
    Step("year", "年度数据", (*FIGURES, Field("progress", "各项建设目标的进展", LONG, minutes=30, max_length=2000))),
))  # fmt: skip
