"""Registers the room with Django and offers the cast on the sign-in page."""

from django.apps import AppConfig

from jichuang.accounts import personas
from jichuang.demo import welcome


class DemoConfig(AppConfig):
    """演示."""

    name = "jichuang.demo"
    label = "demo"
    verbose_name = "演示"

    def ready(self) -> None:
        """Personas are only shown in demonstration mode, whoever provides them."""
        personas.set_provider(welcome.seats)
