"""后备培育库自查表: the facts of 第十一条, each asked once, and the year the firm aims at."""

from jichuang.hall.declare import Field, FieldType, Form, Questions, Step

ask = Questions("hnte-reserve")

SELF_TEST = Form(
    steps=(
        Step("firm", "企业", (
            *ask("registered_on", prefill="party:established_on"), *ask("serious_violation", prefill="registry:serious_violation"),
            Field("target_year", "计划申报高新技术企业的年份", FieldType.INTEGER, "年", minimum=2018, maximum=2030),
        )),
        Step("property", "知识产权与领域", tuple(
            field for key in ("owned_ip", "filed_ip", "field_level") for field in ask(key, prefill=f"registry:{key}")
        ), why="已受理尚未授权的也算接近。"),
        Step("figures", "人员、研发与收入", (
            *ask("staff_avg", prefill="registry:staff_avg"), *ask("tech_staff_avg", prefill="registry:tech_staff_avg"),
            *ask("sales", prefill="registry:sales"), *ask("rd_expense", prefill="registry:rd_expense"), *ask("hitech_income", prefill="registry:hitech_income"),
            *ask("total_income", prefill="registry:total_income"),
        ), why="与高新技术企业认定同口径，日后申报时带入。"),
    ),
)  # fmt: skip
