"""省技术创新中心组建申报书: the host, the technology, the partners; the number of the old centre where there is one."""

from jichuang.hall.declare import Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("technology-centre")

APPLICATION = Form(
    steps=(
        Step("centre", "中心与依托单位", (
            Field("name", "中心名称", FieldType.TEXT, public=True),
            Field("field", "技术领域", FieldType.TEXT, public=True),
            Field("former_number", "原工程技术研究中心编号", FieldType.TEXT, required=False,
                  help="由原工程技术研究中心更名的填写；更名后仍是同一平台，只计一次"),
            *ask("host", "above_scale", "rd_unit", "technology_spend"),
            *ask("partner_companies", required=False),
        )),
        Step("ability", "技术、人员与方案", (*ask("own_technology", "fixed_staff", "plan_reviewed", "support_pledged"),)),
        Step("together", "联合共建", (*ask("joint"), *ask("joint_agreement", "host_share", required=False))),
    ),
    materials=(
        paper("plan", "组建实施方案", blank="实施方案格式（演示）"),
        paper("review", "实施方案专家论证意见"),
        paper("signed_agreement", "共建协议", required=False),
    ),
)  # fmt: skip
