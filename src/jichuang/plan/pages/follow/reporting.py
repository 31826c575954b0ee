"""月报、季报: written by the owner with figures already in place, read, and verified by a second person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock, files
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.plan import rules, verbs
from jichuang.plan.models import OwnerReport, Plan, ReportFile
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import frame, inside_plan
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_act_for, may_check, may_keep
from jichuang.plan.reads.charges import Holding, holding, item_titles
from jichuang.plan.reads.judging import CHIPS, judged
from jichuang.plan.reads.people import names_of
from jichuang.plan.reads.reach import may_see_report
from jichuang.plan.reads.reports import Held, owed, submissions, verdict_words
from jichuang.plan.terms import Cycle

WORDS = ("progress", "problems", "next_step", "grounds")


@login_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str, item: int) -> HttpResponse:
    """/plan/<slug>/follow/write/<item>/?department=&period=: figures stand there already, the words are typed."""
    plan = inside_plan(request, slug)
    asked = request.POST if request.method == "POST" else request.GET
    held = holding(plan, item, asked.get("department", ""))
    if held is None:
        raise Http404("这一条没有交办给这个单位。")
    require(may_act_for(visitor(request), held.department, held.office))
    when = _when(asked.get("period") or rules.period_of(min(clock.today(), plan.ends_on)))
    problems: list[Problem] = []
    status = 200
    if request.method == "POST":
        done, problems, status = _submit(request, held, when)
        if done is not None:
            messages.success(request, f"{done.name}已报送，等待核验。")
            return redirect("plan:mine", slug=slug)
    return render(
        request,
        "plan/follow/write.html",
        _form(request, held, when, problems),
        status=status,
    )


def _when(code: str) -> rules.Period:
    """The period of an address, or a 404 that says how one is written."""
    try:
        return rules.period(code)
    except ValueError as fault:
        raise Http404(str(fault)) from fault


def _submit(
    request: HttpRequest, held: Holding, when: rules.Period
) -> tuple[OwnerReport | None, list[Problem], int]:
    given: dict[str, Any] = {name: request.POST.get(name, "") for name in WORDS}
    evidence = [
        (one.name or "", one.file) for one in request.FILES.getlist("evidence") if one.file is not None
    ]
    try:
        report = verbs.submit_report(
            plan=held.plan, item=held.item, department=held.department, period=when.code, evidence=evidence,
            by=visitor(request), **given,
        )  # fmt: skip
    except Invalid as fault:
        return None, fault.problems, 422
    except Refused as refusal:
        if not refusal.conflict:
            raise
        return None, [Problem(refusal.field or "", refusal.reason, refusal.remedy)], 409
    return report, [], 200


def _form(request: HttpRequest, held: Holding, when: rules.Period, problems: list[Problem]) -> dict[str, Any]:
    day, plan = clock.today(), held.plan
    sent = submissions(plan, department=held.department)
    quarterly = when.cycle == Cycle.QUARTER
    lights = judged(plan, min(day, when.last) if quarterly else day, held.live)
    months = [one for one in owed(held, sent, day) if one.open]
    back = next((one.latest for one in months if one.period == when.code and one.latest), None)
    before = _before(sent, held, when)
    kept = request.POST if request.method == "POST" else None
    start = {name: getattr(back, name) if back else "" for name in WORDS}
    return frame(request, plan, "mine") | {
        "held": held,
        "when": when,
        "quarterly": quarterly,
        "opens": when.opens() if when.opens() > day else None,
        "months": months,
        "figures": [(one, lights[one.code]) for one in held.live],
        "lagging": [one.code for one in held.live if lights[one.code].behind] if quarterly else [],
        "returned": back,
        "before": before,
        "typed": {name: kept.get(name, "") if kept is not None else start[name] for name in WORDS},
        "problems": problems,
    }


def _before(sent: Held, held: Holding, when: rules.Period) -> OwnerReport | None:
    """The last one sent of the same cycle before the period."""
    every = [row for rows in sent.get(held.key, {}).values() for row in rows]
    earlier = [row for row in every if row.cycle == when.cycle and row.period < when.code]
    return max(earlier, key=lambda row: (row.period, row.number), default=None)


@login_required
@require_safe
def waiting(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/reports/: what waits for a second person, oldest first."""
    plan = inside_plan(request, slug)
    user = visitor(request)
    require(may_keep(user))
    rows = plan.reports.filter(verdict=None).select_related("office").order_by("due_on", "item", "id")
    shown = [
        (row, may_check(user, department=row.department, office=row.office, doers=[row.by_user_id]))
        for row in rows
    ]
    context = frame(request, plan, "reports") | {"rows": shown, "titles": item_titles(plan)}
    return render(request, "plan/follow/reports.html", context)


@login_required
@require_safe
def report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """/plan/<slug>/follow/reports/<pk>/."""
    plan = inside_plan(request, slug)
    one = _report(plan, pk)
    require(may_see_report(visitor(request), one))
    return _draw(request, plan, one)


def _draw(request: HttpRequest, plan: Plan, one: OwnerReport, fault: Fault | None = None) -> HttpResponse:
    """A report; with a fault, the reason typed stands there again."""
    others = plan.reports.filter(item=one.item, department=one.department, period=one.period)
    verdict = getattr(one, "verdict", None)
    names = names_of(filter(None, (one.by, verdict.by if verdict else "")))
    context = frame(request, plan, "reports") | {
        "report": one,
        "verdict": verdict,
        "chip": verdict_words(one),
        "names": names,
        "sender": names.get(one.by, ""),
        "checker": names.get(verdict.by, "") if verdict else "",
        "figures": [(figure, CHIPS[figure["colour"]]) for figure in one.figures],
        "others": others.exclude(pk=one.pk).order_by("number"),
        "may_check": may_check(
            visitor(request), department=one.department, office=one.office, doers=[one.by_user_id]
        ),
        **given_again(request, fault),
    }
    return render(request, "plan/follow/report.html", context, status=fault.status if fault else 200)


def _report(plan: Plan, pk: int) -> OwnerReport:
    rows = OwnerReport.objects.filter(plan=plan).select_related("verdict", "office", "plan")
    return get_object_or_404(rows.prefetch_related("files"), pk=pk)


@login_required
@require_POST
def verify(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """核验: accept or send back."""
    plan = inside_plan(request, slug)
    one = _report(plan, pk)
    accepted = request.POST.get("verdict") == "accept"

    def done(by: Any) -> str:
        verbs.verify_report(report=one, accepted=accepted, reason=request.POST.get("reason", ""), by=by)
        return f"{one.department}{one.name}已{'核验通过' if accepted else '退回'}。"

    fault = tried(request, done)
    return _draw(request, plan, _report(plan, pk), fault) if fault else redirect("plan:reports", slug=slug)


@login_required
@require_safe
def evidence(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A 佐证 file, for whoever may see its report."""
    plan = inside_plan(request, slug)
    rows = ReportFile.objects.select_related("file", "report__plan")
    held = get_object_or_404(rows, pk=pk, report__plan=plan)
    require(may_see_report(visitor(request), held.report))
    return files.response(held.file, held.title)
