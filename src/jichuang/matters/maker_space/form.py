"""众创空间备案表: model, site, residents and results of the last full year."""

from jichuang.hall.declare import Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("maker-space")

APPLICATION = Form(
    steps=(
        Step("site", "主体与场地", (
            Field("name", "众创空间名称", FieldType.TEXT, public=True),
            *ask("level", "clear_model", "legal_person", "running_months", "stats_years", "area", "open_area", "seats"),
        )),
        Step("results", "入驻与成效", ask("residents", "new_companies", "financed", "model_cases"), why="上一完整年度。"),
        Step("team", "队伍与活动", ask("staff", "mentors", "events", "true_statistics")),
    ),
    materials=(paper("site", "场地产权或租赁合同"), paper("resident_list", "入驻团队和企业名单", blank="名单格式（演示）")),
)  # fmt: skip
