"""Makes references to plans and their parts into links: `plan:2018`, `plan:2018/G.07`, `plan:2018/4`, `plan:2018/2018Q3`."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from jichuang.base import clock, duties, refs
from jichuang.base.refs import Link
from jichuang.indicators.reads import hooks
from jichuang.indicators.reads.hooks import Released
from jichuang.matters.models import Goal
from jichuang.passages import sources
from jichuang.plan.chores import DUTIES
from jichuang.plan.models import (
    Charge,
    Consultation,
    Letter,
    Milestone,
    OwnerReport,
    Plan,
    QuarterRelease,
    ReadDraft,
    Target,
)
from jichuang.plan.pages import passages
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.reach import may_see_charge, may_see_letter, may_see_report


def connect() -> None:
    """Registers the room's kinds."""
    refs.register("plan", plan_link)
    refs.register("plan-draft", draft_link)
    refs.register("goal", goal_link)
    refs.register("consultation", consultation_link)
    refs.register("plan-report", report_link)
    refs.register("plan-letter", letter_link)
    for name, duty in DUTIES.items():
        duties.register(name, duty)
    hooks.register_uses(targets_reading)
    hooks.register_releases(released_quarters)
    sources.register("target", passages.target)
    sources.register("forecast", passages.forecast)
    sources.register("board", passages.headline)
    sources.register("risks", passages.risks)


def targets_reading(code: str, inside: bool) -> list[Link]:
    """Targets that read an indicator, newest plan first; their pages are public, so `inside` changes nothing."""
    found = Target.objects.filter(indicator=code).select_related("plan").order_by("-plan__starts_on", "order")
    return [
        Link(
            f"{one.plan.year}年要点 {one.code} {one.name}",
            reverse("plan:target", args=[one.plan.slug, one.code]),
        )
        for one in found
    ]


def released_quarters() -> list[Released]:
    """Quarters released up to today: the days whose counts the public may see."""
    found = QuarterRelease.objects.filter(released_on__lte=clock.today()).order_by("as_of", "pk")
    return [Released(one.title, one.quarter, one.as_of, one.known_at, one.released_on) for one in found]


def plan_link(identity: str, user: Any) -> Link | None:
    """The board, or the item or target that the part after the slash names. Plan texts are public."""
    slug, _, part = identity.partition("/")
    plan = Plan.objects.filter(slug=slug).only("slug", "title").first()
    if plan is None:
        return None
    if part.isdigit():
        return Link(f"《{plan.title}》第{part}条", reverse("plan:item", args=[slug, int(part)]))
    target = Target.objects.filter(plan=plan, code=part).first() if part else None
    if target is not None:
        return Link(f"{part} {target.name}", reverse("plan:target", args=[slug, part]))
    milestone = (
        Milestone.objects.filter(plan=plan, code=part).select_related("item").first() if part else None
    )
    if milestone is not None:
        number = milestone.item.number if milestone.item else 0
        return Link(f"{part} {milestone.deliverable}", reverse("plan:item", args=[slug, number]) + f"#{part}")
    charge = Charge.objects.filter(plan=plan, code=part).select_related("owner").first() if part else None
    if charge is not None and user is not None and may_see_charge(user, charge).allowed:
        return Link(f"{part} {charge.title}", reverse("plan:charge", args=[slug, part]))
    return Link(f"《{plan.title}》{part}", reverse("plan:board", args=[slug]))


def goal_link(identity: str, user: Any) -> Link | None:
    """A goal set by a decision: its place among the tasks of its item, in the plan of the latest year."""
    goal = Goal.objects.filter(pk=identity).first() if identity.isdigit() else None
    plan = Plan.objects.order_by("-starts_on").only("slug").first() if goal else None
    if goal is None or plan is None:
        return None
    return Link(goal.title, f"{reverse('plan:item', args=[plan.slug, goal.plan_item])}#goal-{goal.pk}")


def report_link(identity: str, user: Any) -> Link | None:
    """A report of a month or quarter; the address for those it concerns."""
    report = (
        OwnerReport.objects.filter(pk=identity).select_related("plan").first() if identity.isdigit() else None
    )
    if report is None:
        return None
    allowed = user is not None and may_see_report(user, report).allowed
    return Link(f"{report.department}{report.name}", report.get_absolute_url() if allowed else None)


def letter_link(identity: str, user: Any) -> Link | None:
    """A reminder or slip; the address for those it concerns."""
    letter = Letter.objects.filter(pk=identity).select_related("plan").first() if identity.isdigit() else None
    if letter is None:
        return None
    allowed = user is not None and may_see_letter(user, letter).allowed
    return Link(f"{letter.title}（{letter.department}）", letter.get_absolute_url() if allowed else None)


def consultation_link(number: str, user: Any) -> Link | None:
    """`consultation:2018-01` → its public page."""
    found = Consultation.objects.select_related("draft").filter(number=number).first()
    return Link(str(found), found.get_absolute_url()) if found else None


def draft_link(identity: str, user: Any) -> Link | None:
    """An uploaded plan awaiting confirmation; only those who may confirm it get the address."""
    draft = ReadDraft.objects.filter(pk=identity).only("filename").first() if identity.isdigit() else None
    if draft is None:
        return None
    allowed = user is not None and may_keep(user).allowed
    return Link(
        f"待确认的要点“{draft.filename}”", reverse("plan:draft", args=[draft.pk]) if allowed else None
    )
