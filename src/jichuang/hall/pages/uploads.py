"""续传: the small protocol by which a page sends a large file in parts. Without the script the plain form does the same.

POST begins (`material, name, size, sha256`), GET says how far it is, PATCH brings a part (`Upload-Offset`,
`X-Part-SHA256`), DELETE gives up. Every answer is JSON; a refusal is `{reason}`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jichuang.base.errors import Refused
from jichuang.base.files import resuming
from jichuang.base.models import PartialUpload
from jichuang.base.permissions import require
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case
from jichuang.hall.pages.common import case_or_refusal, member
from jichuang.hall.pages.materials import waiting_words
from jichuang.hall.verbs.moving import ref

View = Callable[..., HttpResponse]
SHA256 = re.compile(r"[0-9a-f]{64}")


def told(view: View) -> View:
    """Refusals as JSON for the script: 401 without a session, 409 by state, 403 by permission."""

    @wraps(view)
    def answered(request: HttpRequest, **given: str) -> HttpResponse:
        if not request.user.is_authenticated:
            return JsonResponse({"reason": "登录已过期，请在新页面登录后回来续传。"}, status=401)
        try:
            return view(request, **given)
        except Refused as refused:
            return JsonResponse({"reason": str(refused)}, status=409 if refused.conflict else 403)

    return answered


@never_cache
@require_POST
@told
def uploads(request: HttpRequest, number: str) -> HttpResponse:
    """Begins an upload, or finds the one under way: 201 `{url, received, size}`."""
    case = case_or_refusal(request, number)
    require(reads.may_try(member(request), "attach", case))
    size, digest = request.POST.get("size", ""), request.POST.get("sha256", "").lower()
    if (
        not size.isascii()
        or not size.isdecimal()
        or len(size) > 15
        or (digest and not SHA256.fullmatch(digest))
    ):
        raise Refused(
            "没有说明文件的字节数，或摘要的写法不对。", remedy="请重新选择文件上传。", conflict=True
        )
    upload = verbs.begin_upload(
        case=case,
        by=member(request),
        material=request.POST.get("material", ""),
        filename=request.POST.get("name", "") or "未命名",
        size=int(size),
        sha256=digest,
    )
    return JsonResponse(_state(case, upload), status=201)


@never_cache
@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
@told
def upload(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """One upload of the person's own: how far it is, its next part, or its end."""
    case, user = case_or_refusal(request, number), member(request)
    require(reads.may_try(user, "attach", case))
    found = resuming.mine(token=token, by=user)
    if found.subject != str(ref(case)):
        raise Refused("这次上传不属于这件办件。", remedy="请重新选择文件上传。", conflict=True)
    if request.method == "DELETE":
        resuming.abandon(found)
        return HttpResponse(status=204)
    if request.method == "PATCH":
        require(reads.can(user, "attach", case))
        if found.finished is None:
            found = _continue(request, found)
        if found.received == found.size:
            row = verbs.finish_upload(upload=found, case=case, by=user)
            return JsonResponse(
                {**_state(case, found), "file": row.file.name, "words": waiting_words(row)}, status=201
            )
    return JsonResponse(_state(case, found))


def _continue(request: HttpRequest, found: PartialUpload) -> PartialUpload:
    offset, length = request.headers.get("Upload-Offset", ""), request.headers.get("Content-Length", "0")
    if not offset.isascii() or not offset.isdecimal() or len(offset) > 15:
        raise Refused("没有说明从哪里接着写。", remedy="请刷新页面后续传。", conflict=True)
    if not length.isdecimal() or int(length) > resuming.MOST_PART:
        raise Refused(
            f"一段最多 {resuming.MOST_PART // 1024 // 1024} MB。", remedy="请分成更小的段。", conflict=True
        )
    digest = request.headers.get("X-Part-SHA256", "")
    return resuming.append(upload=found, offset=int(offset), part=request.body, digest=digest)


def _state(case: Case, found: PartialUpload) -> dict[str, object]:
    return {
        "url": reverse("hall:upload", args=[case.number, found.token]),
        "received": found.received,
        "size": found.size,
        "done": found.finished_id is not None,
    }
