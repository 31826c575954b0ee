"""技术转移服务机构备案表: what it does, and who works there full-time."""

from jichuang.hall.declare import AtMost, Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("transfer-body")

APPLICATION = Form(
    steps=(
        Step("body", "机构与业务", (
            Field("body", "机构名称", FieldType.TEXT, help="内设机构填机构名称，独立法人填单位名称", public=True),
            *ask("legal_form", "running_months", "has_site", "only_information", "deals"),
        )),
        Step("people", "专职人员", ask("staff", "college_staff", "technical_staff")),
    ),
    materials=(paper("deal_list", "技术转移业务清单与合同", blank="清单格式（演示）"), paper("staff_list", "专职人员名单", blank="名单格式（演示）")),
    checks=tuple(AtMost(one, "staff", "分类人员多于专职人员", "请核对") for one in ("college_staff", "technical_staff")),
)  # fmt: skip
