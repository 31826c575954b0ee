"""The board of a plan on a day, as known on a day: every row is a query over dated facts, in a constant number of queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from jichuang.indicators import catalogue
from jichuang.indicators.reads import Figures, Known, figures
from jichuang.indicators.reads.known import day_of
from jichuang.methods.lights import judge
from jichuang.methods.pace import PaceCurve, linear, pace
from jichuang.plan.models import Explanation, Item, Plan, Target
from jichuang.plan.reads import ladders
from jichuang.plan.reads.adjusting import Adjusted, adjusted, curves, light_as, target_as
from jichuang.plan.reads.ahead import WEEK, ahead, past_days, restarts
from jichuang.plan.reads.plans import Rungs, explanations, owners, rungs, targets_of
from jichuang.plan.reads.rows import Beside, Row, words_for_missing, written
from jichuang.plan.terms import BaseBasis, Measure


@dataclass(frozen=True)
class Board:
    """Rows of a plan by code, with what the page needs to arrange them."""

    plan: Plan
    day: date
    known: Known
    rows: dict[str, Row]
    explanations: list[Explanation]
    elapsed: Fraction

    @property
    def headline(self) -> list[tuple[str, list[Row]]]:
        """Goals of the preamble by group, groups in the plan's order."""
        groups: dict[str, list[Row]] = {}
        for row in self.rows.values():
            if row.target.item_id is None:
                groups.setdefault(row.target.group or "总体目标", []).append(row)
        return list(groups.items())

    @property
    def by_item(self) -> list[tuple[Item, list[Row]]]:
        """Rows of each item that has targets, in item order."""
        items: dict[int, tuple[Item, list[Row]]] = {}
        for row in self.rows.values():
            item = row.target.item
            if item is not None:
                items.setdefault(item.number, (item, []))[1].append(row)
        return [items[number] for number in sorted(items)]

    @property
    def summary(self) -> dict[str, int]:
        """How many targets show each colour (`none` = without a light)."""
        counted = Counter(row.light.colour for row in self.rows.values())
        return {colour: counted[colour] for colour in ("green", "amber", "red", "grey", "none")}


def board(plan: Plan, day: date, known: Known = None, *, only: Sequence[str] | None = None) -> Board:
    """The board on `day` as known on `known` (None = now); `only` narrows to some target codes.

    Nine queries whatever the plan's size: targets, register events, published figures, steps, owners, 口径说明,
    adjustments, quarterly paces.
    """
    changes, paces = adjusted(plan, day, known), curves(plan, day, known)
    promised = [t for t in targets_of(plan) if only is None or t.code in only]
    targets = [target_as(t, changes.get(t.code)) for t in promised]
    days = _days(plan, day)
    read = figures(_codes(targets), [*past_days(plan, day), *days], known=known)
    steps = rungs(plan, day, known)
    who = owners(plan)
    notes = explanations(plan)
    rows = {t.code: _row(t, day, known, days, read, steps, who, notes, paces.get(t.code)) for t in targets}
    rows |= {t.code: _changed(rows[t.code], t, changes[t.code]) for t in promised if t.code in changes}
    return Board(plan, day, known, rows, notes, linear(day, plan.base_on, plan.ends_on))


def _changed(row: Row, promised: Target, change: Adjusted) -> Row:
    """The row with its decision, the plan's own figure beside the new one, and grey while suspended."""
    own = promised.value_text if change.value is not None else ""
    return replace(row, light=light_as(row.light, change), change=change, promised=own)


def _codes(targets: Sequence[Target]) -> list[str]:
    codes: list[str] = []
    for target in targets:
        declared = catalogue.find(target.indicator)
        if declared is not None:
            codes += [declared.code, *_beside_codes(target)]
    return codes


def _beside_codes(target: Target) -> list[str]:
    declared = catalogue.find(target.indicator)
    both = [*target.beside, *(declared.beside if declared else ())]
    return [code for code in dict.fromkeys(both) if catalogue.find(code)]


def _days(plan: Plan, day: date) -> list[date]:
    """Base day, then every seventh day back from `day`, and `day` itself; never after the plan's end plus `day`."""
    steps = max(0, (day - plan.base_on).days) // WEEK.days
    weekly = [day - WEEK * back for back in range(steps, -1, -1)]
    return sorted({plan.base_on, min(day, plan.ends_on), *(d for d in weekly if d > plan.base_on), day})


def _row(
    target: Target,
    day: date,
    known: Known,
    days: list[date],
    read: Figures,
    steps: Rungs,
    who: dict[str, str],
    notes: list[Explanation],
    curve: PaceCurve | None,
) -> Row:
    plan = target.plan
    expected = (
        curve.on(day, plan.base_on, target.deadline)
        if curve
        else pace(target.pace, day, plan.base_on, target.deadline)
    )
    about = [note for note in notes if target.code in note.about]
    owner = who.get(target.code) or who.get(str(target.item.number if target.item else 0), "")
    if target.measure == Measure.LADDER:
        return ladders.target_row(target, expected, steps.of(target.code), owner, about)
    if catalogue.find(target.indicator) is None:
        light = judge(target.goal(None), value=None, pace=expected, missing="no_report")
        return Row(
            target, light, pace=expected, owner=owner, notes=about, why="尚未绑定指标，也没有书面报告。"
        )
    row = _indicator_row(target, day, known, days, read, expected, owner, about)
    return replace(row, curve=curve)


def _indicator_row(
    target: Target,
    day: date,
    known: Known,
    days: list[date],
    read: Figures,
    expected: Fraction,
    owner: str,
    about: list[Explanation],
) -> Row:
    plan, code = target.plan, target.indicator
    base = _base(target, day, known, read)
    observation = read.observation(code, day)
    value = _value(target, day, read)
    stale = observation is not None and observation.period[:4] < str(plan.year)
    missing = read.reason_missing(code, day)
    judged = None if stale else value
    light = judge(
        target.goal(base),
        value=judged,
        pace=expected,
        missing="not_published" if stale or missing == "not_published" else "",
    )
    points = _points(target, days, day, read) if value is not None and observation is None else []
    text, unit = (observation.text, target.unit) if observation else written(value, target.unit)
    return Row(
        target,
        light,
        value=value,
        value_text=text,
        value_unit=unit,
        base=base,
        pace=expected,
        points=points,
        ahead=ahead(target, read, day) if points else None,
        beside=_beside(target, day, read),
        notes=about,
        owner=owner,
        observation=observation,
        why=words_for_missing(target, missing, observation, stale),
    )


def _value(target: Target, day: date, read: Figures) -> Fraction | None:
    """The indicator's value; yearly sums stop at the plan's end and are nothing before it begins."""
    plan = target.plan
    at = day
    if restarts(target):
        if day <= plan.base_on:
            return None if read.value(target.indicator, day) is None else Fraction(0)
        at = min(day, plan.ends_on)
    value = read.value(target.indicator, at)
    return None if value is None else Fraction(value)


def _points(target: Target, days: list[date], day: date, read: Figures) -> list[tuple[date, Fraction]]:
    """The line of a count of register entries, week by week."""
    asked = (target.indicator, target.kind, target.plan.base_on, target.plan.ends_on, tuple(days), day)
    return read.once(("points", *asked), lambda: _weekly(target, days, day, read))


def _weekly(target: Target, days: list[date], day: date, read: Figures) -> list[tuple[date, Fraction]]:
    found = [(d, _value(target, d, read)) for d in days if d <= day]
    return [(d, value) for d, value in found if value is not None]


def _base(target: Target, day: date, known: Known, read: Figures) -> Fraction | None:
    """The base as usable on `day`: published ones from their publication, register ones counted on the base day."""
    if target.base_basis == BaseBasis.REGISTER:
        counted = read.value(target.indicator, target.plan.base_on)
        return None if counted is None else Fraction(counted)
    limit = min(day, day_of(known) or day)
    if target.base is None or (target.base_known_on is not None and limit < target.base_known_on):
        return None
    return Fraction(target.base)


def _beside(target: Target, day: date, read: Figures) -> list[Beside]:
    found = []
    for code in _beside_codes(target):
        indicator = catalogue.get(code)
        at = min(day, target.plan.ends_on) if indicator.kind == "flow" else day
        value = read.value(code, at)
        if value is not None:
            text, unit = written(Fraction(value), indicator.unit)
            found.append(Beside(code, indicator.title, text, unit))
    return found
