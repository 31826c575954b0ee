"""The survey as periodic return: annual, answered by the drawn sample. Table number and approval are recorded by the installation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jichuang.base.errors import Refused
from jichuang.hall.declare import Citation, Desk
from jichuang.indicators.flows.form import CODE, FORM, SKIPS
from jichuang.indicators.models import SurveyDraw
from jichuang.returns.declare import By, Drawn, Frequency, Return, Survey, period_of

PLAN = Citation("2018年全省科技工作要点", "", "第27项")


def sample(on: date) -> Iterator[tuple[str, str, int | None, str, str, str]]:
    """The units drawn for the year of a day. Raises Refused while nothing has been drawn."""
    period = period_of(Frequency.YEAR, on).code
    drawn = SurveyDraw.objects.filter(code=CODE, period=period).first()
    if drawn is None:
        raise Refused(f"{period}年度还没有抽样。", remedy="请先在京津冀调查页抽样，再布置。", conflict=True)
    for one in drawn.chosen:
        yield one["subject"], one["name"], one["party"], one["region"], one["home"], f"survey-draw:{drawn.pk}"


JING_JIN_JI = Return(
    code=CODE,
    title="京津冀协同创新统计调查",
    frequency=Frequency.YEAR,
    form=FORM,
    roster=Drawn("按种子抽取的高新技术企业和必选单位", sample),
    due=By(month=11, day=30),
    basis=(PLAN,),
    since=date(2016, 1, 1),
    by=Desk.PROVINCE,
    survey=Survey(),
    skips=SKIPS,
    about="抽样调查：抽到的单位代表同一地区的其他单位。没有与京津合作的，答“否”即可。",
)
