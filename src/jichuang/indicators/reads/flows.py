"""京津冀调查: who was drawn, how many answered by place, and the weighted flows of a frozen period."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from jichuang.indicators.flows import CODE, Flows, Responses, estimated
from jichuang.indicators.flows.estimates import CERTAIN
from jichuang.indicators.models import SurveyDraw
from jichuang.methods.suppression import Rule
from jichuang.registry.reads import home_name
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.reads.surveys import frozen_answers
from jichuang.returns.terms import FILED


@dataclass(frozen=True)
class Rate:
    """Response of one stratum, counted without reading an answer."""

    code: str
    name: str
    frame: int
    asked: int
    answered: int

    @property
    def share(self) -> str:
        """In percent with one decimal."""
        return f"{self.answered * 100 / self.asked:.1f}%" if self.asked else "—"


@cache
def secrecy_rule() -> tuple[Rule, str]:
    """The rule of statistical secrecy and how far its thresholds are verified."""
    held = tomllib.loads(
        files("jichuang.indicators").joinpath("data", "secrecy.toml").read_text(encoding="utf-8")
    )
    return Rule(held["fewest"], held["dominant"], held["room"]), held["status"]


def draw_of(period: str) -> SurveyDraw | None:
    """The draw of a year."""
    return SurveyDraw.objects.filter(code=CODE, period=period).select_related("drawn_by").first()


def years() -> list[tuple[str, bool]]:
    """(year, frozen) of every draw, newest first. Two queries."""
    frozen = set(
        OpenPeriod.objects.filter(code=CODE, frozen_at__isnull=False).values_list("period", flat=True)
    )
    drawn = SurveyDraw.objects.filter(code=CODE).order_by("-period").values_list("period", flat=True)
    return [(one, one in frozen) for one in drawn]


def opened(period: str) -> OpenPeriod | None:
    """The period as the returns hold it."""
    return OpenPeriod.objects.filter(code=CODE, period=period).first()


def rates(draw: SurveyDraw, period: OpenPeriod | None, on: date) -> list[Rate]:
    """回收率 by stratum. One query, no answer read."""
    asked = Counter(one["stratum"] for one in draw.chosen)
    stratum = {one["subject"]: one["stratum"] for one in draw.chosen}
    filed: Counter[str] = Counter()
    if period is not None:
        for subject in Owed.objects.filter(period=period, state__in=FILED).values_list("subject", flat=True):
            filed[stratum.get(subject, "")] += 1
    return [
        Rate(
            code,
            "必选单位" if code == CERTAIN else home_name(code, on),
            draw.frame.get(code, 0),
            asked[code],
            filed[code],
        )
        for code in sorted(asked, key=lambda one: (one == CERTAIN, one))
    ]


def flows(draw: SurveyDraw, period: OpenPeriod) -> tuple[list[Flows], list[str]]:
    """The flows of a frozen period with secrecy applied, and the strata that nobody answered for.

    Answers carry no name: a certainty unit is told by its place alone, so certainty units weigh like their place's
    stratum unless every unit of the place was asked. Raises Refused before the freeze.
    """
    by_home: dict[str, list[object]] = {}
    for one in frozen_answers(period):
        by_home.setdefault(one.home, []).append(one.answers)
    frame: Counter[str] = Counter({code: number for code, number in draw.frame.items() if code != CERTAIN})
    for one in draw.chosen:
        if one["stratum"] == CERTAIN:
            frame[one["home"]] += 1
    asked = Counter(one["home"] for one in draw.chosen)
    strata = [
        Responses(home, frame[home], asked[home], tuple(by_home.get(home, ())))  # type: ignore[arg-type]
        for home in sorted(asked)
    ]
    silent = [one.stratum for one in strata if not one.answers]
    return estimated(strata, secrecy_rule()[0]), silent
