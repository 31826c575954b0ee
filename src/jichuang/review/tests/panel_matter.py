"""A matter of the tests' own: a blind panel of five and a decision. Its panel is declared as a real matter would."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from jichuang.base.refs import Ref
from jichuang.hall.declare import (
    Citation,
    Composition,
    Criterion,
    Decision,
    Desk,
    Discipline,
    Field,
    FieldType,
    Form,
    Keeper,
    Mark,
    Matter,
    Nature,
    Panel,
    Route,
    Scoring,
    Step,
    SystemOfRecord,
)
from jichuang.hall.tests.trial import guide

LAW = Citation("试验办法", "试发〔2018〕1号", "第一条")
FIVE = Composition(5, shares=((Discipline.TECHNICAL, Fraction(3, 5)),), counts=((Discipline.FINANCE, 1),))
SCORING = Scoring(
    criteria=(
        Criterion("advance", "技术先进性", 40, "与国内外同类技术比较"),
        Criterion("team", "团队", 30, "负责人和骨干的经历与投入"),
        Criterion("budget", "预算合理性", 30, "开支与任务是否相称"),
    ),
    hides=("leader", "members"),
    people=("leader", "members"),
    shuns="shunned",
    topic="topic",
)


def nothing(**_: Any) -> Ref:
    """The outcome writes nothing: the trial ends with the decision."""
    return Ref("entry", "1")


PANEL = Matter(
    code="trial-panel",
    version=1,
    title="试验专项",
    nature=Nature.REWARD,
    record=SystemOfRecord(Keeper.OURS, "冀创"),
    basis=(LAW,),
    audience="企业",
    form=Form(
        (
            Step(
                "project",
                "项目",
                (
                    Field("project", "项目名称", FieldType.TEXT),
                    Field("leader", "负责人", FieldType.TEXT),
                    Field("members", "参加人员", FieldType.TEXT, required=False),
                    Field("topic", "学科代码", FieldType.TEXT, required=False),
                    Field("summary", "内容摘要", FieldType.LONG_TEXT, required=False, max_length=2000),
                    Field("shunned", "申请回避的专家", FieldType.TEXT, required=False),
                ),
            ),
        ),
    ),
    rules=None,
    route=Route(
        Panel(by=Desk.PROVINCE, days=20, experts=FIVE, mark=Mark(71), scoring=SCORING),
        Decision(by=Desk.PROVINCE),
    ),
    outcome=nothing,
    guide=guide(statutory_days=None, promised_days=20),
)
