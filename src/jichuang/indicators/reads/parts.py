"""What a number is made of: by 考核归属, by county, and the named rows. Parts always add up to the whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count as CountRows
from django.db.models import Exists, F, OuterRef, QuerySet

from jichuang.indicators import catalogue
from jichuang.indicators.declare import Count, RegisterCount
from jichuang.indicators.reads.known import Known, year_end_before
from jichuang.registry.models import Entry
from jichuang.registry.reads import entries


@dataclass(frozen=True)
class Part:
    """One region's share of a number. `code` is a 考核归属 code or a county code; `value` a count."""

    code: str
    value: int


def has_rows(code: str) -> bool:
    """Whether the number of `code` can be opened down to named rows (a difference cannot)."""
    value = catalogue.get(code).value
    return isinstance(value, RegisterCount) and value.count is not Count.NET


def rows(
    code: str, day: date, *, known: Known = None, home: str | None = None, region: str | None = None
) -> QuerySet[Entry]:
    """The entries counted by `code` on `day`: one row for each piece of the number, in order of region and name.

    `home` and `region` narrow to a 考核归属 unit or a county. Raises ValueError for a number that has no rows.
    """
    value = catalogue.get(code).value
    if not isinstance(value, RegisterCount) or value.count is Count.NET:
        raise ValueError(f"indicator {code!r} is not a count of register entries; it has no rows")
    found = _counted(value, day, known)
    if home is not None:
        found = found.filter(home=home)
    if region is not None:
        found = found.filter(region=region)
    return found.order_by("home", "region", "name", "id")


def by_county(code: str, day: date, home: str, *, known: Known = None) -> list[Part]:
    """Counts of one 考核归属 unit by county code, in code order; they add up to the unit's count. One query."""
    found = rows(code, day, known=known, home=home).order_by("region").values_list("region")
    return [Part(region, number) for region, number in found.annotate(number=CountRows("id"))]


def _counted(value: RegisterCount, day: date, known: Known) -> QuerySet[Entry]:
    began = year_end_before(day) + timedelta(days=1)
    all_rows = entries(value.registers)
    match value.count:
        case Count.IN_FORCE:
            return all_rows.in_force(day, known)
        case Count.STARTED:
            return all_rows.started_between(began, day, known)
        case Count.FIRST:
            return all_rows.started_between(began, day, known).first_entries()
        case Count.NUMBERED:
            return all_rows.numbered_in(day.year, known).filter(valid_from__lte=day)
        case Count.ENDED:
            return all_rows.known(known).filter(valid_until__gte=began, valid_until__lte=day)
        case Count.LAPSED:
            return _lapsed(value, day, known)
        case _:
            return _born(value, day, known, began)


def _lapsed(value: RegisterCount, day: date, known: Known) -> QuerySet[Entry]:
    again = entries(value.registers).known(known)
    again = again.filter(
        register=OuterRef("register"),
        subject=OuterRef("subject"),
        valid_from__gte=OuterRef("valid_until"),
        valid_from__lte=day,
    )
    gone = entries(value.registers).known(known)
    gone = gone.filter(valid_until__lte=day, valid_until__gt=day - timedelta(days=365))
    return gone.exclude(Exists(again))


def _born(value: RegisterCount, day: date, known: Known, began: date) -> QuerySet[Entry]:
    year_end = began - timedelta(days=1)
    in_year = entries(value.registers).started_between(began, day, known)
    founded = in_year.filter(
        party__established_on__gt=year_end, party__established_on__lte=F("valid_from")
    ).order_by("party_id", "valid_from", "id")
    first = founded.distinct("party_id").values("pk")
    return entries(value.registers).filter(pk__in=first)
