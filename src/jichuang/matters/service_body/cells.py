"""网格的各格: reserve enterprises of a place with body, officer, contacts and rating; who is unserved; coverage by county."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Avg, Count, Max, Q

from jichuang.accounts.models import User
from jichuang.matters.models import Contact, Pairing
from jichuang.matters.surveys import Survey
from jichuang.registry.models import Entry
from jichuang.registry.reads import entries, homes_of, region_name
from jichuang.registry.reads.people import appointments_of
from jichuang.registry.terms import Role

READERS = (Role.COUNTY_OFFICER, Role.CITY_OFFICER, Role.PROVINCE_OFFICER, Role.LEADER, Role.AUDITOR)


@dataclass(frozen=True)
class Cell:
    """One reserve enterprise on a day. `stars` is the mean rating, None while unrated."""

    entry: Entry
    pairing: Pairing | None
    contacts: int
    last: date | None
    stars: float | None

    @property
    def served(self) -> bool:
        """有人联系: a body and an officer are assigned and at least one contact stands on record."""
        return self.pairing is not None and self.contacts > 0


def cells(on: date, *, home: str | None = None, region: str | None = None) -> list[Cell]:
    """The grid of a place on a day, the unserved first. Three queries."""
    place = {key: value for key, value in (("home", home), ("region", region)) if value}
    kept = entries("hnte_reserve").in_force(on).filter(party__isnull=False, **place).select_related("party")
    reserve = list(kept.order_by("name", "id"))
    firms = [one.party_id for one in reserve]
    open_on = Q(to_day__isnull=True) | Q(to_day__gte=on)
    pairs = Pairing.objects.filter(open_on, enterprise__in=firms, from_day__lte=on)
    by_firm = {one.enterprise_id: one for one in pairs.select_related("body", "officer").order_by("id")}
    visits = Contact.objects.filter(enterprise__in=firms, case__isnull=True, held_on__lte=on).order_by()
    told: dict[int | None, dict[str, Any]] = {
        row["enterprise"]: dict(row)
        for row in visits.values("enterprise").annotate(n=Count("id"), last=Max("held_on"), mean=Avg("stars"))
    }
    empty: dict[str, Any] = {"n": 0, "last": None, "mean": None}
    found = []
    for one in reserve:
        row = told.get(one.party_id, empty)
        found.append(Cell(one, by_firm.get(one.party_id or 0), row["n"], row["last"], row["mean"]))
    return sorted(found, key=lambda cell: (cell.served, cell.pairing is not None))


def coverage(on: date) -> list[tuple[str, int, int, int, str]]:
    """(county, reserve enterprises, assigned, contacted, share contacted) by county."""
    grid = cells(on)
    all_ = Counter(one.entry.region for one in grid)
    assigned = Counter(one.entry.region for one in grid if one.pairing)
    served = Counter(one.entry.region for one in grid if one.served)
    return [
        (region_name(region, on), number, assigned[region], served[region], f"{served[region] / number:.0%}")
        for region, number in sorted(all_.items())
    ]


def said(on: date) -> str:
    """有联系人的后备企业比例与联系记录数 (D04.2)."""
    grid = cells(on)
    assigned, contacts = sum(one.pairing is not None for one in grid), sum(one.contacts for one in grid)
    share = f"{assigned / len(grid):.1%}" if grid else "—"
    return f"后备企业{len(grid)}家，有联系人的{assigned}家（{share}），联系记录{contacts}条。"


def inside(user: User | None, on: date) -> bool:
    """Officers, leaders and auditors read the whole coverage; the public does not."""
    return any(row.role in READERS for row in appointments_of(user, on))


def place_of(user: User, on: date) -> dict[str, str | None]:
    """The place whose cells an officer sees: county, 考核归属 unit, or the whole province."""
    held = [row for row in appointments_of(user, on) if row.role in READERS]
    homes = homes_of(user, READERS, on)
    county = next((row.region for row in held if row.region), None)
    if homes is None and not (county and all(row.region for row in held)):
        return {"home": None, "region": None}
    return {"home": next(iter(homes), None) if homes else None, "region": county}


COVERAGE = Survey(
    matter="service-body",
    key="coverage",
    title="网格覆盖表",
    headers=("县（市、区）", "后备企业（家）", "已指定机构和联系人", "已联系", "覆盖率"),
    rows=coverage,
    says=said,
    to=inside,
)
