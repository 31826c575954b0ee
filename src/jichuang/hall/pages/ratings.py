"""好差评 for the party of a case: rate once, add to it, rate again after the call back; and what a guide tells of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.hall import verbs
from jichuang.hall.models import Case, Rating, Task
from jichuang.hall.pages.common import case_or_refusal, member
from jichuang.hall.pages.drafts import crumbs
from jichuang.hall.reads import ratings
from jichuang.hall.reads.promises import answering, calling_back
from jichuang.hall.reads.visits import Visit, visits
from jichuang.hall.terms import Aspect, Grade
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Scope

CHIPS = {5: "ok", 4: "ok", 3: "info", 2: "warn", 1: "bad"}


def own_case(request: HttpRequest, number: str) -> Case:
    """The case for a party to it. Officers, leaders and auditors are refused: they must not learn who rated."""
    case = case_or_refusal(request, number)
    require(may_act(member(request), case.party, scope=Scope.VIEWER, on=clock.today()))
    return case


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, number: str, key: int | None = None) -> HttpResponse:
    """/cases/<number>/rate/[<task>/] : the form for the whole or one visit, afterwards what was said and what became of it."""
    case, user = own_case(request, number), member(request)
    task = _task(case, key)
    if request.method != "POST":
        return _draw(request, case, task)
    try:
        row = verbs.rate(
            case=case,
            by=user,
            grade=_grade(request),
            aspects=request.POST.getlist("aspect"),
            text=request.POST.get("text", ""),
            task=task,
        )
    except Invalid as invalid:
        return _draw(request, case, task, faults=invalid.problems, status=422)
    promise = calling_back(clock.today())
    words = (
        f"我们会在{promise.days}个{promise.unit}内回访并整改。"
        if Grade(row.grade).is_bad
        else "感谢您的评价。"
    )
    messages.success(request, f"评价已记下。{words}经办人员看不到是谁评的。")
    return redirect(_address(case, task))


def _task(case: Case, key: int | None) -> Task | None:
    """The visited task of this case; 404 for another's."""
    return None if key is None else get_object_or_404(Task, pk=key, case=case)


def _address(case: Case, task: Task | None, act: str = "") -> str:
    """Where the whole or one visit is rated; `act` is `add` or `again`."""
    name, args = f"hall:rate{'-visit' if task else ''}{f'-{act}' if act else ''}", [case.number]
    return reverse(name, args=[*args, task.pk] if task else args)


def _grade(request: HttpRequest) -> int:
    given = request.POST.get("grade", "")
    return int(given) if given.isdecimal() and len(given) == 1 else 0


def _draw(
    request: HttpRequest,
    case: Case,
    task: Task | None,
    *,
    faults: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    row, user = ratings.rating_of(case, task), member(request)
    visited = visits(case)
    context = {
        "case": case,
        "matter": case.declaration,
        "crumbs": crumbs(case, "评价"),
        "visit": next((one for one in visited if task is not None and one.task.pk == task.pk), None),
        "visits": visit_rows(case, visited) if task is None else [],
        "addresses": {act or "rate": _address(case, task, act) for act in ("", "add", "again")},
        "promise": calling_back(clock.today()),
        "rating": row,
        "said": said(row) if row else None,
        "may_rate": ratings.may_rate(user, case, task),
        "may_again": ratings.may_rate_again(user, row) if row else None,
        "may_add": may_act(user, case.party, scope=Scope.PREPARER, on=clock.today()),
        "grades": [(grade.value, str(grade.label)) for grade in reversed(Grade)],
        "aspects": Aspect.choices,
        "faults": faults or [],
        "given": {key: request.POST.get(key, "") for key in ("grade", "text")},
        "ticked": request.POST.getlist("aspect"),
    }
    return render(request, "hall/rate.html", context, status=status)


def said(row: Rating) -> dict[str, Any]:
    """A rating in words: grade, aspects, call backs in order and the newest."""
    titles = dict(Aspect.choices)
    again = Grade(row.regrade) if row.regrade is not None else None
    return {
        "chip": (CHIPS[row.grade], Grade(row.grade).label),
        "again": (CHIPS[again.value], again.label) if again else None,
        "aspects": "、".join(titles[one] for one in row.aspects),
        "callback": row.callback,
        "callbacks": sorted(row.callbacks.all(), key=lambda one: one.round),
    }


def visit_rows(case: Case, visited: list[Visit]) -> list[tuple[Visit, str, tuple[str, str] | None]]:
    """(visit, where to rate it, the chip of what was said)."""
    held = ratings.ratings_of_visits(case) if visited else {}
    return [
        (one, _address(case, one.task), said(held[one.task.pk])["chip"] if one.task.pk in held else None)
        for one in visited
    ]


@login_required
@require_POST
def add(request: HttpRequest, number: str, key: int | None = None) -> HttpResponse:
    """追评."""
    return _more(
        request,
        number,
        key,
        lambda row: verbs.add_to_rating(rating=row, by=member(request), text=request.POST.get("text", "")),
        "追评已记下。",
    )


@login_required
@require_POST
def again(request: HttpRequest, number: str, key: int | None = None) -> HttpResponse:
    """整改后再评."""
    return _more(
        request,
        number,
        key,
        lambda row: verbs.rate_again(rating=row, by=member(request), grade=_grade(request)),
        "整改后的评价已记下。",
    )


def _more(request: HttpRequest, number: str, key: int | None, deed: Any, done: str) -> HttpResponse:
    case = own_case(request, number)
    task = _task(case, key)
    row = ratings.rating_of(case, task)
    if row is None:
        raise Refused("这件还没有评价。", remedy="请先评价。", conflict=True)
    try:
        deed(row)
    except Invalid as invalid:
        return _draw(request, case, task, faults=invalid.problems, status=422)
    messages.success(request, done)
    return redirect(_address(case, task))


def case_context(request: HttpRequest, case: Case, *, is_own: bool) -> dict[str, Any]:
    """What the case page shows of the rating, to the party alone."""
    if not is_own or case.submitted_at is None:
        return {"rating": None, "may_rate": None, "visits": []}
    visited = visit_rows(case, visits(case))
    if case.closed_at is None:
        return {"rating": None, "may_rate": None, "visits": visited}
    row = ratings.rating_of(case)
    return {
        "visits": visited,
        "rating": said(row) if row else None,
        "may_rate": None if row else ratings.may_rate(member(request), case),
    }


def guide_context(code: str) -> dict[str, Any]:
    """The public sums of a matter, and how many it takes to publish them."""
    on = clock.today()
    return {
        "ratings": ratings.public_figures(code, on),
        "fewest": ratings.SMALLEST,
        "answer_days": answering(on).days,
    }
