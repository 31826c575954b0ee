"""里程碑由发布本身证明: the bulletins a plan asks for count as its step 发布 from the day the last of them is issued.

Until then the milestone stands at the step before, with the number of those issued.

The plan sees that a bulletin was issued, never what a firm answered for it. A step reported by hand on a later day stands.
"""

from __future__ import annotations

from datetime import date

from jichuang.base.clock import SHANGHAI
from jichuang.indicators.reads import Known
from jichuang.indicators.reads.bulletins import issued
from jichuang.plan.models import Milestone, Plan, RungReport
from jichuang.plan.reads.plans import Rungs
from jichuang.registry.reads.entries import as_known

BULLETINS = {("2018", "M04.2"): ("hnte-quarterly", 4)}
"""(plan, milestone) -> (survey whose bulletins it asks for, how many of them)."""


def with_publications(reached: Rungs, plan: Plan, day: date, known: Known = None) -> Rungs:
    """The steps reported, and those that a publication shows where nothing was reported on a later day."""
    latest = dict(reached.latest)
    for code, shown in published(plan, day, known).items():
        by_hand = latest.get(code, {}).get("")
        if by_hand is None or by_hand.reached_on < shown.reached_on:
            latest[code] = {**latest.get(code, {}), "": shown}
    return Rungs(latest)


def published(plan: Plan, day: date, known: Known = None) -> dict[str, RungReport]:
    """{milestone: the step its bulletins have reached} by the day. At most two queries; none for plans that ask for none."""
    found: dict[str, RungReport] = {}
    for (slug, code), (survey, wanted) in BULLETINS.items():
        if slug != plan.slug:
            continue
        rows = [one for one in issued(survey, plan.year) if one.issued_on and one.issued_on <= day]
        if known is not None:
            until = as_known(known).astimezone(SHANGHAI).date()
            rows = [one for one in rows if one.issued_on and one.issued_on <= until]
        milestone = (
            Milestone.objects.filter(plan=plan, code=code).select_related("plan").first() if rows else None
        )
        last = rows[-1] if rows else None
        if milestone is None or last is None or last.issued_on is None:
            continue
        reached = len(milestone.rungs) - (len(rows) < wanted)
        evidence = f"已发布{len(rows)}期，应{wanted}期：最近为{last.title}（{last.number}）"
        found[code] = RungReport(
            plan=plan, code=code, rung=reached, reached_on=last.issued_on, evidence=evidence, by="system"
        )  # fmt: skip
    return found
