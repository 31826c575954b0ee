"""京津冀协同创新统计调查: draw the sample with a logged seed. Opening, answering, reviewing and freezing are the returns' own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.indicators.flows import CODE
from jichuang.indicators.flows.declared import JING_JIN_JI
from jichuang.indicators.flows.estimates import CERTAIN
from jichuang.indicators.models import SurveyDraw
from jichuang.methods.drawing import ticket
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import entries
from jichuang.returns.declare import parse
from jichuang.returns.reads.permissions import may_manage

if TYPE_CHECKING:
    from jichuang.accounts.models import User

FRAME = "hnte"
FEWEST = 3
"""Units drawn of every stratum, however small its share (推定)."""


@transaction.atomic
def draw_sample(*, period: str, size: int, seed: str, certain: Sequence[str] = (), by: User) -> SurveyDraw:
    """抽样: `size` units of the frame in proportion to each 考核归属 unit, by the lowest tickets of `seed`.

    `certain` are credit codes of registered units that are asked in any case and stand for themselves. Raises Refused
    without the right to manage the survey or when the period was drawn already, Invalid for a size, seed or code.
    """
    require(may_manage(by, JING_JIN_JI))
    try:
        day = parse(period).last
    except ValueError as fault:
        raise Invalid.one("period", str(fault)) from fault
    sure = list(Party.objects.filter(credit_code__in=certain).order_by("id"))
    lost = sorted(set(certain) - {one.credit_code for one in sure})
    problems = (
        [Problem("certain", f"主体库中没有{'、'.join(lost)}", "必选单位须先登记为主体")] if lost else []
    )
    if len(seed.strip()) < 6:
        problems.append(Problem("seed", "抽样种子太短", "请用事先公布的号码，不少于6位，如某期彩票开奖号码"))
    named = {one.credit_code for one in sure}
    frame = [row for row in entries(FRAME).in_force(day).order_by("id") if row.subject not in named]
    if not 1 <= size <= len(frame):
        problems.append(Problem("size", f"样本量应在1至{len(frame)}之间", f"抽样框是{day}有效的高新技术企业"))
    if problems:
        raise Invalid(problems)
    return _keep(period, size, seed.strip(), _chosen(frame, size, seed.strip(), sure), frame, len(sure), by)


def _chosen(frame: list[Entry], size: int, seed: str, sure: list[Party]) -> list[dict[str, object]]:
    strata: dict[str, list[Entry]] = {}
    for row in frame:
        strata.setdefault(row.home, []).append(row)
    chosen: list[dict[str, object]] = [
        {
            "subject": one.credit_code or "", "name": one.name, "party": one.pk, "region": one.region, "home": one.home,
            "stratum": CERTAIN,
        }
        for one in sure
    ]  # fmt: skip
    for home, rows in sorted(strata.items()):
        wanted = min(len(rows), max(FEWEST, -(-size * len(rows) // len(frame))))
        drawn = sorted(rows, key=lambda one: ticket(seed, one.subject))[:wanted]
        chosen += [
            {
                "subject": row.subject, "name": row.name, "party": row.party_id, "region": row.region, "home": home,
                "stratum": home,
            }
            for row in drawn
        ]  # fmt: skip
    return chosen


def _keep(
    period: str,
    size: int,
    seed: str,
    chosen: list[dict[str, object]],
    frame: list[Entry],
    sure: int,
    by: User,
) -> SurveyDraw:
    counted = dict(Counter(row.home for row in frame)) | ({CERTAIN: sure} if sure else {})
    try:
        with transaction.atomic():
            made = SurveyDraw.objects.create(
                code=CODE, period=period, seed=seed, size=size, frame=counted, chosen=chosen, drawn_at=clock.now(),
                drawn_by=by,
            )  # fmt: skip
    except IntegrityError as fault:
        raise Refused(
            f"{period}已经抽过样。", remedy="一期只抽一次；种子和样本见调查页。", conflict=True
        ) from fault
    journal.record(
        actor=by,
        verb="survey.draw",
        subject=Ref("survey-draw", str(made.pk)),
        summary=f"京津冀协同创新统计调查{period}抽样：框{len(frame)}家，样本{len(chosen)}家，种子{seed}",
        detail={"seed": seed, "size": size, "strata": counted},
    )
    return made
