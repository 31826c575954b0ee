"""Registers the room with Django."""

from django.apps import AppConfig


class PlanConfig(AppConfig):
    """工作要点."""

    name = "jichuang.plan"
    label = "plan"
    verbose_name = "工作要点"
