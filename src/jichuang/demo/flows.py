"""演示的京津冀调查: the year 2016 drawn, answered by most of its sample and frozen; 2017 is left to be drawn."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.indicators.flows import CODE, MEASURES
from jichuang.indicators.verbs import draw_sample
from jichuang.indicators.verbs.flows import FRAME
from jichuang.registry.reads import entries
from jichuang.returns.declare import parse
from jichuang.returns.verbs import freeze, load_returns, open_period, record_approval

Progress = Callable[[int, int, str], None]
YEAR, SEED, SIZE = "2016", "2018031001", 150
DRAWN, DUE, FROZEN = date(2018, 3, 12), date(2018, 4, 20), date(2018, 4, 26)


def load_flows(*, users: dict[str, User], until: date, progress: Progress) -> None:
    """Nothing before the day it was frozen: a survey half done would be somebody's task."""
    if until < FROZEN:
        return
    by = users["statistician"]
    clock.set_demonstration_day(DRAWN)
    frame = entries(FRAME).in_force(parse(YEAR).last).count()
    drawn = draw_sample(period=YEAR, size=min(SIZE, frame), seed=SEED, by=by)
    record_approval(
        code=CODE,
        table="演科统67表",
        body="演示机关",
        approval="演统制〔2018〕7号（演示）",
        valid_to=date(2018, 6, 30),
        by=by,
    )
    period = open_period(code=CODE, period=YEAR, by=by, due_on=DUE)
    dice = random.Random(67)
    answers = {one["subject"]: _answers(dice) for one in drawn.chosen if dice.random() < 0.86}
    load_returns(period=period, answers=answers, source="演示：各市集中报入", by=by)
    clock.set_demonstration_day(FROZEN)
    freeze(period=period, by=by)
    progress(1, 1, "京津冀统计调查")


def _answers(dice: random.Random) -> dict[str, object]:
    if dice.random() < 0.35:
        return {"joint": False}
    found: dict[str, object] = {"joint": True}
    for measure in MEASURES:
        for key, often in zip((*measure.into, *measure.out), (0.8, 0.6, 0.5, 0.4), strict=True):
            size = dice.randint(1, 9) if dice.random() < often else 0
            found[key] = str(Decimal(size * 83_000)) if measure.money else str(size)
    return found
