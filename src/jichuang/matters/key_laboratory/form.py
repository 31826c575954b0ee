"""省重点实验室建设申请书: which laboratory, under whom, and the seven conditions one by one."""

from jichuang.hall.declare import AtMost, Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("key-laboratory")

APPLICATION = Form(
    steps=(
        Step("laboratory", "实验室与任务", (
            Field("name", "实验室名称", FieldType.TEXT, public=True),
            *ask("kind"),
            Field("field", "研究领域", FieldType.TEXT, public=True),
            Field("head", "实验室主任", FieldType.TEXT),
            *ask("basic_research", "projects_done"),
        )),
        Step("people", "人员", ask("fixed_staff", "host_staff", "overlapping"), why="固定人员不与现有省级以上重点实验室重复。"),
        Step("room", "用房与设备", ask("area", "equipment")),
    ),
    materials=(
        paper("plan", "实验室建设计划任务书", blank="建设计划任务书格式（演示）"),
        paper("staff_list", "固定人员名单", blank="名单格式（演示）"),
        paper("equipment_list", "仪器设备清单", blank="清单格式（演示）"),
    ),
    checks=(AtMost("host_staff", "fixed_staff", "依托单位固定人员多于固定人员总数", "请核对"),),
)  # fmt: skip
