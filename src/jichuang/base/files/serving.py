"""Hands a stored file to the browser. Call it only behind the owning room's permission check."""

from __future__ import annotations

from django.http import FileResponse

from jichuang.base.downloads import attachment
from jichuang.base.files.storing import open_file
from jichuang.base.models import StoredFile


def response(file: StoredFile, filename: str | None = None) -> FileResponse:
    """A download under `filename` (the stored name by default): never shown inside our own pages, never cached."""
    answer = FileResponse(open_file(file), content_type=file.media_type)
    answer["Content-Disposition"] = attachment(filename or file.name)
    answer["Content-Length"] = str(file.size)
    answer["Cache-Control"] = "private, no-store"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
