"""Registers the room with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """主体与名录."""

    name = "jichuang.registry"
    label = "registry"
    verbose_name = "主体与名录"
