"""评审轮次: the list with waiting cases, opening a round, and the round as organiser, chair and auditor see it."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.hall.declare import Discipline, Panel
from jichuang.hall.models import Case, Task
from jichuang.registry.reads import has_role, holds_any
from jichuang.registry.terms import Role
from jichuang.review import rules, verbs
from jichuang.review.models import Review, Round
from jichuang.review.pages.common import member, moment, round_or_404, whole
from jichuang.review.reads.permissions import (
    may_organise,
    may_see_applicants,
    may_see_round,
    may_see_scores,
)
from jichuang.review.reads.results import Result, results, trim_from
from jichuang.review.reads.rounds import (
    progress_of,
    rounds_at,
    scoring_of,
    seats_of,
    stage_of,
    waiting_tasks,
)
from jichuang.review.terms import SITTING, DrawKind, Mode, RoundState, SeatState
from jichuang.review.verbs.seats import calls_of

ROUND_CHIPS = {
    RoundState.PREPARING: "none", RoundState.DRAWN: "warn", RoundState.REVIEWING: "info",
    RoundState.CLOSED: "warn", RoundState.CONCLUDED: "ok",
}  # fmt: skip
DESK_ROLES = (Role.PROVINCE_OFFICER, Role.CITY_OFFICER, Role.COUNTY_OFFICER, Role.AUDITOR)


@login_required
@never_cache
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """评审轮次 at the officer's desks, and the cases that wait for one. The auditor sees every round."""
    user, on = member(request), clock.today()
    require(holds_any(user, DESK_ROLES, on=on))
    auditor = has_role(user, Role.AUDITOR, on=on)
    listed = Round.objects.order_by("-id") if auditor else rounds_at(user, on)
    groups: dict[str, list[Task]] = defaultdict(list)
    for task in waiting_tasks(user, on):
        stage = task.case.declaration.route.part(task.stage)
        if isinstance(stage, Panel) and stage.scoring is not None:
            groups[f"{task.case.declaration.title} 第{task.case.version}版"].append(task)
    context = {
        "rows": [(one, ROUND_CHIPS[RoundState(one.state)]) for one in listed[:100]],
        "groups": sorted(groups.items()),
        "auditor": bool(auditor),
    }
    return render(request, "review/rounds.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_round(request: HttpRequest) -> HttpResponse:
    """建立轮次: the ticked cases, seats by kind, mode, closing second."""
    user, on = member(request), clock.today()
    require(holds_any(user, DESK_ROLES[:3], on=on))
    wanted = request.POST.getlist("case") or request.GET.getlist("case")
    reachable = {task.case.number: task.case for task in waiting_tasks(user, on)}
    cases = [reachable[number] for number in wanted if number in reachable]
    if not cases:
        raise Refused("没有选择可以评审的办件。", remedy="请从“评审轮次”勾选待评审的办件。", conflict=True)
    faults: list[Problem] = []
    if request.method == "POST" and "title" in request.POST:
        try:
            round = _opened(request, cases)
        except Invalid as invalid:
            faults = invalid.problems
        else:
            messages.success(request, "轮次已建立，可以抽取专家。")
            return redirect("review:round", number=round.number)
    return render(request, "review/open.html", _form(request, cases, faults), status=422 if faults else 200)


def _opened(request: HttpRequest, cases: list[Case]) -> Round:
    closes_at = moment(request.POST.get("closes_at", ""))
    if closes_at is None:
        raise Invalid.one("closes_at", "评分截止时间没有填写或看不懂", "应如 2018-10-15 17:00")
    line = request.POST.get("line", "").strip()
    return verbs.open_round(
        title=request.POST.get("title", ""),
        cases=cases,
        quota={one.value: whole(request.POST.get(f"quota_{one.value}")) for one in Discipline},
        closes_at=closes_at,
        by=member(request),
        mode=Mode(request.POST["mode"]) if request.POST.get("mode") in Mode.values else Mode.PANEL,
        reviews=whole(request.POST.get("reviews")) or None,
        cap=whole(request.POST.get("cap")) or None,
        one_per_unit=request.POST.get("one_per_unit") == "on",
        fee_fen=whole(request.POST.get("fee")) * 100,
        line=int(line) if line.isdecimal() else None,
    )


def _form(request: HttpRequest, cases: list[Case], faults: list[Problem]) -> dict[str, Any]:
    first = cases[0]
    stages = first.stage_now.parts if first.stage_now else ()
    stage = next((part for part in stages if isinstance(part, Panel)), Panel())
    size = stage.experts.at_least
    needed = {kind.value: least for kind, least in stage.experts.counts}
    for kind, share in stage.experts.shares:
        needed[kind.value] = max(needed.get(kind.value, 0), -(-share.numerator * size // share.denominator))
    spare = size - sum(needed.values())
    if spare > 0:
        needed["technical"] = needed.get("technical", 0) + spare
    typed = request.POST
    closing = clock.now().astimezone(clock.SHANGHAI) + timedelta(days=10)
    return {
        "cases": cases,
        "stage": stage,
        "faults": faults,
        "mode": typed.get("mode", Mode.PANEL.value),
        "reviews": typed.get("reviews", size),
        "cap": typed.get("cap", ""),
        "line": typed.get("line", stage.line or ""),
        "fee": typed.get("fee", ""),
        "apart": typed.get("one_per_unit") == "on" if "title" in typed else True,
        "modes": Mode.choices,
        "title": typed.get(
            "title", f"{first.declaration.short or first.declaration.title}{clock.today():%Y年%m月}评审"
        ),
        "closes_at": typed.get("closes_at", f"{closing:%Y-%m-%dT17:00}"),
        "quotas": [
            (one.value, one.title, typed.get(f"quota_{one.value}", needed.get(one.value, 0)))
            for one in Discipline
        ],
    }


@login_required
@never_cache
@require_safe
def round(request: HttpRequest, number: str) -> HttpResponse:
    """One round: seats, proposals with who is kept away and why, draws; after the end scores, ranking, minutes."""
    held = round_or_404(number)
    require(may_see_round(member(request), held))
    return draw_round(request, held)


def draw_round(
    request: HttpRequest, held: Round, faults: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    """The page, also with what was wrong."""
    user = member(request)
    shows = bool(may_see_scores(user, held))
    stage = stage_of(held)
    seats = seats_of(held)
    context = {
        "round": held,
        "chip": ROUND_CHIPS[RoundState(held.state)],
        "stage": stage,
        "scoring": scoring_of(held),
        "organises": bool(may_organise(user, held)),
        "faults": faults or [],
        "seats": [one for one in seats if one.seat.state != SeatState.RESERVE],
        "reserves": [one for one in seats if one.seat.state == SeatState.RESERVE],
        "proposals": progress_of(held),
        "draws": held.draws.select_related("drawn_by").order_by("id"),
        "assigned": held.draws.filter(kind=DrawKind.ASSIGN).order_by("-id").first(),
        "calls": calls_of(held),
        "shows": shows,
        "names": bool(may_see_applicants(user, held)),
        "results": results(held) if shows else [],
        "matrix": _matrix(held) if shows else None,
        "parameters": rules.in_force(held.policy_on),
        "trim_from": trim_from(held.policy_on),
        "owed": sum(one.owed for one in seats),
        "sitting": SITTING,
        "over": clock.now() > held.closes_at,
        "quota": [
            (Discipline(kind).title if kind else "不限类别", seats) for kind, seats in held.quota.items()
        ],
        "fee": Decimal(held.fee_fen) / 100,
    }
    return render(request, "review/round.html", context, status=status)


def _matrix(held: Round) -> dict[str, Any]:
    """Proposals by experts: every total, the outlying ones marked."""
    found = results(held)
    seats = {review.seat_id: review.seat for one in found for review in one.reviews}
    order = sorted(seats.values(), key=lambda seat: seat.order)
    rows = []
    for one in found:
        given = {review.seat_id: review for review in one.reviews}
        cells = [(given.get(seat.pk), _far(one, given.get(seat.pk))) for seat in order]
        rows.append((one, cells))
    return {"seats": order, "rows": rows}


def _far(one: Result, review: Review | None) -> str:
    """低 36 分 for an outlying score, "" for the others."""
    distance = one.outlying.get(review.pk) if review is not None else None
    return "" if distance is None else f"{'低' if distance < 0 else '高'} {abs(distance):f} 分"
