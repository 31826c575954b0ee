"""办事指南: every element the exchange table requires, as of a day, with the route drawn from the declaration itself."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jichuang import policy
from jichuang.base import clock
from jichuang.base.charts import Box
from jichuang.base.middleware import arrived_at
from jichuang.hall import catalogue
from jichuang.hall.coding import codes_of
from jichuang.hall.declare import Action, Appeal, FormCheck, Matter, Panel, Renewal, Stage, StageKind
from jichuang.hall.pages import offers
from jichuang.hall.pages.common import Crumb, day_or, matter_or_404, person
from jichuang.hall.pages.qr import qr
from jichuang.hall.pages.ratings import guide_context
from jichuang.hall.reads.windows import quota_rows, standing, windows_with_counts

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
    return [
        {"title": stage.title, "who": _who(stage), "days": _days(stage), "state": state}
        for stage, state in _states(matter, current, closed)
    ]


def route_rows(
    matter: Matter, *, current: str = "", closed: bool = False, done: Collection[str] = ()
) -> list[list[Box]]:
    """The route as `{% route_chart %}` draws it; `done` names branches of the present stage that are finished."""
    return [
        [
            Box(
                part.title,
                _who(part),
                _days(part),
                "done" if state == "current" and part.key in done else state,
                part.allows(Action.RETURN_FOR_SUPPLEMENT),
            )
            for part in stage.parts
        ]
        for stage, state in _states(matter, current, closed)
    ]


def _states(matter: Matter, current: str, closed: bool) -> list[tuple[Stage, str]]:
    found = []
    passed = bool(current) or closed
    for stage in matter.route.path():
        state = "done" if passed else "todo"
        if stage.key == current:
            state, passed = "current", False
        found.append((stage, state))
    return found


def _days(stage: Stage) -> str:
    return f"{stage.days}个工作日" if stage.days else ""


def _who(stage: Stage) -> str:
    body = getattr(stage, "body", "")
    return body or "、".join(desk.title for desk in stage.desks)


def route_text(matter: Matter) -> list[str]:
    """The text twin of the picture, one sentence for each stage of the path."""
    return [_sentence(stage) for stage in matter.route.path()]


def _sentence(stage: Stage) -> str:
    if len(stage.parts) > 1:
        return f"以下并行办理，全部完成后转下一环节：{'；'.join(_sentence(part).rstrip('。') for part in stage.parts)}。"
    limit = f"，{stage.days}个工作日" if stage.days else ""
    if stage.kind in {StageKind.PUBLICITY, StageKind.EXTERNAL_PUBLICITY}:
        limit += "（发布当日不计，截止日当日计入）"
    each = "分别" if len(stage.desks) > 1 else ""
    words = f"{stage.title}：由{_who(stage)}{each}办理{limit}"
    if isinstance(stage, Panel):
        words += f"；专家{stage.experts.words}"
    if stage.special:
        words += "；不计入办理时限"
    if isinstance(stage, FormCheck) and stage.silence:
        words += f"；逾期未告知的，自收到之日起视为受理（{stage.silence}）"
    return f"{words}。"


def afterlife_text(matter: Matter) -> list[str]:
    """What may follow a decision, one sentence for each."""
    found = []
    for one in matter.afterlife:
        path = " → ".join(stage.title for stage in (one.route or matter.route).path())
        when = ""
        if isinstance(one, Appeal):
            when = f"办结之日起{one.within}个工作日内提出，"
        elif isinstance(one, Renewal):
            when = f"期满前{one.opens}天起办理，"
        elif one.purpose.ex_officio:
            when = "由机关依职权提出，"
        found.append(f"{one.name}：{when}{path}。")
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
    current = matter_or_404(code)
    today = clock.today()
    on, fault = day_or(request.GET.get("on", ""), today)
    matter = current if on == today else catalogue.on(code, on)
    context = {
        "matter": matter,
        "codes": codes_of(matter),
        "crumbs": [Crumb("办事大厅", reverse("hall:catalogue")), Crumb(matter.title)],
        "on": on,
        "on_fault": fault,
        "is_past": on != today,
        "record": matter.record_on(on),
        "is_open": current.open_on(today),
        "elements": [(title, element) for _, title, element in matter.guide.elements if element.text],
        "clauses": clauses(matter, on),
        "rows": route_rows(matter),
        "route_text": route_text(matter),
        "afterlife": afterlife_text(matter),
        "minutes": round(matter.form.minutes),
        "versions": catalogue.versions(code),
        "qr": qr(request.build_absolute_uri(reverse("hall:matter", args=[code]))),
        "standing": standing(current, arrived_at(request)),
        "windows": [(one, quota_rows(one)) for one in windows_with_counts([code])[:3]],
        **guide_context(code),
        "offers": offers.of(matter.code, "guide", person(request), today),
    }
    return render(request, "hall/guide.html", context)
