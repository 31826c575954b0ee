"""Registers the room with Django."""

from django.apps import AppConfig


class HallConfig(AppConfig):
    """办事大厅."""

    name = "jichuang.hall"
    label = "hall"
    verbose_name = "办事大厅"

    def ready(self) -> None:
        """Declares reference kinds, daily duties and system checks."""
        from jichuang.hall.wiring import connect  # noqa: PLC0415  models exist only now

        connect()
