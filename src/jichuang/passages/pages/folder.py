"""素材夹: what was put aside, the Word file of it, and a file opened again to see what has changed."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from jichuang.accounts.models import User
from jichuang.base.downloads import attachment
from jichuang.base.errors import Invalid
from jichuang.base.refs import Ref
from jichuang.passages import reads, verbs
from jichuang.passages.word import NotOurs, stated_in

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = 20 * 1024 * 1024


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)


@login_required
@never_cache
@require_safe
def folder(request: HttpRequest) -> HttpResponse:
    """/my/passages/: each thing with today's words, in order."""
    return render(request, "passages/folder.html", {"rows": reads.written_for(_me(request))})


@login_required
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Puts a thing aside and goes back to where it stood."""
    given = request.POST
    back = given.get("back", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = "/my/passages/"
    params = {key[2:]: str(value) for key, value in given.items() if key.startswith("p.")}
    try:
        ref = Ref.parse(given.get("ref", ""))
        row = verbs.keep(by=_me(request), ref=ref, params=params, form=given.get("form", ""))
    except (ValueError, LookupError):
        messages.error(request, "没有放入：这里没有可以写进材料的内容。")
    except Invalid as invalid:
        messages.error(request, f"没有放入：{invalid}")
    else:
        messages.success(request, f"已放入素材夹：{row}。到“我的—素材夹”生成 Word 文件。")
    return redirect(back)


@login_required
@require_POST
def move(request: HttpRequest, key: int) -> HttpResponse:
    """One place up or down."""
    verbs.move(by=_me(request), key=key, up=request.POST.get("way") == "up")
    return redirect("passages:folder")


@login_required
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """One thing, or all of them."""
    key = request.POST.get("key", "")
    gone = verbs.drop(by=_me(request), key=int(key) if key.isdecimal() and len(key) < 18 else None)
    messages.success(request, f"已删去 {gone} 条。")
    return redirect("passages:folder")


@login_required
@require_POST
def write(request: HttpRequest) -> HttpResponse:
    """The folder as .docx."""
    heading = request.POST.get("heading", "").strip()
    try:
        content = verbs.write(by=_me(request), heading=heading)
    except Invalid as invalid:
        messages.error(request, str(invalid))
        return redirect("passages:folder")
    answer = HttpResponse(content, content_type=WORD)
    answer["Content-Disposition"] = attachment(f"{heading or '素材'}.docx")
    return answer


@login_required
@never_cache
@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """A file made here, opened again: which of its figures have changed since."""
    sent = request.FILES.get("file")
    context: dict[str, Any] = {"rows": reads.written_for(_me(request))}
    fault = "请选择一个在这里生成的 .docx 文件。" if sent is None else ""
    if sent is not None and (sent.size or 0) > LARGEST:
        fault = f"文件有 {(sent.size or 0) / 1048576:.1f} MB，超过 20 MB。"
    if sent is not None and not fault:
        try:
            made_on, stated = stated_in(sent.read())
        except NotOurs as not_ours:
            fault = str(not_ours)
        else:
            compared = reads.compare(stated, _me(request))
            changed = sum(len(one.changes) for one in compared)
            context |= {"made_on": made_on, "compared": compared, "changed": changed, "name": sent.name}
    return render(request, "passages/folder.html", context | {"fault": fault}, status=422 if fault else 200)
