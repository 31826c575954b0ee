"""Plans, their parts and what officers added, each in one query."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from jichuang.base import clock
from jichuang.indicators.reads import Known
from jichuang.plan.models import Explanation, Owner, Plan, QuarterRelease, RungReport, Target
from jichuang.registry.reads.entries import as_known


def plans() -> QuerySet[Plan]:
    """All plans, newest year first."""
    return Plan.objects.order_by("-ends_on", "slug")


def plan_by_slug(slug: str) -> Plan | None:
    """The plan under a slug, or None."""
    return Plan.objects.filter(slug=slug).first()


def targets_of(plan: Plan) -> list[Target]:
    """All targets with their items, headline goals first. One query; every target knows its plan."""
    found = list(plan.targets.select_related("item", "item__chapter").order_by("order"))
    for target in found:
        target.plan = plan
        if target.item is not None:
            target.item.plan = plan
    return found


@dataclass(frozen=True)
class Rungs:
    """Steps reached: `{code: {member: report}}`, the member empty where a promise has none."""

    latest: dict[str, dict[str, RungReport]] = field(default_factory=dict)

    def of(self, code: str) -> dict[str, RungReport]:
        """Latest report of each member of a promise."""
        return self.latest.get(code, {})


def rungs(plan: Plan, day: date, known: Known = None) -> Rungs:
    """What had been reached by `day`, as reported by `known`. One query."""
    rows = plan.rung_reports.filter(reached_on__lte=day)
    if known is not None:
        rows = rows.filter(recorded_at__lte=as_known(known))
    latest: dict[str, dict[str, RungReport]] = {}
    for row in rows.order_by("reached_on", "recorded_at", "pk"):
        latest.setdefault(row.code, {})[row.member] = row
    return Rungs(latest)


def owner_rows(plan: Plan) -> dict[str, Owner]:
    """`{code: assignment}`: the latest of each promise or item. One query."""
    return {row.code: row for row in Owner.objects.filter(plan=plan).order_by("assigned_on", "pk")}


def owners(plan: Plan) -> dict[str, str]:
    """`{code: department}`: the latest assignment of each promise. One query."""
    rows = Owner.objects.filter(plan=plan).order_by("assigned_on", "pk").values_list("code", "department")
    return dict(rows)


def explanations(plan: Plan) -> list[Explanation]:
    """口径说明 in order. One query."""
    return list(plan.explanations.all())


def releases(plan: Plan) -> list[QuarterRelease]:
    """Released quarters up to today, oldest first. One query."""
    return list(plan.releases.filter(released_on__lte=clock.today()))


def latest_release(plan: Plan) -> QuarterRelease | None:
    """The release the public sees, or None before the first."""
    found = releases(plan)
    return found[-1] if found else None
