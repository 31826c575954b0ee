"""幂等: a write under a key is done once; the same key again gets the same answer, also while the first still runs.

One transaction holds the key, the verb's change, the journal row of the call and the answer: all of it or nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from inspect import signature
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from jichuang.base import clock, journal
from jichuang.base.refs import Ref
from jichuang.hall.api.problems import EXPECTED, ProblemDetail, problem, problem_of, respond
from jichuang.hall.models import ApiReply
from jichuang.hall.reads.tokens import Caller

Handler = Callable[..., Any]
"""What a route is to ninja: a handler that returns a shape; made idempotent, it returns the HTTP answer itself."""


def once(status: int) -> Callable[[Handler], Handler]:
    """Makes a handler idempotent under its `idempotency_key`; `status` is the answer's when it succeeds."""

    def decorated(handler: Handler) -> Handler:
        @wraps(handler)
        def answered(request: HttpRequest, **given: Any) -> HttpResponse:
            caller: Caller = request.auth  # type: ignore[attr-defined]
            with transaction.atomic():
                reply = _reply(caller, request, str(given["idempotency_key"]))
                if isinstance(reply, ProblemDetail):
                    return respond(reply)
                if reply.status is None:
                    _do(reply, caller, request, lambda: handler(request, **given), status)
            return _response(reply)

        # the annotations are names in the handler's own module, so they are looked up there
        answered.__signature__ = signature(handler, eval_str=True)  # type: ignore[attr-defined]
        return answered

    return decorated


def _reply(caller: Caller, request: HttpRequest, key: str) -> ApiReply | ProblemDetail:
    """The row of this key, locked: a second call waits here until the first has answered."""
    asked = sha256(f"{request.method} {request.path}\n".encode() + _content(request)).hexdigest()
    reply, _ = ApiReply.objects.get_or_create(
        token=caller.token, key=key, defaults={"request": asked, "at": clock.machine_now()}
    )
    reply = ApiReply.objects.select_for_update().get(pk=reply.pk)
    if reply.request != asked:
        return problem(
            409, "这个幂等键已用于另一个请求。", remedy="一个请求用一个键；只有重试同一请求时才用同一个键。"
        )
    return reply


def _content(request: HttpRequest) -> bytes:
    """What tells two requests apart: the body, of a multipart one its fields and the digests of its files."""
    if request.content_type != "multipart/form-data":
        return request.body
    told: list[tuple[str, ...]] = [(key, *request.POST.getlist(key)) for key in sorted(request.POST)]
    for key in sorted(request.FILES):
        for file in request.FILES.getlist(key):
            digest = sha256()
            for part in file.chunks():
                digest.update(part)
            file.seek(0)
            told.append((key, file.name or "", digest.hexdigest()))
    return json.dumps(told).encode()


def _do(
    reply: ApiReply, caller: Caller, request: HttpRequest, act: Callable[[], Schema], status: int
) -> None:
    try:
        with transaction.atomic():
            done = act()
            journal.record(
                actor=caller.user,
                verb="api.write",
                subject=Ref("token", str(caller.token.pk)),
                summary=f"经接口令牌 {caller.token.hint}：{request.method} {request.path}"[:500],
                detail={"key": reply.key},
            )
        reply.status, reply.body = status, json.loads(done.model_dump_json(by_alias=True))
    except EXPECTED as refused:
        found = problem_of(refused)
        reply.status, reply.body = found.status, json.loads(found.model_dump_json())
    reply.save(update_fields=["status", "body"])


def _response(reply: ApiReply) -> HttpResponse:
    assert reply.status is not None
    if reply.status >= 400:
        return respond(ProblemDetail(**reply.body))
    response = HttpResponse(
        json.dumps(reply.body, ensure_ascii=False),
        status=reply.status,
        content_type="application/json; charset=utf-8",
    )
    response["Cache-Control"] = "private, no-store"
    return response
