"""What every page of the hall shares: who is looking, one case with its permission, faults put beside their fields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Problem, Refused
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.hall import catalogue, reads, verbs
from jichuang.hall.catalogue import UnknownMatter
from jichuang.hall.declare import Matter
from jichuang.hall.models import Case
from jichuang.registry.reads import scope_of


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the path above a page's title; `url` empty for the page itself."""

    title: str
    url: str = ""


def person(request: HttpRequest) -> User | None:
    """The signed-in person, None for a visitor."""
    return request.user if isinstance(request.user, User) else None


def member(request: HttpRequest) -> User:
    """The signed-in person. Call it behind `login_required` only."""
    return cast(User, request.user)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, coming back here afterwards."""
    return redirect_to_login(request.get_full_path())


def matter_or_404(code: str) -> Matter:
    """The current version of a matter; 404 naming near misses."""
    try:
        return catalogue.get(code)
    except UnknownMatter as fault:
        raise Http404(str(fault)) from fault


def case_or_refusal(request: HttpRequest, number: str) -> Case:
    """The case as the person may see it; Refused (403 with the reason) otherwise."""
    return reads.case_for(person(request), number)


def journal_reading(case: Case, user: User) -> None:
    """A reading by somebody who does not act for the party is journalled, so that the party sees who looked."""
    if scope_of(user, case.party, clock.today()) is None:
        verbs.open_case(case=case, by=user)


def day_or(text: str, fallback: date) -> tuple[date, str]:
    """(day, fault): a typed day, or the fallback with a sentence when it cannot be read."""
    if not text.strip():
        return fallback, ""
    try:
        return parse_date(text.strip(), field="日期"), ""
    except CodeError as fault:
        return fallback, str(fault)


def grouped(problems: Iterable[Problem]) -> dict[str, str]:
    """{field: everything wrong with it}."""
    found: dict[str, str] = {}
    for problem in problems:
        found[problem.field] = f"{found[problem.field]} {problem}" if problem.field in found else str(problem)
    return found


def as_problem(refusal: Refused, field: str = "") -> Problem:
    """A refusal shown beside a field instead of on a page of its own."""
    return Problem(refusal.field or field, refusal.reason.rstrip("。"), refusal.remedy)


def revision_of(request: HttpRequest) -> int:
    """The revision the page was drawn with. Raises Refused when the form lost it."""
    typed = request.POST.get("revision", "")
    if not typed.isdecimal():
        raise Refused(
            "页面缺少修订号，没有保存。", remedy="请刷新页面后重试；已保存的内容还在。", conflict=True
        )
    return int(typed)
