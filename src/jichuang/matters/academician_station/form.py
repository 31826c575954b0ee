"""院士工作站备案表: who comes, on which agreement, for what, and how long he is there."""

from jichuang.hall.declare import Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("academician-station")

APPLICATION = Form(
    steps=(
        Step("academician", "院士与协议", (
            Field("station", "工作站名称", FieldType.TEXT, public=True),
            Field("academician", "进站院士", FieldType.TEXT, help="姓名和院别；多位院士以领衔的一位填写", public=True),
            *ask("retired", "stations", "agreement", "agreement_months"),
            Field("agreement_until", "协议期满日期", FieldType.DATE, help="名录中的有效期到这一天为止"),
        )),
        Step("work", "任务与在站时间", (
            *ask("real_project", "months_on_site"),
            Field("task", "合作的科研任务", FieldType.LONG_TEXT, minutes=15, max_length=1000),
        ), why="2019年6月11日起，在站时间和受聘站数有上限和下限；此前没有限制。"),
    ),
    materials=(paper("signed_agreement", "与院士及其团队签订的合作协议", blank="协议由双方自拟"),),
)  # fmt: skip
