"""人才培养基地备案表 and its yearly return: courses, people taught, certificates."""

from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.matters.papers import paper

COUNT = FieldType.INTEGER

APPLICATION = Form(
    steps=(
        Step("base", "基地与师资", (
            Field("base", "基地名称", FieldType.TEXT, public=True),
            Field("teachers", "专兼职教师", COUNT, "人", minimum=0),
            Field("courses", "课程", FieldType.LONG_TEXT, help="课程名称、学时、对象（初级、中级、高级）", minutes=15, max_length=1000),
            Field("site", "培训场所", FieldType.TEXT),
            Field("capacity", "年培训能力", COUNT, "人", minimum=0),
        )),
    ),
    materials=(paper("plan", "培训方案", blank="培训方案格式（演示）"),),
)  # fmt: skip
YEARLY_RETURN = Form(
    steps=(
        Step("year", "年度培训", (
            Field("classes_year", "开班", COUNT, "期", minimum=0),
            Field("trained_year", "参训", COUNT, "人", minimum=0),
            Field("certified_year", "取得证书", COUNT, "人", minimum=0),
        )),
    ),
)  # fmt: skip
