"""Registers the room with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账号."""

    name = "jichuang.accounts"
    label = "accounts"
    verbose_name = "账号"

    def ready(self) -> None:
        """A reference to a person shows his name; sign-in failures are forgotten after 30 days."""
        from jichuang.accounts.wiring import connect  # noqa: PLC0415  models exist only now

        connect()
