"""Registers the room with Django."""

from django.apps import AppConfig


class ReturnsConfig(AppConfig):
    """定期报送."""

    name = "jichuang.returns"
    label = "returns"
    verbose_name = "定期报送"

    def ready(self) -> None:
        """Declares reference kinds and daily duties."""
        from jichuang.returns.wiring import connect  # noqa: PLC0415  models exist only now

        connect()
