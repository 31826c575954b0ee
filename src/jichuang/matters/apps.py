"""Registers the room with Django."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """事项."""

    name = "jichuang.matters"
    label = "matters"
    verbose_name = "事项"

    def ready(self) -> None:
        """Fills the hall's catalogue and hangs in its own doors."""
        from jichuang.matters.wiring import connect  # noqa: PLC0415  models exist only now

        connect()
