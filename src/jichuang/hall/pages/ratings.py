"""好差评 for the party of a case: rate once, add to it, rate again after the call back; and what a guide tells of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.hall import verbs
from jichuang.hall.models import Case, Rating
from jichuang.hall.pages.common import case_or_refusal, member
from jichuang.hall.pages.drafts import crumbs
from jichuang.hall.reads import ratings
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
def rate(request: HttpRequest, number: str) -> HttpResponse:
    """/cases/<number>/rate/ : the form, afterwards what was said and what became of it."""
    case, user = own_case(request, number), member(request)
    if request.method != "POST":
        return _draw(request, case)
    try:
        row = verbs.rate(
            case=case,
            by=user,
            grade=_grade(request),
            aspects=request.POST.getlist("aspect"),
            text=request.POST.get("text", ""),
        )
    except Invalid as invalid:
        return _draw(request, case, faults=invalid.problems, status=422)
    words = "我们会在15个工作日内回访并整改。" if Grade(row.grade).is_bad else "感谢您的评价。"
    messages.success(request, f"评价已记下。{words}经办人员看不到是谁评的。")
    return redirect("hall:rate", number=number)


def _grade(request: HttpRequest) -> int:
    given = request.POST.get("grade", "")
    return int(given) if given.isdecimal() and len(given) == 1 else 0


def _draw(
    request: HttpRequest, case: Case, *, faults: list[Problem] | None = None, status: int = 200
) -> HttpResponse:
    row, user = ratings.rating_of(case), member(request)
    context = {
        "case": case,
        "matter": case.declaration,
        "crumbs": crumbs(case, "评价"),
        "rating": row,
        "said": said(row) if row else None,
        "may_rate": ratings.may_rate(user, case),
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
    """A rating in words: grade, aspects, call back."""
    titles = dict(Aspect.choices)
    again = Grade(row.regrade) if row.regrade is not None else None
    return {
        "chip": (CHIPS[row.grade], Grade(row.grade).label),
        "again": (CHIPS[again.value], again.label) if again else None,
        "aspects": "、".join(titles[one] for one in row.aspects),
        "callback": getattr(row, "callback", None),
    }


@login_required
@require_POST
def add(request: HttpRequest, number: str) -> HttpResponse:
    """追评."""
    return _more(
        request,
        number,
        lambda row: verbs.add_to_rating(rating=row, by=member(request), text=request.POST.get("text", "")),
        "追评已记下。",
    )


@login_required
@require_POST
def again(request: HttpRequest, number: str) -> HttpResponse:
    """整改后再评."""
    return _more(
        request,
        number,
        lambda row: verbs.rate_again(rating=row, by=member(request), grade=_grade(request)),
        "整改后的评价已记下。",
    )


def _more(request: HttpRequest, number: str, deed: Any, done: str) -> HttpResponse:
    case = own_case(request, number)
    row = ratings.rating_of(case)
    if row is None:
        raise Refused("这件还没有评价。", remedy="请先评价。", conflict=True)
    try:
        deed(row)
    except Invalid as invalid:
        return _draw(request, case, faults=invalid.problems, status=422)
    messages.success(request, done)
    return redirect("hall:rate", number=number)


def case_context(request: HttpRequest, case: Case, *, is_own: bool) -> dict[str, Any]:
    """What the case page shows of the rating, to the party alone."""
    if not is_own or case.closed_at is None:
        return {"rating": None, "may_rate": None}
    row = ratings.rating_of(case)
    return {
        "rating": said(row) if row else None,
        "may_rate": None if row else ratings.may_rate(member(request), case),
    }


def guide_context(code: str) -> dict[str, Any]:
    """The public sums of a matter, and how many it takes to publish them."""
    return {"ratings": ratings.public_figures(code, clock.today()), "fewest": ratings.SMALLEST}
