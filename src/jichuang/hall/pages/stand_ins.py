"""代理: who does my work while I am away, for whom I stand in, and for a head everybody of his department."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.hall.pages.common import as_problem, grouped, member
from jichuang.hall.reads.desks import desks_of
from jichuang.registry import verbs
from jichuang.registry.models import Appointment, StandIn
from jichuang.registry.reads import holds_any
from jichuang.registry.reads.stand_ins import (
    colleagues_for,
    led_departments,
    may_end,
    own_posts,
    stand_ins_in,
    stand_ins_of,
)
from jichuang.registry.terms import STAND_IN_ROLES, Role

ASKED = ("who", "first_day", "last_day", "reason")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stand_ins(request: HttpRequest) -> HttpResponse:
    """The lists, and the form to name somebody."""
    require(holds_any(member(request), STAND_IN_ROLES, on=clock.today()))
    if request.method != "POST":
        return _draw(request, [])
    try:
        made = _name(request)
    except Invalid as invalid:
        return _draw(request, invalid.problems, 422)
    except Refused as refused:
        if not refused.conflict:
            raise
        return _draw(request, [as_problem(refused, "first_day")], 409)
    messages.success(
        request,
        f"已指定：{made.appointment.user.name}的工作由{made.stand_in.name}代理，到期自动结束，可随时终止。",
    )
    return redirect("hall:stand-ins")


def _name(request: HttpRequest) -> StandIn:
    post, _, person = request.POST.get("who", "").partition(":")
    appointment = Appointment.objects.filter(pk=int(post)).first() if post.isdecimal() else None
    stand_in = User.objects.filter(pk=int(person)).first() if person.isdecimal() else None
    first, last, faults = _day(request, "first_day", "起始日"), _day(request, "last_day", "截止日"), []
    if appointment is None or stand_in is None:
        faults.append(Problem("who", "没有选择代理人", "请从清单中选择"))
    faults += [one for one in (first, last) if isinstance(one, Problem)]
    if appointment is None or stand_in is None or isinstance(first, Problem) or isinstance(last, Problem):
        raise Invalid(faults)
    return verbs.name_stand_in(
        appointment=appointment, stand_in=stand_in, first_day=first, last_day=last,
        reason=request.POST.get("reason", ""), by=member(request),
    )  # fmt: skip


def _day(request: HttpRequest, key: str, title: str) -> date | Problem:
    try:
        return parse_date(request.POST.get(key, "").strip(), field=title)
    except CodeError as fault:
        return Problem(key, str(fault).rstrip("。"))


def _draw(request: HttpRequest, faults: list[Problem], status: int = 200) -> HttpResponse:
    user, on = member(request), clock.today()
    led = led_departments(user, on)
    mine = list(stand_ins_of(user)[:50])
    others = [one for one in stand_ins_in(led)[:200] if one not in mine] if led else []
    beside = {"stand_in": "who", "appointment": "who"}
    moved = [Problem(beside.get(one.field, one.field), one.message, one.remedy) for one in faults]
    context = {
        "choices": _choices(user, on, bool(led)),
        "away": [_row(one, user, on) for one in mine if one.appointment.user_id == user.pk],
        "standing": [_row(one, user, on) for one in mine if one.appointment.user_id != user.pk],
        "led": led,
        "has_desk": bool(desks_of(user, on)),
        "others": [_row(one, user, on) for one in others],
        "faults": moved,
        "beside": grouped(moved),
        "typed": {key: request.POST.get(key, "") for key in ASKED},
        "today": on,
    }
    return render(request, "hall/stand_ins.html", context, status=status)


def _choices(user: User, on: date, heads: bool) -> list[tuple[str, list[tuple[str, str]]]]:
    """(whose post, [(value, colleague)]) of every post for which this person may name somebody."""
    posts: Iterable[Appointment] = own_posts(user, on)
    if heads:
        led = Appointment.objects.filter(
            department__in=led_departments(user, on), role__in=STAND_IN_ROLES, valid__contains=on
        )
        posts = {one.pk: one for one in (*posts, *led.select_related("user").order_by("id"))}.values()
    found = []
    for post in posts:
        people = [(f"{post.pk}:{one.pk}", one.name) for one in colleagues_for(post, on)]
        if people:
            found.append((f"{post.user.name} · {Role(post.role).label}", people))
    return found


def _row(row: StandIn, user: User, on: date) -> dict[str, Any]:
    lower, upper = row.valid.lower, row.valid.upper
    open_now = row.ended_at is None and upper is not None and on < upper
    if row.ended_at is not None:
        chip = ("none", "已提前终止")
    elif not open_now:
        chip = ("none", "已到期结束")
    else:
        chip = ("ok", "代理中") if on >= lower else ("info", "未开始")
    return {
        "row": row,
        "chip": chip,
        "last": upper.fromordinal(upper.toordinal() - 1) if upper is not None else None,
        "may_end": open_now and may_end(user, row, on).allowed,
    }


@login_required
@require_POST
def end(request: HttpRequest, key: int) -> HttpResponse:
    """终止代理, at once."""
    rows = StandIn.objects.select_related("appointment__user", "stand_in")
    row = verbs.end_stand_in(row=get_object_or_404(rows, pk=key), by=member(request))
    messages.success(request, f"{row.stand_in.name}对{row.appointment.user.name}工作的代理已终止，立即生效。")
    return redirect("hall:stand-ins")
