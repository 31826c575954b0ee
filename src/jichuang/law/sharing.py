"""A sheet as a link: the facts and dates alone, compressed and signed. No name, no credit code, nothing kept here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core import signing

from jichuang.law.answers import MONEY_UNITS, TEN_THOUSAND

SALT = "law.sheet"
LONGEST = 6000  # characters of a link that every browser and proxy carries
EXACT = "="  # marks a decimal that JSON would turn into a float


@dataclass(frozen=True, slots=True)
class Shared:
    """What a link says."""

    facts: dict[str, Any]
    on: date
    known: date | None
    money: str


def pack(policy_id: str, facts: Mapping[str, Any], on: date, known: date | None, money: str) -> str:
    """The token of a sheet; empty when it would be too long for a link."""
    said = {
        "p": policy_id,
        "f": _plain(dict(facts)),
        "o": on.isoformat(),
        "k": known.isoformat() if known else "",
        "m": MONEY_UNITS.index(money),
    }
    token = signing.dumps(said, salt=SALT, compress=True)
    return token if len(token) <= LONGEST else ""


def unpack(policy_id: str, token: str) -> Shared | None:
    """What a token says; None for one that is broken, cut, or of another policy."""
    try:
        said = signing.loads(token[:LONGEST], salt=SALT)
        if said["p"] != policy_id:
            return None
        known = date.fromisoformat(said["k"]) if said["k"] else None
        return Shared(_exact(said["f"]), date.fromisoformat(said["o"]), known, MONEY_UNITS[said["m"]])
    except (signing.BadSignature, KeyError, ValueError, TypeError, IndexError, InvalidOperation):
        return None


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{EXACT}{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _exact(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(EXACT):
        return Decimal(value[len(EXACT) :])
    if isinstance(value, dict):
        return {key: _exact(each) for key, each in value.items()}
    return [_exact(each) for each in value] if isinstance(value, list) else value


DEFAULT_MONEY = TEN_THOUSAND
