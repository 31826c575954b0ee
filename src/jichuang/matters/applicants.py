"""申报主体: which kinds of party a matter takes, and the sentence that turns the others away. Knows no matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from jichuang.hall.declare import Citation
from jichuang.registry.models import Party
from jichuang.registry.terms import PartyKind

PLACES = (PartyKind.GOVERNMENT, PartyKind.PARK_OPERATOR)
"""Governments, and the committees that run a development zone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Only:
    """A hindrance: only parties of these `kinds` may start. `audience` says who they are, as the clause `cite` has it."""

    kinds: tuple[PartyKind, ...]
    audience: str
    cite: Citation

    def __call__(self, *, party: Party, on: date) -> str:
        """'' for a party of the right kind, else who it is registered as, who may apply, and by which clause."""
        kind = PartyKind(party.kind)
        if kind in self.kinds:
            return ""
        return f"“{party.name}”登记的主体类别是“{kind.label}”；本事项由{self.audience}申报（{self.cite}）。"


def first_of(*hindrances: Callable[..., str]) -> Callable[..., str]:
    """One hindrance out of several: the first sentence that any of them has to say."""

    def hindrance(*, party: Party, on: date) -> str:
        return next(filter(None, (one(party=party, on=on) for one in hindrances)), "")

    return hindrance
