"""评审轮次: how far each seat and each proposal is, without a single score. Knows no page."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from jichuang.hall import catalogue
from jichuang.hall.declare import Panel, Scoring, StageKind
from jichuang.hall.models import Task
from jichuang.hall.reads.desks import scope
from jichuang.review.models import Avoidance, Expert, Proposal, Review, Round, Seat
from jichuang.review.terms import ALIVE, SITTING, ReviewState

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def stage_of(round: Round) -> Panel:
    """The Panel stage as declared in the version the round's cases are pinned to. Raises TypeError for another kind."""
    stage = catalogue.get(round.matter, round.version).life(round.purpose).route.part(round.stage)
    if not isinstance(stage, Panel):
        raise TypeError(f"{round.matter} {round.stage} is no panel")
    return stage


def scoring_of(round: Round) -> Scoring:
    """The scoring of the round's stage. Raises TypeError where the stage declares none."""
    scoring = stage_of(round).scoring
    if scoring is None:
        raise TypeError(f"{round.matter} {round.stage} declares no scoring")
    return scoring


def waiting_tasks(user: User | None, on: date) -> QuerySet[Task]:
    """Open panel tasks at the user's desks whose case is in no running round."""
    mine = scope(user, on)
    if mine is None:
        return Task.objects.none()
    rows = Task.objects.filter(mine, done_at__isnull=True, stage_kind=StageKind.PANEL.value)
    rows = rows.exclude(case__proposals__live=True)
    return rows.select_related("case__party").order_by("case__matter", "id")


@dataclass(slots=True)
class SeatProgress:
    """One seat: reviews owed and handed in."""

    seat: Seat
    done: int = 0
    owed: int = 0

    @property
    def all(self) -> int:
        """Reviews that are his."""
        return self.done + self.owed


@dataclass(slots=True)
class ProposalProgress:
    """One proposal: handed in, of how many; who is kept away."""

    proposal: Proposal
    done: int = 0
    all: int = 0
    avoided: list[Avoidance] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """Reviews still owed."""
        return self.all - self.done


def seats_of(round: Round) -> list[SeatProgress]:
    """Every seat in order of the draw, with its progress. Two queries."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Review.objects.filter(proposal__round=round, state__in=ALIVE).values_list("seat_id", "state")
    for seat, state in rows.order_by("seat_id"):
        counts[seat][state] += 1
    seats = round.seats.select_related("expert", "replaces__expert").order_by("order")
    return [
        SeatProgress(
            seat,
            counts[seat.pk][ReviewState.SUBMITTED],
            counts[seat.pk][ReviewState.ASSIGNED] + counts[seat.pk][ReviewState.DRAFT],
        )
        for seat in seats
    ]


def progress_of(round: Round) -> list[ProposalProgress]:
    """Every proposal with its progress and the avoidances of experts who would else have been asked. Three queries."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Review.objects.filter(proposal__round=round, state__in=ALIVE).values_list("proposal_id", "state")
    for proposal, state in rows.order_by("proposal_id"):
        counts[proposal][state] += 1
    avoided: dict[int, list[Avoidance]] = defaultdict(list)
    for row in round.avoidances.select_related("expert").order_by("expert__number", "id"):
        avoided[row.proposal_id].append(row)
    return [
        ProposalProgress(
            one, counts[one.pk][ReviewState.SUBMITTED], sum(counts[one.pk].values()), avoided[one.pk]
        )
        for one in round.proposals.select_related("case__party").order_by("position")
    ]


def rounds_at(user: User | None, on: date) -> QuerySet[Round]:
    """Rounds whose cases lie or lay at one of the user's desks; all of them for who sees every desk."""
    mine = scope(user, on)
    if mine is None:
        return Round.objects.none()
    tasks = Task.objects.filter(mine, stage_kind=StageKind.PANEL.value)
    return Round.objects.filter(proposals__case__tasks__in=tasks).distinct().order_by("-id")


def seats_for(user: User) -> QuerySet[Seat]:
    """The expert's own seats, newest round first, with how many reviews are his (`given`) and handed in (`done`)."""
    done = Count("reviews", filter=Q(reviews__state=ReviewState.SUBMITTED))
    given = Count("reviews", filter=Q(reviews__state__in=ALIVE))
    rows = Seat.objects.filter(expert__user=user).exclude(state="reserve")
    return rows.annotate(done=done, given=given).select_related("round", "expert").order_by("-round_id")


def reviews_of(seat: Seat) -> QuerySet[Review]:
    """The expert's reviews of one round in order, the avoided ones left out: what must not be seen is not listed."""
    rows = seat.reviews.filter(state__in=ALIVE).select_related("proposal__case__party", "proposal__round")
    return rows.order_by("proposal__position")


def loads(experts: list[Expert]) -> dict[int, int]:
    """{expert: reviews he owes now in whatever round}."""
    rows = Review.objects.filter(
        seat__expert__in=experts, seat__state__in=SITTING, state__in=[ReviewState.ASSIGNED, ReviewState.DRAFT]
    )
    return dict(rows.order_by().values_list("seat__expert").annotate(Count("id")))
