"""催报与审核: the periods, one period with counts equal to its rows, one-click reminders, the decisions, the freeze."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import Decision, require
from jichuang.base.tables import paginate
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.hall.pages.common import Crumb, as_problem, member
from jichuang.registry.reads import holds_any, home_name
from jichuang.returns import catalogue, verbs
from jichuang.returns.declare import period_of
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.pages.common import chip, owed_or_refusal, period_or_404, revision_of
from jichuang.returns.reads.approvals import approvals, survey_of
from jichuang.returns.reads.owed import by_unit, counts, within
from jichuang.returns.reads.permissions import (
    CHASERS,
    READERS,
    may_chase,
    may_manage,
    may_review,
    may_review_some,
)
from jichuang.returns.terms import OPEN, State

CHASE = "chase"
PER_PAGE = 50


def _officer(request: HttpRequest) -> None:
    require(holds_any(member(request), READERS, on=clock.today()))


def _above(request: HttpRequest) -> list[Crumb]:
    """The desk, for those who have one: 统计人员 and auditors have none."""
    officer = holds_any(member(request), CHASERS, on=clock.today())
    return [Crumb("工作台", reverse("hall:desk"))] if officer else []


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def periods(request: HttpRequest) -> HttpResponse:
    """Every opened period with its counts for this officer; the province opens one by hand."""
    _officer(request)
    faults: list[Problem] = []
    if request.method == "POST":
        require(may_manage(member(request), catalogue.find(request.POST.get("code", ""))))
        try:
            if "approval" in request.POST:
                return _approved(request)
            opened = verbs.open_period(
                code=_known(request.POST.get("code", "")), period=request.POST.get("period", ""), by=member(request),
                due_on=_day(request.POST.get("due_on", "")),
            )  # fmt: skip
        except Invalid as invalid:
            faults = invalid.problems
        except Refused as refused:
            if not refused.conflict:
                raise
            faults = [as_problem(refused)]
        else:
            messages.success(request, f"已布置{opened.title}。")
            return redirect("returns:period", code=opened.code, period=opened.period)
    known = [one.code for one in catalogue.every()]
    page = paginate(request, OpenPeriod.objects.filter(code__in=known).order_by("-due_on", "-id"))
    context = {
        "page": page,
        "rows": [(one, _summary(within(member(request), one))) for one in page],
        "declared": [
            (one, period_of(one.frequency, clock.today()).before, survey_of(one), approvals(one.code))
            for one in catalogue.every()
            if may_manage(member(request), one)
        ],
        "faults": faults,
        "crumbs": [*_above(request), Crumb("定期报送")],
    }
    return render(request, "returns/periods.html", context, status=422 if faults else 200)


def _approved(request: HttpRequest) -> HttpResponse:
    """Records the approval of a survey, typed on the page of periods."""
    typed = {key: request.POST.get(key, "") for key in ("table", "body", "approval")}
    valid_to = _day(request.POST.get("valid_to", ""), "valid_to")
    row = verbs.record_approval(
        code=_known(request.POST.get("code", "")), valid_to=valid_to, by=member(request), **typed
    )
    messages.success(request, f"已登记：{row.survey}。")
    return redirect("returns:periods")


def _known(code: str) -> str:
    if catalogue.find(code) is None:
        raise Invalid.one("code", "没有这张报表", "请从清单中选择")
    return code


def _day(text: str, field: str = "due_on") -> date | None:
    """A typed last day, None for none."""
    try:
        return parse_date(text.strip(), field="期限") if text.strip() else None
    except CodeError as fault:
        raise Invalid.one(field, str(fault)) from fault


def _summary(rows: QuerySet[Owed]) -> dict[str, int]:
    found = counts(rows)
    return {**found, "total": sum(found.values()), "owing": sum(found[state.value] for state in OPEN)}


def _narrowed(request: HttpRequest, rows: QuerySet[Owed]) -> tuple[QuerySet[Owed], str, str]:
    """(rows, state, home) as the page's filters say; counts are taken from the same rows."""
    home, state = request.GET.get("home", ""), request.GET.get("state", CHASE)
    if home:
        rows = rows.filter(home=home)
    return rows, state, home


@login_required
@never_cache
@require_safe
def period(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """One period: counts by state and by unit, the chase list, reminders, the freeze."""
    _officer(request)
    return _draw(request, period_or_404(code, period))


def _draw(
    request: HttpRequest, opened: OpenPeriod, faults: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    user = member(request)
    every = within(user, opened)
    rows, state, home = _narrowed(request, every)
    counted = counts(rows)
    owing = sum(counted[one.value] for one in OPEN)
    if state == CHASE:
        shown = rows.filter(state__in=OPEN)
    else:
        shown = rows.filter(state=state) if state in State.values else rows
    page = paginate(request, shown, PER_PAGE)
    units = by_unit(every, "home")
    context = {
        "opened": opened,
        "declared": opened.declaration,
        "tabs": [
            (CHASE, "待催报", owing),
            *((one.value, str(one.label), counted[one.value]) for one in State if counted[one.value]),
            ("all", "全部", sum(counted.values())),
        ],
        "state": state,
        "home": home,
        "home_title": home_name(home, clock.today()) if home else "",
        "units": units if len(units) > 1 else by_unit(every, "region"),
        "by_home": len(units) > 1,
        "owing": owing,
        "page": page,
        "rows": [(row, chip(row), home_name(row.home, clock.today())) for row in page],
        "may_manage": may_manage(user, opened.declaration),
        "clean": counted[State.HANDED_IN.value] if may_review_some(user, opened) else 0,
        "past_due": clock.today() > opened.due_on,
        "may_urge": bool(
            holds_any(user, CHASERS, on=clock.today()) or (opened.is_survey and may_review_some(user, opened))
        ),
        "faults": faults or [],
        "kept": request.GET.urlencode(),
        "crumbs": [
            *_above(request),
            Crumb("定期报送", reverse("returns:periods")),
            Crumb(opened.when.title),
        ],
    }
    return render(request, "returns/period.html", context, status=status)


@login_required
@require_POST
def urge(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """一键催报: the ticked rows, or with `all=1` every owing row of the present filter."""
    opened = period_or_404(code, period)
    require(holds_any(member(request), CHASERS, on=clock.today()))
    rows, _, _ = _narrowed(request, within(member(request), opened))
    ticked = [key for key in request.POST.getlist("owed") if key.isdecimal()]
    chosen = rows.filter(state__in=OPEN) if request.POST.get("all") else rows.filter(pk__in=ticked)
    try:
        done = verbs.urge(rows=chosen, by=member(request))
    except Refused as refused:
        if not refused.conflict:
            raise
        return _draw(request, opened, [as_problem(refused)], 409)
    messages.success(request, done.words)
    return redirect(f"{reverse('returns:period', args=[code, period])}?{request.GET.urlencode()}")


@login_required
@require_POST
def freeze(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """冻结本期."""
    opened = period_or_404(code, period)
    try:
        opened = verbs.freeze(period=opened, by=member(request))
    except Refused as refused:
        if not refused.conflict:
            raise
        return _draw(request, opened, [as_problem(refused)], 409)
    messages.success(request, f"已冻结，摘要 {opened.digest[:16]}…。之后的改动按更正处理。")
    return redirect("returns:period", code=code, period=period)


@login_required
@require_POST
def accept_clean(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """审核通过 what the checks found nothing about."""
    opened = period_or_404(code, period)
    try:
        done = verbs.accept_clean(period=opened, by=member(request))
    except Refused as refused:
        if not refused.conflict:
            raise
        return _draw(request, opened, [as_problem(refused)], 409)
    messages.success(request, f"审核通过{done}份；带有说明的仍待逐份审核。")
    return redirect("returns:period", code=code, period=period)


DEEDS = {"accept": "审核通过", "send-back": "退回修改", "excuse": "免报", "urge": "催报"}


@login_required
@require_POST
def decide(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """审核通过、退回、免报、催报 of one return."""
    if name not in DEEDS:
        raise Http404("没有这个操作")
    owed = owed_or_refusal(request, key)
    _require_may(request, owed, name)
    try:
        words = _do(request, owed, name)
    except Invalid as invalid:
        messages.error(request, str(invalid))
    except Refused as refused:
        if not refused.conflict:
            raise
        messages.error(request, str(refused))
    else:
        messages.success(request, words)
    return redirect("returns:return", key=key)


def _require_may(request: HttpRequest, owed: Owed, name: str) -> None:
    decision: Decision = (
        may_chase(member(request), owed) if name == "urge" else may_review(member(request), owed)
    )
    require(decision)


def _do(request: HttpRequest, owed: Owed, name: str) -> str:
    by: Any = member(request)
    why = request.POST.get("why", "")
    if name == "urge":
        return verbs.urge(rows=[owed], by=by).words
    if name == "accept":
        verbs.accept(owed=owed, by=by, revision=revision_of(request))
    elif name == "send-back":
        verbs.send_back(owed=owed, by=by, why=why, revision=revision_of(request))
    else:
        verbs.excuse(owed=owed, by=by, why=why, revision=revision_of(request))
    return f"{owed.name}：{DEEDS[name]}。"
