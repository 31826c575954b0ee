"""样式指南: every component in every state, drawn from made-up samples. Demonstration only; knows no table."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang.base.pages import style_samples
from jichuang.base.templatetags.icons import ICONS


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """/style/. 404 in a real deployment."""
    if not settings.DEMONSTRATION:
        raise Http404("只在演示部署中提供")
    context = {
        "s": style_samples,
        "held": style_samples.SampleForm(initial={"staff": 46, "spending": "160", "listed": "1"}),
        "faulty": style_samples.faulty_form(),
        "page": Paginator(range(1207), 20).page(2),
        "day": date(2018, 9, 30),
        "first": date(2018, 1, 1),
        "last": date(2018, 12, 31),
        "icons": list(ICONS),
    }
    return render(request, "base/style.html", context)
