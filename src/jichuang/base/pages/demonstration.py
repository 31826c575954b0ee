"""The demonstration's clock buttons and its mailbox. Everything here answers 404 in a real deployment."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.base.models import Outbox
from jichuang.base.tables import paginate


def _demonstration_only() -> None:
    if not settings.DEMONSTRATION:
        raise Http404("只在演示部署中提供")


def _back(request: HttpRequest) -> HttpResponse:
    target = request.POST.get("next") or request.META.get("HTTP_REFERER") or "/"
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return redirect(target if safe else "/")


def _move(request: HttpRequest, to: date) -> HttpResponse:
    by = request.user if request.user.is_authenticated else None
    try:
        passed = clock.advance(to=to, by=by)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"演示日期已拨到{to.isoformat()}，其间{len(passed)}天的例行任务已办完。")
    return _back(request)


@require_POST
def next_workday(request: HttpRequest) -> HttpResponse:
    """下一工作日."""
    _demonstration_only()
    return _move(request, clock.next_workday())


@require_POST
def to_day(request: HttpRequest) -> HttpResponse:
    """到某日: `day` as 2018-10-11."""
    _demonstration_only()
    typed = request.POST.get("day", "").strip()
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        messages.error(request, f"“{typed}”不是日期。请按 2018-10-11 的样式填写。")
        return _back(request)
    return _move(request, day)


@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """演示邮箱: every letter the demonstration would have sent, newest first, filtered by `?to=`."""
    _demonstration_only()
    letters = Outbox.objects.order_by("-id")
    to = request.GET.get("to", "").strip()
    if to:
        letters = letters.filter(to__icontains=to)
    page = paginate(request, letters)
    return render(request, "base/mailbox.html", {"page": page, "to": to})
