"""政策库: every policy, its clauses and parameters on a day, their history, two days compared, what is not verified."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jichuang import policy
from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.law.figures import STATUS_STATES, STATUS_WORDS
from jichuang.law.pages.common import Crumb, Moment, crumbs, day_or, moment, person
from jichuang.law.reads import access, provisions
from jichuang.law.topics import CALCULATORS


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Every policy, with what uses it and how far it has been verified."""
    context = {
        "groups": _groups(),
        "may_review": access.may_review(person(request), clock.today()).allowed,
    }
    return render(request, "law/policies.html", context)


def _groups() -> list[tuple[str, list[provisions.Summary]]]:
    """What most visitors come for, then what a matter judges by, then the rest; each in the library's order."""
    listed = {one.policy.id: one for one in provisions.summaries()}
    first = [listed.pop(each) for each in CALCULATORS if each in listed]
    judged = [one for one in listed.values() if one.matters]
    rest = [one for one in listed.values() if not one.matters]
    return [("常用", first), ("事项的条件", judged), ("税收、补助与管理", rest)]


@require_safe
def provision(request: HttpRequest, policy_id: str) -> HttpResponse:
    """One policy on a day, as known on a day."""
    one, asked = policy.get(policy_id), moment(request)
    context: dict[str, Any] = {
        "policy": one,
        "crumbs": crumbs(Crumb(one.title)),
        "on": asked.on,
        "known": asked.known,
        "fault": asked.fault,
        "matters": provisions.uses(policy_id),
        "histories": provisions.histories(policy_id, asked.on),
        "may_try": access.may_try(person(request), clock.today()).allowed,
    }
    status = _fill(context, policy_id, asked)
    return render(request, "law/policy.html", context, status=status)


def _fill(context: dict[str, Any], policy_id: str, asked: Moment) -> int:
    """The law of the day, or the sentence that says from when there is one."""
    try:
        held = provisions.in_force(policy_id, asked.on, asked.known)
        lines = policy.guide(policy_id, on=asked.on, known=asked.known)
        notes = policy.get(policy_id).law(asked.on, asked.known).notes
    except policy.DateError as refused:
        context["fault"] = context["fault"] or f"{refused.problem}，请选 {refused.expected}。"
        return 422
    context["held"] = [
        (each, STATUS_STATES[each.parameter.status], STATUS_WORDS[each.parameter.status]) for each in held
    ]
    context["doubts"] = [each for each in held if each.parameter.status == provisions.UNVERIFIED]
    context["lines"], context["notes"] = lines, notes
    return 422 if asked.fault else 200


@require_safe
def changes(request: HttpRequest, policy_id: str) -> HttpResponse:
    """两日对比: the parameters that differ between two days."""
    one, today = policy.get(policy_id), clock.today()
    before, fault = day_or(request.GET.get("from", ""), _year_before(today))
    after, other_fault = day_or(request.GET.get("to", ""), today)
    context: dict[str, Any] = {
        "policy": one,
        "crumbs": crumbs(Crumb(one.title, reverse("law:policy", args=[policy_id])), Crumb("两日对比")),
        "before": before,
        "after": after,
        "fault": fault or other_fault,
    }
    try:
        context["differences"] = provisions.differences(policy_id, before, after)
    except policy.DateError as refused:
        context["fault"] = (
            context["fault"] or f"{refused.value}：{refused.problem}，请选 {refused.expected}。"
        )
    return render(request, "law/changes.html", context, status=422 if context["fault"] else 200)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=min(day.day, 28))


@login_required
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """核对清单: for officers, what is stale and what nobody has seen in a text."""
    today = clock.today()
    require(access.may_review(person(request), today))
    context = {
        "crumbs": crumbs(Crumb("核对清单")),
        "today": today,
        "stale": provisions.stale(today),
        "unverified": provisions.unverified(),
    }
    return render(request, "law/review.html", context)
