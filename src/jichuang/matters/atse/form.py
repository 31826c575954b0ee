"""技术先进型服务企业认定申请表: the six conditions in the order of the notice; every figure is that of one year."""

from jichuang.hall.declare import AtMost, Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("atse")

APPLICATION = Form(
    steps=(
        Step("business", "企业与业务", (
            *ask("legal_person", "service_kind", "advanced_capability"),
            Field("services", "主要服务内容与服务对象", FieldType.LONG_TEXT, help="写明所用技术和主要境外客户所在国家和地区", minutes=15, public=True, max_length=1000),
        ), why="法人资格、业务范围、技术与研发能力。"),
        Step("staff", "人员", (*ask("staff", prefill="registry:staff"), *ask("college_staff")), why="大专以上学历员工占职工总数的比例。"),
        Step("income", "收入", (*ask("total_income", prefill="registry:total_income"), *ask("ats_income", "offshore_income")), why="两项比例的分母都是当年总收入，即收入总额减去不征税收入。"),
    ),
    materials=(
        paper("audit", "上年度财务审计报告", blank="中介机构出具"),
        paper("contracts", "离岸服务外包合同与收汇凭证"),
        paper("staff_list", "大专以上学历员工名单"),
        paper("capability", "研发能力或先进技术证明", help="专利、软件著作权、质量与信息安全认证等"),
    ),
    checks=(
        AtMost("college_staff", "staff", "大专以上学历员工多于职工总数", "请核对"),
        AtMost("ats_income", "total_income", "技术先进型服务业务收入大于总收入", "请核对"),
        AtMost("offshore_income", "ats_income", "离岸收入大于技术先进型服务业务收入", "离岸业务也是认定范围内的业务，请核对"),
    ),
)  # fmt: skip
