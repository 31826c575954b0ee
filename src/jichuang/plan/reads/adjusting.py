"""What was changed about promises by a day: approved adjustments folded in order, and approved quarterly paces."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from jichuang.indicators.reads import Known
from jichuang.methods.lights import Light
from jichuang.methods.pace import PaceCurve, quarterly
from jichuang.plan.models import Adjustment, Charge, Milestone, Plan, QuarterPace, Target
from jichuang.plan.terms import AdjustmentKind, ChargeKind, Decided
from jichuang.registry.reads.entries import as_known


@dataclass(frozen=True)
class Adjusted:
    """A promise as changed: None where nothing was. `suspended` is the decision that stopped it."""

    last: Adjustment
    value: Decimal | None = None
    deadline: date | None = None
    suspended: Adjustment | None = None


def adjusted(plan: Plan, day: date, known: Known = None) -> dict[str, Adjusted]:
    """{code: Adjusted} by decisions of `day` or before, as known on `known`. One query."""
    rows = plan.adjustments.filter(state=Decided.APPROVED, decided_on__lte=day)
    if known is not None:
        rows = rows.filter(decided_at__lte=as_known(known))
    found: dict[str, Adjusted] = {}
    for row in rows.order_by("decided_at", "id"):
        before = found.get(row.code) or Adjusted(row)
        found[row.code] = _folded(before, row)
    return found


def _folded(before: Adjusted, row: Adjustment) -> Adjusted:
    match AdjustmentKind(row.kind):
        case AdjustmentKind.TARGET:
            return replace(before, last=row, value=row.value)
        case AdjustmentKind.DEADLINE:
            return replace(before, last=row, deadline=row.deadline)
        case AdjustmentKind.SUSPEND:
            return replace(before, last=row, suspended=row)
        case AdjustmentKind.RESUME:
            return replace(before, last=row, suspended=None)


def curves(plan: Plan, day: date, known: Known = None) -> dict[str, PaceCurve]:
    """{code: curve} of the quarterly paces approved by `day`, the newest of each. One query."""
    rows = plan.quarter_paces.filter(state=Decided.APPROVED, decided_on__lte=day)
    if known is not None:
        rows = rows.filter(decided_at__lte=as_known(known))
    return {row.code: _curve(row) for row in rows.order_by("decided_at", "id")}


def _curve(row: QuarterPace) -> PaceCurve:
    return quarterly([Fraction(share, 1000) for share in row.shares], basis=f"{row.decided_on}审定的季度进度")


def target_as(target: Target, change: Adjusted | None) -> Target:
    """The target with its changed value and deadline: a copy that is never saved."""
    if change is None or (change.value is None and change.deadline is None):
        return target
    found = copy(target)
    found.value = change.value or target.value
    if change.value is not None and target.value_max is not None:
        found.value_max = max(change.value, target.value_max)
    found.deadline = change.deadline or target.deadline
    return found


def milestone_as(milestone: Milestone, change: Adjusted | None) -> Milestone:
    """The milestone with its changed deadline: a copy that is never saved."""
    if change is None or change.deadline is None:
        return milestone
    found = copy(milestone)
    found.deadline = change.deadline
    return found


def light_as(light: Light, change: Adjusted | None) -> Light:
    """Grey, with the document, for what is suspended."""
    if change is None or change.suspended is None:
        return light
    return Light("grey", None, "suspended", f"暂停 · {change.suspended.document}", light.progress, light.pace)


def standing(charge: Charge, kind: AdjustmentKind) -> str:
    """What stands before a change, in words: `≥ 1,000 家`, `2018-12-31`."""
    if kind == AdjustmentKind.DEADLINE:
        return charge.deadline.isoformat()
    if kind == AdjustmentKind.TARGET and charge.kind == ChargeKind.TARGET:
        target = charge.plan.targets.get(code=charge.code)
        value = (
            charge.plan.adjustments.filter(
                code=charge.code, kind=AdjustmentKind.TARGET, state=Decided.APPROVED
            )
            .order_by("-decided_at")
            .values_list("value", flat=True)
            .first()
        )
        if value is not None:
            target.value = value
        return target.value_text
    return charge.get_state_display()
