"""What every page of the room shares: its crumbs, and the dates a page is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import HttpRequest
from django.urls import reverse

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path above a page's title; `url` empty for the page itself."""

    title: str
    url: str = ""


def crumbs(*steps: Crumb) -> list[Crumb]:
    """The path from the library down."""
    return [Crumb("政策库", reverse("law:policies")), *steps]


def person(request: HttpRequest) -> User | None:
    """The signed-in person, None for a visitor."""
    return request.user if isinstance(request.user, User) else None


def member(request: HttpRequest) -> User:
    """The signed-in person. Call it behind `login_required` only."""
    return cast(User, request.user)


def day_or(text: str, fallback: date) -> tuple[date, str]:
    """(day, fault): a typed day, or the fallback with a sentence when it cannot be read."""
    if not text.strip():
        return fallback, ""
    try:
        return parse_date(text.strip(), field="日期"), ""
    except CodeError as fault:
        return fallback, str(fault)


@dataclass(frozen=True, slots=True)
class Moment:
    """按哪一天、按当时已知: the two dates a question of law is asked with; `known` None is all that is recorded."""

    on: date
    known: date | None
    fault: str = ""


def moment(request: HttpRequest, default: date | None = None) -> Moment:
    """The dates of a request (`on`, `known`), the business day for an empty `on`."""
    asked = request.POST if request.method == "POST" else request.GET
    on, on_fault = day_or(asked.get("on", ""), default or clock.today())
    known_text = asked.get("known", "").strip()
    known, known_fault = day_or(known_text, on)
    return Moment(on, known if known_text and not known_fault else None, on_fault or known_fault)
