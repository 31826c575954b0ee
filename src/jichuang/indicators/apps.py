"""Registers the room with Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """指标."""

    name = "jichuang.indicators"
    label = "indicators"
    verbose_name = "指标"

    def ready(self) -> None:
        """Declares reference kinds and doors."""
        from jichuang.indicators.wiring import connect  # noqa: PLC0415  models exist only now

        connect()
