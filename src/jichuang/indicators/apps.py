"""Registers the room with Django."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """指标."""

    name = "jichuang.indicators"
    label = "indicators"
    verbose_name = "指标"
