"""演示人物 on the sign-in page: who they are is told by a function that the demonstration registers. Knows no persona."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from django.conf import settings


class Persona(Protocol):
    """One sign-in of the demonstration: `says` introduces the person, `desk` is the address he lands on."""

    @property
    def username(self) -> str:
        """The sign-in name."""

    @property
    def name(self) -> str:
        """The name shown."""

    @property
    def says(self) -> str:
        """One sentence: what this person does here."""

    @property
    def desk(self) -> str:
        """Where he lands after signing in, a path of this site."""

    @property
    def group(self) -> str:
        """The heading under which he stands; personas of one heading follow one another."""


Provider = Callable[[], Sequence[Persona]]

_provider: list[Provider] = []


def set_provider(provider: Provider) -> None:
    """Declares who lists the personas; the last one declared counts."""
    _provider[:] = [provider]


def personas() -> list[Persona]:
    """The personas to offer; [] outside demonstration mode."""
    return list(_provider[0]()) if settings.DEMONSTRATION and _provider else []


def find(username: str) -> Persona | None:
    """The persona under `username`, None when it is not offered."""
    return next((persona for persona in personas() if persona.username == username), None)
