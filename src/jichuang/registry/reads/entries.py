"""Register entries on a day, as known on a day. Knows no page and no indicator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Count, Q

from jichuang.base.today import SHANGHAI
from jichuang.codes import chinese
from jichuang.registry import registers
from jichuang.registry.models import Entry

Known = date | datetime | None


def as_known(known: date | datetime) -> datetime:
    """The instant meant by `known`: a datetime itself, a date its very end in Asia/Shanghai."""
    if isinstance(known, datetime):
        return known
    return datetime.combine(known + timedelta(days=1), time(), SHANGHAI) - timedelta(microseconds=1)


class EntrySet(models.QuerySet[Entry]):
    """名录条目的查询. Without `known` every method reads what is believed now."""

    def known(self, known: Known = None) -> EntrySet:
        """Rows believed at the end of day `known` (or at that instant); None = believed now."""
        if known is None:
            return self.filter(current=True)
        return self.filter(recorded__contains=as_known(known))

    def in_force(self, day: date, known: Known = None) -> EntrySet:
        """Rows valid on `day`. Rows = subjects: the database allows one row per subject, register, day and belief."""
        return self.known(known).filter(Q(valid_until__gt=day) | Q(valid_until=None), valid_from__lte=day)

    def numbered_in(self, year: int, known: Known = None) -> EntrySet:
        """Rows whose number was given in `year`, whichever source wrote them."""
        return self.known(known).filter(number_year=year)

    def started_between(self, first: date, last: date, known: Known = None) -> EntrySet:
        """Rows beginning on a day from `first` to `last`, both inclusive."""
        return self.known(known).filter(valid_from__gte=first, valid_from__lte=last)

    def first_entries(self) -> EntrySet:
        """Rows of subjects that had never stood in the register before (首次入库)."""
        return self.filter(first_entry=True)

    def lapsing(self, first: date, last: date, known: Known = None) -> EntrySet:
        """Rows whose last valid day lies from `first` to `last`, both inclusive; soonest first."""
        day = timedelta(days=1)
        found = self.known(known).filter(valid_until__gte=first + day, valid_until__lte=last + day)
        return found.order_by("valid_until", "id")

    def without_successor(self) -> EntrySet:
        """Of lapsing rows, those whose subject has no later row in the same register (到期待重认)."""
        later = Entry.objects.filter(
            register=models.OuterRef("register"),
            subject=models.OuterRef("subject"),
            current=True,
            valid_from__gte=models.OuterRef("valid_until"),
        )
        return self.filter(~models.Exists(later))

    def by_home(self) -> dict[str, int]:
        """{考核归属: 家数}, one query. Homes without rows are absent."""
        rows = self.order_by().values("home").annotate(n=Count("id")).values_list("home", "n")
        return dict(rows)

    def by_region(self) -> dict[str, int]:
        """{行政区划: 家数}, one query."""
        rows = self.order_by().values("region").annotate(n=Count("id")).values_list("region", "n")
        return dict(rows)

    def matching(self, text: str) -> EntrySet:
        """Rows whose name, number, subject or pinyin initials contain `text`; all rows for empty text."""
        wanted = chinese.normalise(text).strip()
        if not wanted:
            return self
        if wanted.isascii() and wanted.isalpha():
            return self.filter(
                Q(initials__contains=wanted.lower())
                | Q(name__icontains=wanted)
                | Q(number__istartswith=wanted)
                | Q(subject__istartswith=wanted)
            )
        if wanted.isascii():
            return self.filter(
                Q(number__icontains=wanted) | Q(subject__icontains=wanted) | Q(name__icontains=wanted)
            )
        return self.filter(
            Q(name__icontains=wanted) | Q(name__icontains=text.strip()) | Q(number__icontains=wanted)
        )


def entries(registers: str | Iterable[str] | None = None) -> EntrySet:
    """Entries of one register, of several, or of all; every belief, until `.known()` or `.in_force()` chooses."""
    found = EntrySet(Entry)
    if registers is None:
        return found
    if isinstance(registers, str):
        return found.filter(register=registers)
    return found.filter(register__in=list(registers))


def history_of(subject: str, *, register: str | None = None, known: Known = None) -> EntrySet:
    """Everything one subject has in the registers, newest first."""
    found = entries(register).filter(subject=subject).known(known)
    return found.order_by("-valid_from", "-id")


def beside(entry: Entry, *, inside: bool) -> list[Entry]:
    """What else the entry's holder has in the registers, newest first: its own and what it hosts, as believed now.

    The same subject or the same party; rows of people never. `inside` also shows registers that are not public. One query.
    """
    held = Q(subject=entry.subject) | (Q(party=entry.party_id) if entry.party_id else Q())
    shown = [one.code for one in registers.ALL if not one.personal and (inside or one.public)]
    rows = entries(shown).filter(held, current=True).exclude(pk=entry.pk)
    return list(rows.order_by("-valid_from", "-id"))


def search_entries(
    text: str, *, day: date, registers: Iterable[str] | None = None, limit: int = 20
) -> list[Entry]:
    """Entries in force on `day` that match `text` by name, number, credit code or pinyin initials; [] for empty text."""
    if not text.strip():
        return []
    return list(entries(registers).in_force(day).matching(text).order_by("name", "id")[:limit])
