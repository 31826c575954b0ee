"""What accounts tells the kit at start-up: how a person's reference reads, and its daily duty."""

from __future__ import annotations

from datetime import date
from typing import Any

from jichuang.accounts.models import User
from jichuang.accounts.verbs import forget_failures
from jichuang.base import duties, refs


def resolve(identity: str, viewer: Any) -> refs.Link | None:
    """The person's name; accounts has no page about a person."""
    user = User.objects.filter(pk=identity).only("name").first() if identity.isdigit() else None
    return refs.Link(user.name) if user else None


def forget(_: date) -> None:
    """Deletes sign-in failures older than 30 days."""
    forget_failures()


def connect() -> None:
    """Registers the resolver and the duty; calling it again is harmless."""
    refs.register("user", resolve)
    duties.register("accounts.forget-failures", forget)
