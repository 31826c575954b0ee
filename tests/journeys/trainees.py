"""The invented people of a walk's course, as lines to paste. Knows no database."""

from __future__ import annotations

from typing import Any

from jichuang.codes import resident_id

NOWHERE, BORN = "139999", "19910101"
"""No region bears this code."""


def line(course: dict[str, Any], name: str, serial: int) -> str:
    """One line of a pasted list."""
    first = f"{NOWHERE}{BORN}{serial:03d}"
    number = first + resident_id.check_character(first)
    return "；".join((name, number, str(course["phone"] + serial), course["unit"]))


def pasted(course: dict[str, Any]) -> str:
    """Everybody of the walk file."""
    return "\n".join(line(course, name, serial) for serial, name in enumerate(course["names"], 1))


def passed(course: dict[str, Any]) -> list[str]:
    """Names of those who are to get a certificate."""
    return list(course["names"][course["absent"] + course["failed"] :])
