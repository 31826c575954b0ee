"""办事指南: every element the exchange table requires, as of a day, with the route drawn from the declaration itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jichuang import policy
from jichuang.base import clock
from jichuang.hall import catalogue
from jichuang.hall.declare import Matter, Stage, StageKind
from jichuang.hall.pages import offers
from jichuang.hall.pages.common import Crumb, day_or, matter_or_404, person
from jichuang.hall.pages.qr import qr

SHORT = (
    "case_type", "body", "level", "promised_note", "statutory_limit", "visits", "fee", "result", "consult",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """One provision the matter's rules apply on the day, in the engine's own words."""

    title: str
    bar: str
    points: int | None
    cite: str
    verified: bool


def route_steps(matter: Matter, *, current: str = "", closed: bool = False) -> list[dict[str, Any]]:
    """The route as `{% route_picture %}` draws it: the engine's own stages, never a second description."""
    steps: list[dict[str, Any]] = []
    stage: Stage | None = matter.route.first
    passed = bool(current) or closed
    while stage is not None:
        state = "todo"
        if stage.key == current:
            state, passed = "current", False
        elif passed:
            state = "done"
        days = f"{stage.days}个工作日" if stage.days else ""
        steps.append({"title": stage.title, "who": _who(stage), "days": days, "state": state})
        stage = matter.route.after(stage.key)
    return steps


def _who(stage: Stage) -> str:
    return "、".join(desk.title for desk in stage.desks)


def route_text(matter: Matter) -> list[str]:
    """The text twin of the picture, one sentence for each stage."""
    found = []
    for stage in matter.route.stages:
        limit = f"，{stage.days}个工作日" if stage.days else ""
        if stage.kind is StageKind.PUBLICITY:
            limit += "（发布当日不计，截止日当日计入）"
        found.append(f"{stage.title}：由{_who(stage)}办理{limit}。")
    return found


def clauses(matter: Matter, on: date) -> list[Clause]:
    """What the rules ask on a day, read from the rule tree; [] where no rule judges or no law is known for the day."""
    if matter.rules is None:
        return []
    try:
        asked = policy.explain(policy.check(matter.rules, {}, on=on)).rows
    except policy.DateError:
        return []
    return [
        Clause(
            row.title, row.bar_text if row.max_points is None else "", row.max_points, row.cite, row.verified
        )
        for row in asked
    ]


def short_elements(matter: Matter) -> list[tuple[str, Any]]:
    """(name, element) of the elements shown beside a self-test."""
    held = {key: (title, element) for key, title, element in matter.guide.elements}
    return [held[key] for key in SHORT if held[key][1].text]


@require_safe
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """指南. `?on=2018-03-01` shows which law and which system of record counted on that day."""
    matter = matter_or_404(code)
    today = clock.today()
    on, fault = day_or(request.GET.get("on", ""), today)
    context = {
        "matter": matter,
        "crumbs": [Crumb("办事大厅", reverse("hall:catalogue")), Crumb(matter.title)],
        "on": on,
        "on_fault": fault,
        "is_past": on != today,
        "record": matter.record_on(on),
        "is_open": matter.open_on(today),
        "elements": [(title, element) for _, title, element in matter.guide.elements if element.text],
        "clauses": clauses(matter, on),
        "steps": route_steps(matter),
        "route_text": route_text(matter),
        "minutes": round(matter.form.minutes),
        "versions": catalogue.versions(code),
        "qr": qr(request.build_absolute_uri(reverse("hall:matter", args=[code]))),
        "offers": offers.of(matter.code, "guide", person(request), today),
    }
    return render(request, "hall/guide.html", context)
