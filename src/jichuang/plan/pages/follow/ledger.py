"""督导台账: every promise with owner, state, light and last report; and one person's duties of the month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.plan import rules, verbs
from jichuang.plan.models import Charge, OwnerReport, Plan
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import deadlines, frame, inside_plan, told
from jichuang.plan.reads.access import leads_for, may_keep, offices_of
from jichuang.plan.reads.charges import Holding, charges, holdings, item_titles, unowned
from jichuang.plan.reads.judging import Judged, judged
from jichuang.plan.reads.leading import led_by
from jichuang.plan.reads.letters import state_words, waiting
from jichuang.plan.reads.reach import may_see_all, reach_of
from jichuang.plan.reads.reports import OwedReport, last_report, owed, stale, submissions
from jichuang.plan.terms import FINISHED, LIVE, ChargeState, Cycle

STATE_CHIPS = {
    ChargeState.OPEN: "bad",
    ChargeState.ASSIGNED: "warn",
    ChargeState.BEHIND: "bad",
    ChargeState.CHECKING: "info",
    ChargeState.ADJUSTING: "info",
    ChargeState.EXTENDING: "info",
    ChargeState.DONE: "ok",
    ChargeState.CLOSED: "ok",
    ChargeState.REOPENED: "warn",
}


@dataclass(frozen=True)
class Line:
    """One promise as the tables show it."""

    charge: Charge
    light: Judged
    left: int

    @property
    def chip(self) -> tuple[str, str]:
        """(chip state, words) of the 办理状态."""
        return STATE_CHIPS.get(ChargeState(self.charge.state), "none"), self.charge.get_state_display()

    @property
    def live(self) -> bool:
        """Signed for and unfinished."""
        return self.charge.state in LIVE

    @property
    def when(self) -> str:
        """`剩 92 天`, `已过 3 天`; empty for what is finished."""
        if self.charge.state in FINISHED:
            return ""
        return f"剩 {self.left} 天" if self.left >= 0 else f"已过 {-self.left} 天"


@dataclass(frozen=True)
class Group:
    """One item of the ledger."""

    number: int
    title: str
    lines: list[Line]
    reports: list[tuple[Holding, OwnerReport | None, int]]

    @property
    def finished(self) -> int:
        """办结 and 销号."""
        return sum(line.charge.state in FINISHED for line in self.lines)

    @property
    def reds(self) -> int:
        """Red lights."""
        return sum(line.light.colour == "red" for line in self.lines)

    @property
    def owners(self) -> list[str]:
        """Departments, in order of appearance."""
        return list(dict.fromkeys(one.charge.owner.department for one in self.lines if one.charge.owner))


@login_required
@require_safe
def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/ with ?department=, ?state=, ?item= and ?led=1 (what the visitor is in charge of)."""
    plan = inside_plan(request, slug)
    asked = {key: request.GET.get(key, "") for key in ("department", "state", "item", "led")}
    led = set(led_by(plan, leads_for(visitor(request))).values_list("code", flat=True))
    reach = reach_of(visitor(request))
    rows = reach.charges(charges(plan))
    if asked["led"]:
        rows = rows.filter(code__in=led)
    if asked["department"]:
        rows = rows.filter(owner__department=asked["department"])
    if asked["state"] in ChargeState.values:
        rows = rows.filter(state=asked["state"])
    if asked["item"].isdigit():
        rows = rows.filter(item=int(asked["item"]))
    counted = dict(reach.charges(plan.charges.all()).order_by().values_list("state").annotate(n=Count("id")))
    names = reach.charges(plan.charges.exclude(owner=None)).order_by("owner__department")
    titles = item_titles(plan)
    context = frame(request, plan, "follow") | {
        "asked": asked,
        "narrowed": any(asked.values()),
        "led": led,
        "groups": groups(plan, list(rows), titles),
        "states": [(state.value, state.label, counted.get(state, 0)) for state in ChargeState],
        "total": sum(counted.values()),
        "unowned": counted.get(ChargeState.OPEN, 0),
        "departments": names.values_list("owner__department", flat=True).distinct(),
        "items": [
            (str(number), f"{number}. {title}" if number else title) for number, title in titles.items()
        ],
    }
    return render(request, "plan/follow/ledger.html", context)


def groups(plan: Plan, rows: list[Charge], titles: dict[int, str]) -> list[Group]:
    """The ledger by item, each with the last report of its owners."""
    day = clock.today()
    lights, held = judged(plan, day, rows), submissions(plan)
    found: dict[int, list[Charge]] = {}
    for row in rows:
        found.setdefault(row.item, []).append(row)
    whole = {one.key: one for one in holdings(plan)}
    result = []
    for number, mine in found.items():
        keys = dict.fromkeys((number, row.owner.department) for row in mine if row.owner)
        told_of = []
        for key in keys:
            holding = whole[key]
            last = last_report(holding, held, day)
            told_of.append((holding, last, stale(last, holding.assigned_on, day) if holding.live else 0))
        lines = [Line(row, lights[row.code], (row.deadline - day).days) for row in mine]
        result.append(Group(number, titles.get(number, ""), lines, told_of))
    return result


@login_required
@require_safe
def unowned_page(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/unowned/: everything nobody answers for."""
    plan = inside_plan(request, slug)
    require(may_see_all(visitor(request)))
    context = frame(request, plan, "follow") | {"rows": list(unowned(plan)), "titles": item_titles(plan)}
    return render(request, "plan/follow/unowned.html", context)


@dataclass(frozen=True)
class Mine:
    """One holding on the page of its owner."""

    holding: Holding
    lines: list[Line]
    open: list[OwedReport]
    last: OwnerReport | None
    stale: int

    @property
    def now(self) -> OwedReport | None:
        """The oldest report still owed."""
        return self.open[0] if self.open else None


@login_required
@require_safe
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/mine/: one screen with all a department owes this month, days left, and the way to do it."""
    plan = inside_plan(request, slug)
    offices = offices_of(visitor(request))
    held = holdings(plan, offices=[one.pk for one in offices])
    day = clock.today()
    lights = judged(plan, day, [row for one in held for row in one.charges]) if held else {}
    sent = submissions(plan)
    rows = [_mine(one, lights, sent, day) for one in held]
    context: dict[str, Any] = frame(request, plan, "mine") | {
        "offices": offices,
        "rows": rows,
        "parameters": deadlines(),
        "letters": [(one, state_words(one, day)) for one in waiting(plan, [one.pk for one in offices])],
        "unsigned": [row for row in rows if row.holding.unsigned],
        "owing": sorted((row for row in rows if row.now), key=lambda row: row.open[0].due_on),
        "month": rules.period_title(rules.period_of(day)),
        **_quarter(day),
        "due": rules.report_due(rules.period_of(day), clock.calendar()),
    }
    return render(request, "plan/follow/mine.html", context)


def _quarter(day: date) -> dict[str, Any]:
    """The quarter whose report is due soonest: the one that has just ended, as long as its day is not past."""
    ended = rules.reporting(day - timedelta(days=100), day)
    last = next((one for one in reversed(ended) if one.cycle == Cycle.QUARTER), None)
    due = last.due(clock.calendar()) if last else None
    fresh = last is not None and due is not None and due >= day
    return {"quarter": last.title if last and fresh else "", "quarter_due": due if fresh else None}


def _mine(holding: Holding, lights: dict[str, Judged], sent: Any, day: Any) -> Mine:
    last = last_report(holding, sent, day)
    return Mine(
        holding,
        [Line(row, lights[row.code], (row.deadline - day).days) for row in holding.charges],
        [one for one in owed(holding, sent, day) if one.open],
        last,
        stale(last, holding.assigned_on, day) if holding.live else 0,
    )


@login_required
@require_POST
def sign(request: HttpRequest, slug: str) -> HttpResponse:
    """签收 of the codes in the form."""
    plan = inside_plan(request, slug)
    if not offices_of(visitor(request)):
        require(may_keep(visitor(request)))
    told(
        request,
        lambda by: f"已签收{verbs.sign(plan=plan, codes=request.POST.getlist('code'), by=by)}项。",
        failed="没有签收",
    )
    return redirect("plan:mine", slug=slug)
