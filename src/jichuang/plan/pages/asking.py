"""What a page was asked: which plan, which day, as known when, which of the two views. Writes nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import Decision
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.indicators.reads import Known
from jichuang.plan.models import Plan, QuarterRelease
from jichuang.plan.reads import plan_by_slug, releases
from jichuang.plan.reads.access import may_see_inside

if TYPE_CHECKING:
    from jichuang.accounts.models import User

AFTER_END = timedelta(days=365)


def visitor(request: HttpRequest) -> User:
    """Who asks. May be anonymous: every permission read and every verb refuses that by itself."""
    return cast("User", request.user)


@dataclass(frozen=True)
class Asked:
    """The answered question: `day` and `known` to read with, and what this visitor may see."""

    plan: Plan
    inside: bool
    day: date
    known: Known
    first_day: date
    last_day: date
    release: QuarterRelease | None
    released: list[QuarterRelease]
    decision: Decision
    demonstration_guest: bool
    complaints: list[str] = field(default_factory=list)
    known_on: date | None = None

    @property
    def may_switch(self) -> bool:
        """Whether this visitor may look at both views."""
        return self.decision.allowed or self.demonstration_guest

    @property
    def query(self) -> str:
        """The query string that keeps day, known-on and view on the next page, with its question mark; may be empty."""
        return self.query_with()

    def query_with(self, **changes: str | None) -> str:
        """`query` with some parts replaced (None removes)."""
        parts: dict[str, str | None] = {}
        if self.inside:
            if self.day != self.last_day:
                parts["on"] = self.day.isoformat()
            if self.known_on:
                parts["known"] = self.known_on.isoformat()
        elif self.may_switch:
            parts["view"] = "public"
        parts.update(changes)
        kept = {key: value for key, value in parts.items() if value}
        return f"?{urlencode(kept)}" if kept else ""

    @property
    def release_title(self) -> str:
        """`2018年第三季度`, empty without a release."""
        return self.release.title if self.release else ""


def typed_day(given: Mapping[str, str], name: str, title: str) -> date:
    """A day typed into a form, in any of the ways people write one. Raises Invalid naming the field."""
    try:
        return parse_date(given.get(name, ""), field=title)
    except CodeError as fault:
        raise Invalid.one(name, str(fault)) from fault


def plan_or_404(slug: str) -> Plan:
    """The plan, or a 404 that says where plans are."""
    plan = plan_by_slug(slug)
    if plan is None:
        raise Http404(f"没有代号为“{slug}”的工作要点。")
    return plan


def asked(request: HttpRequest, slug: str, *, inside_only: bool = False) -> Asked:
    """Reads `?on=`, `?known=`, `?view=inside|public` and `?quarter=`.

    Raises Refused when the inside view is asked for (or is the only one) and the visitor may not see it. A day that is
    no date or out of range is answered with the nearest day and a complaint.
    """
    plan = plan_or_404(slug)
    decision = may_see_inside(visitor(request))
    guest = settings.DEMONSTRATION and not request.user.is_authenticated
    wants = request.GET.get("view", "")
    may = decision.allowed or guest
    if (wants == "inside" or inside_only) and not may:
        raise Refused(
            "实时数、灯、预测、名单和责任单位只对内部岗位开放。" + decision.reason,
            remedy=f"可查看对外发布版：/plan/{plan.slug}/。确需内部查看的，请所在单位申请任职。",
        )
    inside = may and (wants != "public" or inside_only)
    released = releases(plan)
    first, last = plan.base_on, min(clock.today(), plan.ends_on + AFTER_END)
    last = max(first, last)
    if not inside:
        release = _release(released, request.GET.get("quarter", ""))
        day = release.as_of if release else last
        known: Known = release.known_at if release else None
        return Asked(plan, False, day, known, first, last, release, released, decision, guest)
    complaints: list[str] = []
    day = (
        _day(request.GET.get("on", ""), last, complaints, "截至日期", lambda d: max(first, min(last, d)))
        or last
    )
    known_on = _day(request.GET.get("known", ""), None, complaints, "已知截至日期", lambda d: d)
    if known_on is not None and known_on >= clock.today():
        known_on = None
    return Asked(
        plan, True, day, known_on, first, last, None, released, decision, guest, complaints, known_on
    )


def _release(released: list[QuarterRelease], quarter: str) -> QuarterRelease | None:
    chosen = next((release for release in released if release.quarter == quarter), None)
    return chosen or (released[-1] if released else None)


def _day(
    text: str, default: date | None, complaints: list[str], title: str, nearest: Callable[[date], date]
) -> date | None:
    if not text:
        return default
    try:
        day = date.fromisoformat(text)
    except ValueError:
        complaints.append(f"{title}“{text[:20]}”不是日期，应写作 2018-09-30；已按默认日期显示。")
        return default
    near = nearest(day)
    if near != day:
        complaints.append(f"{title}{day.isoformat()}不在可查看的范围内，已改为{near.isoformat()}。")
    return near
