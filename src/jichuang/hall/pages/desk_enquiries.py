"""咨询 at the desk: questions waiting there by working days left, and their answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.base.tables import paginate
from jichuang.hall import verbs
from jichuang.hall.models import Enquiry
from jichuang.hall.pages.common import member
from jichuang.hall.pages.desk import require_desk_place
from jichuang.hall.pages.enquiries import enquiry_rows
from jichuang.hall.reads.enquiries import desk_enquiries


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
    row = Enquiry.objects.filter(pk=key).select_related("party", "department").first()
    if row is None:
        raise Http404("没有这条咨询")
    text = request.POST.get("answer", "")
    try:
        verbs.answer(enquiry=row, by=member(request), text=text)
    except Invalid as invalid:
        return _queue(request, status=422, faults=invalid.problems, typed={"key": key, "answer": text})
    messages.success(request, "已答复，提问人会在“消息”里看到。")
    return redirect("hall:desk-enquiries")
