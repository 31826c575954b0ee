"""The questionnaire: one question that decides whether the rest is asked, then projects, contracts and people by place."""

from __future__ import annotations

from dataclasses import dataclass

from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.returns.declare import Skip

CODE = "jing-jin-ji-survey"
COUNT, MONEY = FieldType.INTEGER, FieldType.MONEY


@dataclass(frozen=True)
class Measure:
    """What flows. `into` and `out` are the fields of what came from and went to Beijing and Tianjin, in that order."""

    key: str
    title: str
    unit: str
    into: tuple[str, str]
    out: tuple[str, str]
    money: bool = False


MEASURES = (
    Measure(
        "contracts",
        "技术合同成交额",
        "万元",
        ("bought_beijing", "bought_tianjin"),
        ("sold_beijing", "sold_tianjin"),
        True,
    ),
    Measure(
        "people", "合作科技人员", "人", ("came_beijing", "came_tianjin"), ("sent_beijing", "sent_tianjin")
    ),
    Measure(
        "projects", "合作项目", "项", ("led_beijing", "led_tianjin"), ("leading_beijing", "leading_tianjin")
    ),
)


def _four(titles: tuple[str, str], keys: tuple[str, ...], kind: FieldType, unit: str) -> tuple[Field, ...]:
    into, out = titles
    words = (
        f"{into.format('北京')}",
        f"{into.format('天津')}",
        f"{out.format('北京')}",
        f"{out.format('天津')}",
    )
    return tuple(
        Field(key, title, kind, unit, minimum=None if kind is MONEY else 0)
        for key, title in zip(keys, words, strict=True)
    )


FORM = Form(
    steps=(
        Step(
            "whether",
            "有没有合作",
            (Field("joint", "本年度与北京、天津的单位有科技合作", FieldType.BOOLEAN, help="项目、技术合同或人员往来，有一样就算有"),),
            why="没有的，答“否”即可报送，后面的都不用填。",
        ),
        Step(
            "contracts",
            "技术合同",
            _four(("从{}购入的技术合同成交额", "向{}输出的技术合同成交额"), (*MEASURES[0].into, *MEASURES[0].out), MONEY, "万元"),
            why="本年度签订的；没有的填0。",
        ),
        Step(
            "people",
            "人员",
            _four(("从{}来本单位合作一个月以上的科技人员", "派往{}合作一个月以上的科技人员"), (*MEASURES[1].into, *MEASURES[1].out), COUNT, "人"),
        ),
        Step(
            "projects",
            "项目",
            _four(("{}单位牵头、本单位参加的项目", "本单位牵头、{}单位参加的项目"), (*MEASURES[2].into, *MEASURES[2].out), COUNT, "项"),
        ),
    )
)  # fmt: skip

SKIPS = tuple(Skip(step, "joint", True, "已答没有合作") for step in ("contracts", "people", "projects"))
