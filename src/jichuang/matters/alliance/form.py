"""产业技术创新联盟备案申请表: the field, the members with their parts, the agreement and the bodies of the alliance."""

from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.matters.alliance.fields import KEY_FIELDS
from jichuang.matters.papers import paper

YES_NO, LONG = FieldType.BOOLEAN, FieldType.LONG_TEXT
MEMBER_COLUMNS = ("单位名称", "统一社会信用代码", "承担角色")

APPLICATION = Form(
    steps=(
        Step("alliance", "联盟与产业领域", (
            Field("alliance", "联盟名称", FieldType.TEXT, public=True),
            Field("field", "重点产业领域", FieldType.CHOICE, choices=KEY_FIELDS, help="领域清单为推定，待主管部门公布后更新", public=True),
            Field("tasks", "产业链任务与技术目标", LONG, minutes=20, max_length=2000),
            Field("legal_form", "组织形式", FieldType.CHOICE, choices=(("agreement", "协议组织"), ("corporate", "社团或企业法人"))),
        )),
        Step("members", "成员单位", (
            Field("members", "成员单位", FieldType.TABLE, columns=MEMBER_COLUMNS, minimum=1, maximum=100, minutes=15, help="牵头单位不必再列。保存后在“成员单位在线确认”发起确认，各单位用自己的账号答复。"),
        ), why="不参加的单位不列入备案的成员。"),
        Step("rules", "协议与制度", (
            Field("binding", "联盟协议由各成员单位法定代表人签署", YES_NO),
            Field("bodies", "设有决策机构、执行机构和专职人员的秘书处", YES_NO),
            Field("funds", "有经费管理制度", YES_NO),
            Field("property", "约定了知识产权归属、许可使用和利益分配", YES_NO),
            Field("openness", "建立开放吸纳新成员和成果扩散的机制", YES_NO),
        ), why="建设管理办法的基本条件（据转载的地方样本，未核实）。"),
    ),
    materials=(
        paper("agreement", "联盟协议", help="全体成员单位法定代表人签署"),
        paper("licence", "牵头单位法人证书", blank="登记机关原件"),
        paper("members_proof", "成员单位法人证书"),
    ),
)  # fmt: skip

YEAR = Form((
    Step("year", "本年工作", (
        Field("work", "协同研发、标准制定、人才培养和成果扩散", LONG, minutes=30, max_length=2000),
        Field("projects", "联合实施的项目", FieldType.INTEGER, "项", minimum=0),
        Field("spent", "联合研发投入", FieldType.MONEY, "万元"),
        Field("joined", "新加入成员", FieldType.INTEGER, "家", minimum=0),
    )),
))  # fmt: skip
