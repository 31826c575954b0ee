"""Registers the room with Django."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """主体与名录."""

    name = "jichuang.registry"
    label = "registry"
    verbose_name = "主体与名录"

    def ready(self) -> None:
        """References to parties, entries, departments and import batches become links."""
        from jichuang.registry.wiring import connect  # noqa: PLC0415  models exist only now

        connect()
