"""京津冀协同创新统计调查: drawing, response by place, and after the freeze the flows between three places."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.codes.decimals import parse_int
from jichuang.codes.errors import CodeError
from jichuang.indicators import verbs
from jichuang.indicators.catalogue.surveys import flow_code
from jichuang.indicators.flows import CODE, Flows
from jichuang.indicators.flows.declared import JING_JIN_JI
from jichuang.indicators.pages.common import person, signed_in
from jichuang.indicators.reads.flows import draw_of, flows, opened, rates, secrecy_rule, years
from jichuang.registry.reads import home_name
from jichuang.returns.reads.permissions import may_manage

PLACES = ("北京", "天津", "河北")
YUAN_OF_UNIT = 10_000
"""Money is kept in 元 and shown in whole 万元."""


@require_http_methods(["GET", "POST"])
def survey(request: HttpRequest) -> HttpResponse:
    """/statistics/jing-jin-ji/ with `?period=`: for those who manage the survey; the public sees the frozen flows in it."""
    managing = may_manage(person(request), JING_JIN_JI)
    held = years()
    asked = request.POST.get("period") or request.GET.get("period")
    period = asked or _first(held, managing.allowed)
    faults: list[Any] = []
    if request.method == "POST":
        require(managing)
        given = request.POST
        try:
            made = verbs.draw_sample(
                period=period, size=parse_int(given.get("size", ""), field="样本量"), seed=given.get("seed", ""),
                certain=given.get("certain", "").split(), by=signed_in(request),
            )  # fmt: skip
        except Invalid as fault:
            faults = fault.problems
        except CodeError as fault:
            faults = [fault]
        else:
            messages.success(request, f"已抽取{len(made.chosen)}家，种子{made.seed}已记入日志。")
            return redirect(f"{request.path}?period={period}")
    context = {
        "period": period,
        "years": [one for one, frozen in held if managing.allowed or frozen],
        "managing": managing.allowed,
        "faults": faults,
        "given": {key: request.POST.get(key, "") for key in ("size", "seed", "certain")},
        "code": CODE,
        "places": PLACES,
        **_found(period, managing.allowed),
    }
    return render(request, "indicators/flows.html", context, status=422 if faults else 200)


def _first(held: list[tuple[str, bool]], managing: bool) -> str:
    """The year a page opens with: for those who manage it the last year, for the public the newest frozen one."""
    last = str(clock.today().year - 1)
    frozen = [one for one, done in held if done]
    return last if managing or not frozen else frozen[0]


def _found(period: str, managing: bool) -> dict[str, Any]:
    draw, held = draw_of(period), opened(period)
    found: dict[str, Any] = {
        "draw": draw,
        "held": held,
        "rates": [],
        "tables": [],
        "silent": [],
        "status": "",
    }
    if draw is None:
        return found
    if managing or (held and held.frozen_at):
        found["rates"] = rates(draw, held, clock.today())
        found["asked"] = sum(one.asked for one in found["rates"])
        found["answered"] = sum(one.answered for one in found["rates"])
    if held is not None and held.frozen_at is not None:
        tables, silent = flows(draw, held)
        found["tables"] = [(one, flow_code(one.measure.key), _grid(one)) for one in tables]
        found["silent"] = [home_name(code, clock.today()) for code in silent]
        found["status"] = secrecy_rule()[1]
    return found


def _grid(one: Flows) -> list[tuple[str, list[str]]]:
    """Origin by destination, as words: a figure, 不公布, or — for what is not asked."""
    return [(origin, [_words(one, origin, destination) for destination in PLACES]) for origin in PLACES]


def _words(one: Flows, origin: str, destination: str) -> str:
    cell = one.between(origin, destination)
    if cell is None:
        return "—"
    if cell.amount is None:
        return "不公布"
    amount = round(Fraction(cell.amount, YUAN_OF_UNIT)) if one.measure.money else cell.amount
    return f"{amount:,}"
