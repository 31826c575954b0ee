"""省级园区申报书: the three zones, who runs it, and what stands there."""

from jichuang.hall.declare import AtMost, Field, FieldType, Form, Step
from jichuang.matters.papers import paper

COUNT, LONG, DECIMAL = FieldType.INTEGER, FieldType.LONG_TEXT, FieldType.DECIMAL

APPLICATION = Form(
    steps=(
        Step("park", "园区", (
            Field("park", "园区名称", FieldType.TEXT, public=True),
            Field("industry", "主导产业", FieldType.TEXT, public=True),
            Field("core_area", "核心区面积", DECIMAL, "亩", minimum=0),
            Field("demo_area", "示范区面积", DECIMAL, "亩", minimum=0),
            Field("zones", "核心区、示范区、辐射区的范围和功能", LONG, minutes=10, max_length=1000),
        )),
        Step("capacity", "建设条件", (
            Field("body", "管理机构和人员", LONG, minutes=5, max_length=500),
            Field("support", "技术依托单位", FieldType.TEXT, help="高校、科研院所，有合作协议"),
            Field("firms", "入驻企业", COUNT, "家", minimum=0),
            Field("hnte", "其中：高新技术企业", COUNT, "家", minimum=0),
            Field("trained", "上年培训农民", COUNT, "人次", minimum=0),
        ), why="办法没有数值门槛的公开文本，由专家评审判断。"),
    ),
    materials=(
        paper("plan", "园区建设规划", help="经县级以上人民政府批准"),
        paper("letter", "所在地人民政府申报函"),
        paper("map", "核心区、示范区、辐射区范围图", help="不标注行政区域界线"),
    ),
    checks=(
        AtMost("core_area", "demo_area", "核心区大于示范区", "请核对面积"),
        AtMost("hnte", "firms", "高新技术企业多于入驻企业", "请核对"),
    ),
)  # fmt: skip
