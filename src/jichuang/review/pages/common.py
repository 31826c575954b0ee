"""What every page of review shares: who is looking, one round, one review, one seat; faults as lists."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.review.models import Review, Round, Seat


def member(request: HttpRequest) -> User:
    """The signed-in person. Call it behind `login_required` only."""
    return cast(User, request.user)


def round_or_404(number: str) -> Round:
    """The round of that number."""
    return get_object_or_404(Round.objects.select_related("opened_by"), number=number)


def own_seat(request: HttpRequest, round: Round) -> Seat:
    """The person's own seat in the round, reserves apart: to others the round is not there at all."""
    rows = Seat.objects.filter(round=round, expert__user=member(request)).exclude(state="reserve")
    seat = rows.select_related("expert", "round").first()
    if seat is None:
        raise Refused("您不是这一轮的评审专家。", remedy="请从“我的评审”进入自己的评审。")
    return seat


def review_or_404(key: int) -> Review:
    """The review with everything its pages need; permission is asked separately."""
    rows = Review.objects.select_related(
        "seat__round", "seat__expert", "proposal__case__party", "proposal__round"
    )
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404("没有这份评审")
    return found


def moment(text: str) -> datetime | None:
    """A typed `2018-09-30T17:00` in Shanghai time; a day alone means its last minute. None when it cannot be read."""
    try:
        given = datetime.fromisoformat(text.strip())
    except ValueError:
        try:
            given = datetime.combine(parse_date(text.strip()), datetime.min.time()).replace(
                hour=23, minute=59
            )
        except CodeError:
            return None
    return given.replace(tzinfo=clock.SHANGHAI) if given.tzinfo is None else given


def whole(text: Any, fallback: int = 0) -> int:
    """A typed whole number, or the fallback."""
    plain = str(text or "").strip()
    return int(plain) if plain.isdecimal() else fallback
