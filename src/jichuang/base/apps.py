"""Registers the room with Django."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """公共基座."""

    name = "jichuang.base"
    label = "base"
    verbose_name = "公共基座"
