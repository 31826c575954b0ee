"""Registers the room with Django."""

from django.apps import AppConfig


class LawConfig(AppConfig):
    """政策."""

    name = "jichuang.law"
    label = "law"
    verbose_name = "政策"
