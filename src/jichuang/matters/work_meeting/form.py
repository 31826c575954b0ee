"""会商申请: which of the kinds, what is to be talked over, whether all is ready, and what shall be agreed with owner and day."""

from jichuang.base.errors import Problem
from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.hall.models import Case
from jichuang.matters.goals import GOAL_COLUMNS, goals_lacking
from jichuang.matters.papers import paper

LONG, YES_NO = FieldType.LONG_TEXT, FieldType.BOOLEAN
KINDS = (("city", "厅市会商"), ("university", "厅校会商"), ("institute", "厅院会商"))
READY = (
    Field("lead", "双方牵头负责人已确定", YES_NO),
    Field("agenda_agreed", "议题已与相关处室沟通一致", YES_NO),
    Field("draft_ready", "会商议定事项初稿已形成", YES_NO),
    Field("last_closed", "上次会商的议定事项已办结或已说明", YES_NO, help="首次会商选“是”"),
)
MATTERS = Field(
    "goals", "拟议定事项", FieldType.TABLE, columns=GOAL_COLUMNS, minimum=1, maximum=30, minutes=20,
    help="会商后逐项成为工作任务，由责任单位按期报告。完成日期如2018-12-31。",
)  # fmt: skip

APPLICATION = Form(
    steps=(
        Step("meeting", "会商", (
            Field("partner", "会商单位", FieldType.TEXT, public=True),
            Field("kind", "会商类别", FieldType.CHOICE, choices=KINDS, public=True),
            Field("topics", "会商议题", LONG, minutes=10, max_length=1000),
        )),
        Step("ready", "准备情况", READY, why="四项都具备才能开会；缺哪项，补上后再提。"),
        Step("matters", "拟议定事项", (MATTERS,)),
    ),
    materials=(paper("letter", "会商申请函"), paper("draft", "会商议定事项初稿")),
)  # fmt: skip


def meeting_lacking(*, case: Case) -> list[Problem]:
    """What is not ready yet, each by its name, and every matter whose day cannot be read or is over."""
    unready = [
        Problem(field.key, f"“{field.title}”还没有做到", "准备好后再提交；草稿会一直留着")
        for field in READY
        if case.answers.get(field.key) is False
    ]
    return [*unready, *goals_lacking(case=case)]
