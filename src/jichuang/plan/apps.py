"""Registers the room with Django."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """工作要点."""

    name = "jichuang.plan"
    label = "plan"
    verbose_name = "工作要点"

    def ready(self) -> None:
        """References to plans, targets and items become links."""
        from jichuang.plan.wiring import connect  # noqa: PLC0415  models exist only now

        connect()
