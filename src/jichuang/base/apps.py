"""Registers the room with Django."""

from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from jichuang.base.keeping import begin_request, end_request


class BaseConfig(AppConfig):
    """公共基座."""

    name = "jichuang.base"
    label = "base"
    verbose_name = "公共基座"

    def ready(self) -> None:
        """Reads of the clock are kept for the length of a request."""
        request_started.connect(begin_request, dispatch_uid="base.keeping.begin")
        request_finished.connect(end_request, dispatch_uid="base.keeping.end")
