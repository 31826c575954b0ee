"""每日例行: experts who owe a review are reminded on the last working day before the round closes. One bad round stops nobody."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import date

from django.db import transaction

from jichuang.base import clock
from jichuang.review.models import Review, Round, Seat
from jichuang.review.terms import OWED, SITTING, RoundState
from jichuang.review.verbs.guards import write

logger = logging.getLogger(__name__)


def remind_experts(day: date) -> None:
    """On a working day: a letter to everybody who still owes something in a round that closes by the next one."""
    calendar = clock.calendar()
    if not calendar.is_workday(day):
        return
    until = calendar.next_workday(day)
    for round in Round.objects.filter(state=RoundState.REVIEWING).order_by("id"):
        if not day < round.closes_at.astimezone(clock.SHANGHAI).date() <= until:
            continue
        try:
            with transaction.atomic():
                _remind(round)
        except Exception:
            logger.exception("round %s: experts were not reminded", round.number)


def _remind(round: Round) -> None:
    owed = Counter(
        Review.objects.filter(proposal__round=round, state__in=OWED)
        .values_list("seat_id", flat=True)
        .order_by("seat_id")
    )
    closes = round.closes_at.astimezone(clock.SHANGHAI)
    for seat in (
        Seat.objects.filter(pk__in=owed, state__in=SITTING).select_related("expert__user").order_by("order")
    ):
        write(
            seat.expert,
            round,
            "评分即将截止",
            f"您还有{owed[seat.pk]}项没有提交，评分截止{closes:%Y年%m月%d日%H:%M}。",
        )
