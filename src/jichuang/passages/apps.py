"""Registers the room with Django."""

from django.apps import AppConfig


class PassagesConfig(AppConfig):
    """写进材料."""

    name = "jichuang.passages"
    label = "passages"
    verbose_name = "写进材料"
