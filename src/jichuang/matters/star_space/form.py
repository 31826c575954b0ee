"""星创天地备案表: the six conditions of the national guide, in words."""

from jichuang.hall.declare import Field, FieldType, Form, Questions, Step
from jichuang.matters.papers import paper

ask = Questions("star-space")

APPLICATION = Form(
    steps=(
        Step("base", "主体与基地", (
            Field("name", "星创天地名称", FieldType.TEXT, public=True),
            Field("level", "备案级别", FieldType.CHOICE, choices=(("national", "国家级"), ("provincial", "省级"))),
            Field("industry", "依托的农业产业", FieldType.TEXT, public=True),
            *ask("legal_person", "has_base", "has_platform"),
        )),
        Step("service", "导师与服务", ask("has_mentors", "has_services", "has_incubation")),
    ),
    materials=(paper("base", "示范基地土地或租赁证明"),),
)  # fmt: skip
