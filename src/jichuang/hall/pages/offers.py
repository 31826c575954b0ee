"""Doors that a higher room hangs into the hall's pages: a title and an address, given as data when that room starts.

So the desk can offer 导入公告名单 without the hall knowing the matter. Knows no room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jichuang.accounts.models import User

Offered = Callable[[User | None, date], bool]


@dataclass(frozen=True, slots=True)
class Offer:
    """`place` is `guide`, `check`, `desk` or `notice` (whose number is added as `?notice=`); `url` is asked when the page is drawn; `to` decides who sees it."""

    matter: str
    place: str
    title: str
    url: Callable[[], str]
    to: Offered
    says: str = ""

    @property
    def address(self) -> str:
        """The address, for templates."""
        return self.url()


_offers: dict[tuple[str, str, str], Offer] = {}


def offer(**given: Any) -> None:
    """Adds a door; the same matter, place and title again replaces it."""
    one = Offer(**given)
    _offers[(one.matter, one.place, one.title)] = one


def of(matter: str | None, place: str, user: User | None, on: date) -> list[Offer]:
    """The doors of one matter (None = of all) at a place, that this person may use."""
    return [
        one
        for one in _offers.values()
        if one.place == place and matter in (None, one.matter) and one.to(user, on)
    ]
