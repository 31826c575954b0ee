"""Registers the room with Django."""

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """专家评审."""

    name = "jichuang.review"
    label = "review"
    verbose_name = "专家评审"

    def ready(self) -> None:
        """Declares reference kinds."""
        from jichuang.review.wiring import connect  # noqa: PLC0415  models exist only now

        connect()
