"""消息: what the system has told a person, newest first, and which kinds he also wants by mail."""

from __future__ import annotations

from typing import cast

from django.contrib import messages as said
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.accounts.models import User
from jichuang.base import refs, telling
from jichuang.base.models import MessageKind
from jichuang.base.tables import paginate


def _user(request: HttpRequest) -> User:
    return cast(User, request.user)  # login_required: never a visitor


@login_required
@never_cache
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """/my/messages/?unread=1 : two queries for the rows, whatever their number."""
    user = _user(request)
    unread = request.GET.get("unread") == "1"
    context = {
        "page": paginate(request, telling.messages_of(user, unread=unread)),
        "unread": unread,
        "choices": telling.choices_of(user),
    }
    return render(request, "portal/messages.html", context)


@login_required
@never_cache
@require_safe
def message(request: HttpRequest, key: int) -> HttpResponse:
    """/my/messages/<id>/ : one message in full; opening it is reading it."""
    user = _user(request)
    row = telling.messages_of(user).filter(pk=key).first()
    if row is None:
        raise Http404("没有这条消息")
    row = telling.mark_read(message=row, by=user)
    about = refs.resolve(row.subject_ref, user) if row.subject_ref else None
    return render(request, "portal/message.html", {"message": row, "about": about})


@login_required
@require_POST
def read_others(request: HttpRequest) -> HttpResponse:
    """全部标为已读, legal notices apart."""
    count = telling.mark_others_read(by=_user(request))
    said.success(request, f"已把{count}条标为已读。受理、补正、决定等告知须逐条打开。")
    return redirect("portal:messages")


@login_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """消息设置, every kind at once."""
    user = _user(request)
    held = {kind: (shown, mailed) for kind, shown, mailed in telling.choices_of(user)}
    for kind in MessageKind:
        wanted = (
            kind.legal or request.POST.get(f"shown.{kind.value}") == "yes",
            request.POST.get(f"mailed.{kind.value}") == "yes",
        )
        if wanted != held[kind]:
            telling.choose(by=user, kind=kind.value, shown=wanted[0], mailed=wanted[1])
    said.success(request, "消息设置已保存，从下一条起生效。")
    return redirect("portal:messages")
