"""Registers the room with Django."""

from django.apps import AppConfig


class MattersConfig(AppConfig):
    """事项目录."""

    name = "jichuang.matters"
    label = "matters"
    verbose_name = "事项目录"
