"""规范用语: the officer's own sentences and the department's, to be ticked under a supplement letter or an opinion."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.base import clock
from jichuang.base.errors import Invalid
from jichuang.hall import verbs
from jichuang.hall.models import Phrase
from jichuang.hall.pages.common import grouped, member
from jichuang.hall.pages.desk import require_desk_place
from jichuang.hall.reads.phrases import phrases_for


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phrases(request: HttpRequest) -> HttpResponse:
    """The list, and a form for one more."""
    require_desk_place(request)
    user, faults, text = member(request), {}, request.POST.get("text", "")
    if request.method == "POST":
        try:
            verbs.keep_phrase(by=user, text=text, shared=request.POST.get("shared") == "yes")
        except Invalid as invalid:
            faults = grouped(invalid.problems)
        else:
            messages.success(request, "已留用。退回补正、办理意见时可以勾选插入。")
            return redirect("hall:phrases")
    rows = phrases_for(user, clock.today())
    context = {"rows": rows, "me": user.pk, "faults": faults, "text": text}
    return render(request, "hall/phrases.html", context, status=422 if faults else 200)


@login_required
@require_POST
def drop(request: HttpRequest, key: int) -> HttpResponse:
    """删去 one's own sentence."""
    require_desk_place(request)
    verbs.drop_phrase(phrase=get_object_or_404(Phrase, pk=key), by=member(request))
    messages.success(request, "已删去。")
    return redirect("hall:phrases")
