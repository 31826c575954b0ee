"""启用一份要点: writes a checked `PlanData` as rows, once. Knows no upload and no page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Refused
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.data import shapes
from jichuang.plan.data.load import load
from jichuang.plan.models import Chapter, Duty, Explanation, Item, Milestone, Plan, Target
from jichuang.plan.verbs.charging import open_ledger


def _optional(value: Fraction | None) -> Decimal | None:
    return None if value is None else exact_decimal(value)


def exact_decimal(value: Fraction) -> Decimal:
    """A Fraction with at most four decimals as Decimal. Raises ValueError when digits would be lost."""
    scaled = value * 10_000
    if scaled.denominator != 1:
        raise ValueError(f"{value} 超过四位小数，无法准确保存")
    return Decimal(scaled.numerator).scaleb(-4)


@transaction.atomic
def load_shipped_plan(*, name: str = "hebei-2018") -> Plan:
    """载入随系统附带的要点. Loading again returns the plan as it stands and changes nothing."""
    data = load(name)
    kept = Plan.objects.filter(slug=data.slug).first()
    if kept is not None:
        return kept
    return write_plan(data=data, by=None)


@transaction.atomic
def write_plan(*, data: shapes.PlanData, by: AbstractBaseUser | None) -> Plan:
    """Writes the plan with all its parts and journals it. Raises Refused (409) when the slug is taken."""
    if Plan.objects.filter(slug=data.slug).exists():
        raise Refused(
            f"代号“{data.slug}”已被另一份要点使用。",
            remedy="请换一个代号，例如加上地区简称：baoding-2019。",
            field="slug",
            conflict=True,
        )
    plan = Plan.objects.create(
        slug=data.slug,
        title=data.title,
        region=data.region,
        region_name=data.region_name,
        starts_on=data.base_date + timedelta(days=1),
        ends_on=data.deadline,
        base_on=data.base_date,
        text=data.text,
        ladders={code: list(rungs) for code, rungs in data.ladders.items()},
        source_note=data.source,
        adopted_by=actor_text(by),
        adopted_at=clock.now(),
    )
    items = _write_items(plan, data)
    _write_targets(plan, data, items)
    _write_milestones(plan, data, items)
    _write_duties(plan, data.duties, items)
    _write_explanations(plan, data)
    open_ledger(plan)
    journal.record(
        actor=by,
        verb="plan.adopt",
        subject=Ref("plan", plan.slug),
        summary=f"启用《{plan.title}》",
        detail={
            "items": len(data.items),
            "targets": len(data.targets),
            "milestones": len(data.milestones),
            "duties": len(data.duties),
        },
    )
    return plan


def _write_explanations(plan: Plan, data: shapes.PlanData) -> None:
    Explanation.objects.bulk_create(
        Explanation(
            plan=plan, code=n.id, order=order, kind=n.kind, label=n.label, text=n.text, about=list(n.about)
        )
        for order, n in enumerate(data.notes)
    )


def _write_items(plan: Plan, data: shapes.PlanData) -> dict[int, Item]:
    chapters = Chapter.objects.bulk_create(
        Chapter(plan=plan, order=order, code=c.id, number=c.no, title=c.title)
        for order, c in enumerate(data.chapters)
    )
    by_code = {chapter.code: chapter for chapter in chapters}
    items = Item.objects.bulk_create(
        Item(
            plan=plan,
            chapter=by_code[i.chapter],
            number=i.no,
            title=i.title,
            start=i.span[0],
            end=i.span[1],
            lit=i.lit,
        )
        for i in data.items
    )
    return {item.number: item for item in items}


def _write_targets(plan: Plan, data: shapes.PlanData, items: dict[int, Item]) -> None:
    groups = {code: title for title, codes in data.headline_groups for code in codes}
    Target.objects.bulk_create(
        Target(
            plan=plan,
            item=items.get(t.item),
            group=groups.get(t.id, ""),
            order=order,
            code=t.id,
            quote=t.quote,
            start=t.span[0],
            end=t.span[1],
            name=t.name,
            kind=t.kind,
            comparator=t.comparator,
            comparator_stated=t.comparator_stated,
            value=exact_decimal(t.value),
            value_max=_optional(t.value_max),
            tolerance=exact_decimal(t.tolerance),
            unit=t.unit,
            firmness=t.firm,
            base=_optional(t.base.value),
            base_known_on=t.base.known_on,
            base_basis=t.base.basis,
            base_source=t.base.source,
            deadline=t.deadline,
            deadline_stated=t.deadline_stated,
            pace=t.pace,
            measure=t.measure,
            indicator=t.indicator or "",
            beside=list(t.beside),
            ladder=t.ladder or "",
            own_rungs=t.own_rungs,
            decided_by=t.decided_by,
            members=list(t.members),
            feeds=t.feeds or "",
            last_year=_optional(t.last_year),
            lit=t.lit,
        )
        for order, t in enumerate(data.targets)
    )


def _write_milestones(plan: Plan, data: shapes.PlanData, items: dict[int, Item]) -> None:
    Milestone.objects.bulk_create(
        Milestone(
            plan=plan,
            item=items.get(m.item),
            order=order,
            code=m.id,
            quote=m.quote,
            start=m.span[0],
            end=m.span[1],
            verb=m.verb,
            deliverable=m.deliverable,
            ladder=m.ladder,
            own_rungs=m.own_rungs,
            cadence=m.cadence,
            members=list(m.members),
            channel=m.source,
            watch=m.watch,
            note=m.note,
            firmness=m.firm,
            deadline=data.deadline,
            lit=m.lit,
        )
        for order, m in enumerate(data.milestones)
    )


def _write_duties(plan: Plan, duties: Iterable[shapes.Duty], items: dict[int, Item]) -> None:
    Duty.objects.bulk_create(
        Duty(
            plan=plan,
            item=items.get(d.item),
            order=order,
            code=d.id,
            quote=d.quote,
            start=d.span[0],
            end=d.span[1],
            channel=d.source,
            watch=d.watch,
            note=d.note,
        )
        for order, d in enumerate(duties)
    )
