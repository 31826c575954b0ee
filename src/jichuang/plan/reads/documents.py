"""文件台账: every document the plan names, the step it has reached, its drafts, consultations and number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q

from jichuang.base import clock
from jichuang.indicators.reads import Known
from jichuang.plan.models import Consultation, DraftText, IssuedDocument, Milestone, Plan, RungReport
from jichuang.plan.reads.ladders import MilestoneRow, milestone_row
from jichuang.plan.reads.plans import owners, rungs
from jichuang.plan.terms import Adopted

LADDERS = ("doc", "law")


@dataclass
class Document:
    """One document of the board: a milestone or one member of it."""

    row: MilestoneRow
    member: str
    reached: int
    drafts: list[DraftText] = field(default_factory=list)
    consultations: list[Consultation] = field(default_factory=list)
    issued: IssuedDocument | None = None

    @property
    def milestone(self) -> Milestone:
        """The promise."""
        return self.row.milestone

    @property
    def title(self) -> str:
        """Name of the document as the plan or its latest draft has it."""
        if self.drafts:
            return self.drafts[-1].title
        return f"{self.milestone.deliverable}{f'（{self.member}）' if self.member else ''}"

    @property
    def step(self) -> str:
        """The step reached, or 尚未报告."""
        return self.milestone.rungs[self.reached - 1] if self.reached else "尚未报告"

    @property
    def running(self) -> Consultation | None:
        """The consultation that is open now."""
        now = clock.now()
        return next((one for one in self.consultations if one.opens_at <= now <= one.closes_at), None)


def documents(plan: Plan, day: date, known: Known = None, *, only: str = "") -> list[Document]:
    """All documents of a plan in its order; six queries whatever their number."""
    found = plan.milestones.filter(ladder__in=LADDERS).select_related("plan", "item")
    if only:
        found = found.filter(code=only)
    reports, who = rungs(plan, day, known), owners(plan)
    drafts = list(
        DraftText.objects.filter(plan=plan).select_related("written_by", "issued").order_by("version")
    )
    asked = list(
        Consultation.objects.filter(draft__plan=plan).select_related("draft").annotate(
            given=Count("opinions"), waiting=Count("opinions", filter=Q(opinions__adopted=Adopted.WAITING))
        )
    )  # fmt: skip
    rows = []
    for milestone in found:
        item = str(milestone.item.number) if milestone.item else ""
        row = milestone_row(
            milestone, day, plan.base_on, reports, who.get(milestone.code) or who.get(item, "")
        )
        for step in row.steps:
            mine = [one for one in drafts if (one.code, one.member) == (milestone.code, step.member)]
            rows.append(
                Document(
                    row, step.member, step.reached, mine,
                    [one for one in asked if (one.draft.code, one.draft.member) == (milestone.code, step.member)],
                    next((one.issued for one in reversed(mine) if hasattr(one, "issued")), None),
                )
            )  # fmt: skip
    return rows


def reached_rung(milestone: Milestone, member: str) -> int:
    """The step that the latest report names, as `rungs` orders them; 0 without one."""
    last = (
        RungReport.objects.filter(plan=milestone.plan, code=milestone.code, member=member)
        .order_by("reached_on", "recorded_at", "pk").last()
    )  # fmt: skip
    return last.rung if last else 0


def open_consultations() -> list[Consultation]:
    """Those that take opinions now, closing first."""
    now = clock.now()
    return list(
        Consultation.objects.filter(opens_at__lte=now, closes_at__gte=now)
        .select_related("draft__plan")
        .order_by("closes_at")
    )


def past_consultations() -> list[Consultation]:
    """Those that are over, newest first."""
    return list(
        Consultation.objects.filter(closes_at__lt=clock.now())
        .select_related("draft__plan")
        .order_by("-closes_at")[:50]
    )
