"""What pages of the room share: who asks, which day, as known when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest

from jichuang.base import clock
from jichuang.indicators import catalogue
from jichuang.indicators.declare import Indicator
from jichuang.indicators.reads.access import may_see_inside

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def person(request: HttpRequest) -> User | None:
    """Who is signed in, None for a visitor."""
    return request.user if request.user.is_authenticated else None


def signed_in(request: HttpRequest) -> User:
    """Who asks; verbs refuse a visitor by themselves."""
    return cast("User", request.user)


@dataclass(frozen=True)
class Moment:
    """The day of a page (`on`), as known when (`known`, None = now), and whether the reader is inside."""

    on: date
    known: date | None
    inside: bool
    reason: str
    complaints: list[str] = field(default_factory=list)


def moment(request: HttpRequest) -> Moment:
    """Reads `?on=` and `?known=`; what is no date is answered with today and a complaint. Days ahead become today."""
    today, complaints = clock.today(), list[str]()
    decision = may_see_inside(person(request))
    on = _day(request.GET.get("on", ""), "截至日期", complaints) or today
    known = _day(request.GET.get("known", ""), "已知截至日期", complaints)
    if on > today:
        complaints.append(f"截至日期{on.isoformat()}在今天之后，已改为今天。")
        on = today
    return Moment(
        on, known if known and known < today else None, decision.allowed, decision.reason, complaints
    )


def _day(text: str, title: str, complaints: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        complaints.append(f"{title}“{text[:20]}”不是日期，应写作 2018-09-30；已按今天显示。")
        return None


def indicator_or_404(code: str) -> Indicator:
    """The indicator, or a page that says where to find the right code."""
    found = catalogue.find(code)
    if found is None:
        raise Http404(f"指标目录中没有“{code}”。")
    return found
