"""/healthz: is the database there, is the worker alive."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.base import jobs
from jichuang.base.files import scanning


@require_safe
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 when database and worker are well, 503 otherwise: `{"database","worker","worker_seconds","scanner"}`.

    Words are `ok|down|late|never`; `scanner` is `off` where uploads are not scanned for viruses, and alone never 503.
    """
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        seconds = jobs.seconds_since_beat()
    except DatabaseError:
        return JsonResponse({"database": "down", "worker": "unknown", "worker_seconds": None}, status=503)
    worker = "never" if seconds is None else "late" if seconds > jobs.HEARTBEAT_LATE else "ok"
    answer = {
        "database": "ok",
        "worker": worker,
        "worker_seconds": round(seconds, 1) if seconds is not None else None,
        "scanner": scanning.state(),
    }
    return JsonResponse(answer, status=200 if worker == "ok" else 503)
