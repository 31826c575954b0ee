"""Registers the room with Django."""

from django.apps import AppConfig


class HallConfig(AppConfig):
    """办事大厅."""

    name = "jichuang.hall"
    label = "hall"
    verbose_name = "办事大厅"
