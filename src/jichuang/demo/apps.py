"""Registers the room with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """演示."""

    name = "jichuang.demo"
    label = "demo"
    verbose_name = "演示"
