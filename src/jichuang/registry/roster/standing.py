"""What the register holds now, in memory, for judging many rows without asking the database for each."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple

from jichuang.registry.models import Entry


class Held(NamedTuple):
    """A believed entry; `valid_to` is inclusive, None = open."""

    pk: int
    subject: str
    name: str
    number: str
    region: str
    home: str
    valid_from: date
    valid_until: date | None
    basis: str
    attrs: dict[str, Any]

    @property
    def valid_to(self) -> date | None:
        """The last valid day."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None

    def overlaps(self, first: date, last: date | None) -> bool:
        """Whether some day lies in both periods."""
        return (last is None or self.valid_from <= last) and (
            self.valid_until is None or first < self.valid_until
        )


class Standing:
    """Believed entries of one register by subject and by number. One query."""

    def __init__(self, register: str) -> None:
        self.by_subject: dict[str, list[Held]] = defaultdict(list)
        self.by_number: dict[str, list[Held]] = defaultdict(list)
        self.by_name: dict[str, list[Held]] = defaultdict(list)
        fields = Held._fields[1:]
        rows = Entry.objects.filter(register=register, current=True).order_by("valid_from")
        for row in rows.values_list("pk", *fields).iterator(chunk_size=5000):
            held = Held(*row)
            self.by_subject[held.subject].append(held)
            self.by_name[held.name].append(held)
            if held.number:
                self.by_number[held.number].append(held)
