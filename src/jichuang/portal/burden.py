"""减负账: the hours that forms ask of each county, month by month. Counts what was filed; a form's minutes are its declaration's.

Hours are declared minutes × filings, not time measured. The number of queries does not grow with the province.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from jichuang.base.permissions import Decision
from jichuang.base.today import SHANGHAI
from jichuang.hall import catalogue
from jichuang.hall.models import Case
from jichuang.hall.terms import CaseState
from jichuang.registry.reads import has_role, home_name, region_name
from jichuang.registry.terms import Role
from jichuang.returns import catalogue as returns_catalogue
from jichuang.returns.models import Owed
from jichuang.returns.terms import FILED

INSIDERS = (Role.LEADER, Role.PROVINCE_OFFICER, Role.CITY_OFFICER, Role.COUNTY_OFFICER, Role.AUDITOR)


@dataclass(slots=True)
class Filed:
    """How often one form was filed in one county in one month, and what that asked of its people, in minutes."""

    month: date
    home: str
    region: str
    form: str
    title: str
    is_return: bool
    filings: int
    minutes: float


@dataclass(slots=True)
class County:
    """One county: filings and minutes by kind, minutes by month."""

    home: str
    region: str
    cases: int = 0
    returns: int = 0
    case_minutes: float = 0
    return_minutes: float = 0
    months: dict[date, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def minutes(self) -> float:
        """Both kinds together."""
        return self.case_minutes + self.return_minutes


@dataclass(frozen=True, slots=True)
class Burden:
    """The account of a span of months: its counties (heaviest first), minutes by month and by form."""

    counties: list[County]
    months: dict[date, float]
    forms: list[tuple[str, int, float]]

    @property
    def minutes(self) -> float:
        """All of it."""
        return sum(self.months.values())


def may_see_burden(user: object, on: date) -> Decision:
    """Leaders, officers of every level, auditors."""
    for role in INSIDERS:
        decision = has_role(user, role, on=on)  # type: ignore[arg-type]
        if decision:
            return decision
    return Decision.no(
        "减负账供领导、各级经办和审计人员使用。", "请用有任职的账号登录；办事指南写明每张表要填多久。"
    )


def filed(first: date, last: date) -> Iterator[Filed]:
    """What was filed from `first` to `last`, both included, by month, county and form. Two queries."""
    cases = Case.objects.filter(submitted_at__date__gte=first, submitted_at__date__lte=last)
    rows = cases.exclude(state=CaseState.DRAFT).annotate(month=TruncMonth("submitted_at", tzinfo=SHANGHAI))
    keys = ("month", "home", "region", "matter", "version", "purpose")
    for row in rows.values(*keys).annotate(n=Count("pk")).order_by(*keys):
        code, version = row["matter"], row["version"]
        known = catalogue.has(code, version)
        declared = catalogue.get(code, version if known else None).life(row["purpose"])
        yield Filed(
            row["month"].date(), row["home"], row["region"], code, declared.title, False, row["n"],
            row["n"] * declared.form.minutes,
        )  # fmt: skip
    owed = Owed.objects.filter(state__in=FILED, handed_in_on__gte=first, handed_in_on__lte=last)
    by = ("month", "home", "region", "period__code")
    dated = owed.annotate(month=TruncMonth("handed_in_on"))
    for row in dated.values(*by).annotate(n=Count("pk")).order_by(*by):
        one = returns_catalogue.find(row["period__code"])
        title, minutes = (one.title, one.form.minutes) if one else (row["period__code"], 0)
        yield Filed(
            row["month"], row["home"], row["region"], row["period__code"], title, True, row["n"], row["n"] * minutes
        )  # fmt: skip


def burden(first: date, last: date) -> Burden:
    """The account from `first` to `last`. Two queries."""
    counties: dict[tuple[str, str], County] = {}
    months: dict[date, float] = defaultdict(float)
    forms: dict[str, tuple[int, float]] = {}
    for row in filed(first, last):
        county = counties.setdefault((row.home, row.region), County(row.home, row.region))
        if row.is_return:
            county.returns += row.filings
            county.return_minutes += row.minutes
        else:
            county.cases += row.filings
            county.case_minutes += row.minutes
        county.months[row.month] += row.minutes
        months[row.month] += row.minutes
        filings, minutes = forms.get(row.title, (0, 0.0))
        forms[row.title] = (filings + row.filings, minutes + row.minutes)
    return Burden(
        sorted(counties.values(), key=lambda one: (-one.minutes, one.home, one.region)),
        dict(sorted(months.items())),
        sorted(((title, *told) for title, told in forms.items()), key=lambda one: -one[2]),
    )


def place(county: County, on: date) -> tuple[str, str]:
    """(考核归属, 县（市、区）) as printed."""
    return home_name(county.home, on), region_name(county.region, on) if county.region else "—"
