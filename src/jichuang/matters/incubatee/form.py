"""在孵企业登记表: one event of one tenant."""

from jichuang.hall.declare import Field, FieldType, Form, Step

ENTER, MOVE, GRADUATE, LEAVE = "enter", "move", "graduate", "leave"
EVENTS = ((ENTER, "入驻"), (MOVE, "转入下一级"), (GRADUATE, "毕业"), (LEAVE, "退出"))
CHAIN = (
    ("maker_space", "众创空间"),
    ("incubator", "孵化器"),
    ("accelerator", "加速器"),
    ("park", "科技园区"),
)

RECORD = Form(
    steps=(
        Step("tenant", "企业与事件", (
            Field("event", "事件", FieldType.CHOICE, choices=EVENTS),
            Field("tenant_name", "企业名称", FieldType.TEXT),
            Field("tenant_code", "企业统一社会信用代码", FieldType.CREDIT_CODE),
            Field("tenant_founded", "企业成立日期", FieldType.DATE),
            Field("rung", "现在所处的孵化环节", FieldType.CHOICE, choices=CHAIN),
        )),
    ),
)  # fmt: skip
