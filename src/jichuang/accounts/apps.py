"""Registers the room with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """账号."""

    name = "jichuang.accounts"
    label = "accounts"
    verbose_name = "账号"
