"""评审费与履职: what each expert handed in and is owed, counted from the reviews themselves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, F, Max

from jichuang.hall.declare import Discipline
from jichuang.review.models import Review, Round
from jichuang.review.terms import ReviewState, RoundState

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True, slots=True)
class Fee:
    """One line of the fee list. Amounts in yuan, before tax."""

    number: str
    name: str
    kind: str
    unit: str
    reviews: int
    each: Decimal
    amount: Decimal


def fees_of(round: Round) -> list[Fee]:
    """评审费清单: one line for each expert who handed something in, in order of the draw. One query."""
    each = Decimal(round.fee_fen) / 100
    rows = (
        Review.objects.filter(proposal__round=round, state=ReviewState.SUBMITTED)
        .order_by("seat__order")
        .values_list("seat__expert__number", "seat__expert__name", "seat__expert__kind", "seat__unit")
        .annotate(count=Count("id"))
    )
    return [
        Fee(number, name, Discipline(kind).title, unit, count, each, each * count)
        for number, name, kind, unit, count in rows
    ]


@dataclass(frozen=True, slots=True)
class Served:
    """One round of an expert's record. `amount` in yuan; None until the round has its result."""

    title: str
    reviews: int
    last: object
    amount: Decimal | None


def record_of(user: User) -> list[Served]:
    """履职记录 of the expert whose account this is: rounds in which he handed something in, newest first. One query."""
    rows = (
        Review.objects.filter(seat__expert__user=user, state=ReviewState.SUBMITTED)
        .order_by("-proposal__round")
        .values("proposal__round")
        .annotate(
            count=Count("id"),
            last=Max("submitted_at"),
            title=F("proposal__round__title"),
            fee=F("proposal__round__fee_fen"),
            state=F("proposal__round__state"),
        )
    )
    return [
        Served(
            row["title"],
            row["count"],
            row["last"],
            Decimal(row["fee"]) * row["count"] / 100 if row["state"] == RoundState.CONCLUDED else None,
        )
        for row in rows
    ]
