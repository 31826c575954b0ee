"""What accounts tells the kit at start-up: how a person's reference reads, and its daily duty."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from jichuang.accounts.models import User
from jichuang.accounts.verbs import forget_failures
from jichuang.base import duties, refs


def resolve(identity: str, viewer: Any) -> refs.Link | None:
    """The person's name; accounts has no page about a person."""
    user = User.objects.filter(pk=identity).only("name").first() if identity.isdigit() else None
    return refs.Link(user.name) if user else None


def resolve_many(identities: Collection[str], viewer: Any) -> dict[str, refs.Link]:
    """The names of several people."""
    keys = [one for one in identities if one.isdigit()]
    return {str(user.pk): refs.Link(user.name) for user in User.objects.filter(pk__in=keys).only("name")}


def forget(_: date) -> None:
    """Deletes sign-in failures older than 30 days."""
    forget_failures()


def connect() -> None:
    """Registers the resolver and the duty; calling it again is harmless."""
    refs.register("user", resolve)
    refs.register_many("user", resolve_many)
    duties.register("accounts.forget-failures", forget)
