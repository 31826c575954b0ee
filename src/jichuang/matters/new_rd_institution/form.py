"""新型研发机构备案申请表: the five conditions in words, then the figures that other provinces count."""

from jichuang.hall.declare import AtMost, Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("new-rd-institution")

APPLICATION = Form(
    steps=(
        Step("institution", "机构与主业", (
            *ask("stage", "independent", "research_is_main", "running_months"),
            Field("mode", "投资主体与治理模式", FieldType.LONG_TEXT, help="举办单位、理事会、运行机制", minutes=10, public=True, max_length=1000),
        )),
        Step("capacity", "条件、团队与收入", (
            *ask("has_facilities", "stable_team", "stable_income"), *ask("staff", prefill="registry:staff"),
            *ask("rd_staff", "equipment", "site"),
        )),
        Step("income", "收入构成", (
            *ask("income", "rd_spend"),
            *(Field(f"income_{key}", f"其中：{title}", FieldType.MONEY, "万元", minutes=2)
              for key, title in (("public", "财政性收入"), ("contract", "技术合同收入"), ("sales", "产品与服务收入"))),
        ), why="收入构成只用于评审，数值门槛未见本省规定。"),
    ),
    materials=(
        paper("charter", "机构章程或理事会章程"),
        paper("audit", "上年度审计报告", blank="中介机构出具"),
        paper("plan", "建设任务书", blank="建设任务书格式（演示）"),
    ),
    checks=(
        AtMost("rd_staff", "staff", "研发人员多于职工总数", "请核对"),
        *(AtMost(f"income_{key}", "income", "分项收入大于总收入", "请核对") for key in ("public", "contract", "sales")),
    ),
)  # fmt: skip
