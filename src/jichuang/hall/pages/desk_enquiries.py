"""咨询 at the desk: questions waiting there by working days left, and their answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.base.tables import paginate
from jichuang.hall import verbs
from jichuang.hall.models import Enquiry
from jichuang.hall.pages.common import member
from jichuang.hall.pages.desk import require_desk_place
from jichuang.hall.pages.enquiries import enquiry_rows
from jichuang.hall.reads.enquiries import desk_enquiries, may_answer, other_desks


@login_required
@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """/desk/enquiries/ : questions at my desks by working days left."""
    require_desk_place(request)
    return _queue(request)


def _queue(request: HttpRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    page = paginate(request, desk_enquiries(member(request), clock.today()))
    context = {"page": page, "rows": enquiry_rows(page), "faults": [], "typed": {}, **more}
    return render(request, "hall/desk_enquiries.html", context, status=status)


@login_required
@require_POST
def answer(request: HttpRequest, key: int) -> HttpResponse:
    """答复; typed words stay when something is wrong."""
    require_desk_place(request)
    row, text = _row(key), request.POST.get("answer", "")
    try:
        verbs.answer(enquiry=row, by=member(request), text=text)
    except Invalid as invalid:
        return _queue(request, status=422, faults=invalid.problems, typed={"key": key, "answer": text})
    messages.success(request, "已答复，提问人会在“消息”里看到。")
    return redirect("hall:desk-enquiries")


def _row(key: int) -> Enquiry:
    row = Enquiry.objects.filter(pk=key).select_related("party", "department", "asker", "case").first()
    if row is None:
        raise Http404("没有这条咨询")
    return row


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, key: int) -> HttpResponse:
    """/desk/enquiries/<id>/pass/ : a question that belongs to another desk of the same matter."""
    row, user, faults = _row(key), member(request), list[Problem]()
    require(may_answer(user, row))
    given = {name: request.POST.get(name, "") for name in ("to", "why")}
    if request.method == "POST":
        try:
            verbs.pass_on_enquiry(enquiry=row, by=user, to=given["to"], why=given["why"])
        except Invalid as invalid:
            faults = invalid.problems
        else:
            messages.success(request, "已转交，答复期限不变。")
            return redirect("hall:desk-enquiries")
    context = {"one": enquiry_rows([row])[0], "desks": other_desks(row), "given": given, "faults": faults}
    return render(request, "hall/enquiry_pass.html", context, status=422 if faults else 200)
