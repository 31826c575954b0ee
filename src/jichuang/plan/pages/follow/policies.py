"""政策分解: a policy's clauses as measures with owners and last days."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.plan import verbs
from jichuang.plan.models import Plan
from jichuang.plan.pages.asking import typed_day, visitor
from jichuang.plan.pages.follow.common import frame, inside_plan
from jichuang.plan.pages.follow.ledger import Line
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.charges import charges, item_titles
from jichuang.plan.reads.judging import judged
from jichuang.plan.reads.reach import reach_of
from jichuang.plan.verbs.splitting import Measure
from jichuang.registry.models import Department

ROWS = 12


@login_required
@require_http_methods(["GET", "POST"])
def policies(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/policies/: every policy with its measures; keepers split another one."""
    plan = inside_plan(request, slug)
    problems: list[Problem] = []
    if request.method == "POST":
        require(may_keep(visitor(request)))
        problems = _split(request, plan)
        if not problems:
            return redirect("plan:policies", slug=slug)
    day = clock.today()
    rows = list(reach_of(visitor(request)).charges(charges(plan).exclude(policy=None)))
    lights = judged(plan, day, rows)
    found: dict[int, tuple[Any, list[Line]]] = {}
    for row in rows:
        found.setdefault(row.policy_id or 0, (row.policy, []))[1].append(
            Line(row, lights[row.code], (row.deadline - day).days)
        )
    kept = request.POST if problems else {}
    names = ("measure", "department", "deadline")
    context = frame(request, plan, "policies") | {
        "policies": list(found.values()),
        "problems": problems,
        "typed": {name: kept.get(name, "") for name in ("title", "document", "under")},
        "inputs": [(n, *(kept.get(f"{name}_{n}", "") for name in names)) for n in range(1, ROWS + 1)],
        "items": item_titles(plan).items(),
        "departments": Department.objects.filter(level__in=["province", "city"]).order_by("level", "code"),
    }
    return render(request, "plan/follow/policies.html", context, status=422 if problems else 200)


def _split(request: HttpRequest, plan: Plan) -> list[Problem]:
    given = request.POST
    measures, problems = [], []
    for n in range(1, ROWS + 1):
        title, department = given.get(f"measure_{n}", "").strip(), given.get(f"department_{n}", "").strip()
        last = given.get(f"deadline_{n}", "").strip()
        if not (title or department or last):
            continue
        try:
            deadline = typed_day(given, f"deadline_{n}", f"第{n}条完成时限") if last else None
        except Invalid as fault:
            problems += fault.problems
            continue
        measures.append(Measure(title, department, deadline))
    if problems:
        return problems
    try:
        verbs.split_policy(
            plan=plan, title=given.get("title", ""), document=given.get("document", ""),
            under=given.get("under", ""), measures=measures, by=visitor(request),
        )  # fmt: skip
    except Invalid as fault:
        return fault.problems
    return []
