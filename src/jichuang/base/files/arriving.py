"""大文件到达: Django's upload handler that survives a full disk, so that the page can say so. Knows no page."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.http import HttpRequest

from jichuang.base.files.storing import NO_ROOM

FULL = "jichuang.disk_full"  # no client can set it: the names of headers begin with HTTP_


class ToDisk(TemporaryFileUploadHandler):
    """Writes a large upload to a temporary file; a full disk leaves no file and a mark on the request."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Opens the temporary file."""
        try:
            super().new_file(*args, **kwargs)
        except OSError as fault:
            self._full(fault)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Writes one part."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as fault:
            self._full(fault)

    def _full(self, fault: OSError) -> None:
        if fault.errno not in NO_ROOM or self.request is None:
            raise fault
        self.request.META[FULL] = True
        raise StopUpload(connection_reset=False) from fault


def disk_was_full(request: HttpRequest) -> bool:
    """Whether a file of this request was dropped for want of room."""
    return bool(request.META.get(FULL))
