"""应报表: mine, the chase list, counts that equal the rows, totals of what was frozen, last period's answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.codes.errors import CodeError
from jichuang.hall.declare import Field
from jichuang.hall.declare.values import from_held, read
from jichuang.registry.models import Party
from jichuang.registry.reads import facts_for, home_name, region_name
from jichuang.returns.declare import Finding, Return
from jichuang.returns.declare.checks import amount
from jichuang.returns.models import Filing, OpenPeriod, Owed
from jichuang.returns.reads.permissions import party_of, reach
from jichuang.returns.terms import FILED, OPEN, State

SECRET = "统计调查取得的单位资料只能用于统计，不能用于审批、预填或考核。"
STATISTICS_LAW = "《中华人民共和国统计法》"
OF_THE_PARTY = ("established_on", "legal_person", "address", "industry_code")


def owed_of(parties: Iterable[Party]) -> QuerySet[Owed]:
    """What these units owe or have filed, the most urgent first. One query with its periods."""
    held = list(parties)
    codes = [party.credit_code for party in held if party.credit_code]
    rows = Owed.objects.filter(Q(party__in=held) | Q(subject__in=codes)).select_related("period", "party")
    return rows.order_by("-period__due_on", "name", "id")


def within(user: Any, period: OpenPeriod | None = None) -> QuerySet[Owed]:
    """Rows the person may chase; none where he chases nobody."""
    condition = reach(user, clock.today(), survey=period is not None and period.is_survey)
    rows = Owed.objects.none() if condition is None else Owed.objects.filter(condition)
    rows = rows if period is None else rows.filter(period=period)
    return rows.select_related("period", "party").order_by("home", "name", "id")


def counts(rows: QuerySet[Owed]) -> dict[str, int]:
    """{state: rows} in display order, every state named. One query."""
    counted = dict(rows.order_by().values("state").annotate(n=Count("id")).values_list("state", "n"))
    return {state.value: counted.get(state.value, 0) for state in State}


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the chase list: how many owe, filed, are late."""

    code: str
    title: str
    owing: int
    filed: int
    late: int
    excused: int

    @property
    def total(self) -> int:
        """Every row of the unit."""
        return self.owing + self.filed + self.excused


def by_unit(rows: QuerySet[Owed], level: str) -> list[UnitRow]:
    """The chase list by 考核归属 (`home`) or county (`region`); its sums are the counts of the rows. One query."""
    counted = (
        rows.order_by()
        .values(level)
        .annotate(
            owing=Count("id", filter=Q(state__in=OPEN)),
            filed=Count("id", filter=Q(state__in=FILED)),
            late=Count("id", filter=Q(state=State.LATE)),
            excused=Count("id", filter=Q(state=State.EXCUSED)),
        )
    )
    on, name = clock.today(), home_name if level == "home" else region_name
    found = [
        UnitRow(one[level], name(one[level], on), one["owing"], one["filed"], one["late"], one["excused"])
        for one in counted
    ]
    return sorted(found, key=lambda one: (-one.owing, one.code))


def last_filing(owed: Owed) -> tuple[Filing | None, OpenPeriod | None]:
    """(newest filing of the period before, that period): what cross-checks and prefill look at."""
    return _filing_of(owed, owed.period.when.before.code)


def _filing_of(owed: Owed, period: str) -> tuple[Filing | None, OpenPeriod | None]:
    """(newest filing of the same unit for another period of the same return, that period)."""
    row = (
        Filing.objects.filter(
            owed__subject=owed.subject, owed__period__code=owed.period.code, owed__period__period=period
        )
        .select_related("owed__period")
        .order_by("-number")
        .first()
    )
    return (row, row.owed.period) if row else (None, None)


def prefilled(owed: Owed) -> dict[str, dict[str, Any]]:
    """{field: {value, source, as_of}} from its own earlier filings and from the register. Nothing is guessed."""
    declared = owed.period.declaration
    found = _brought(owed, "last", last_filing(owed))
    if any((field.prefill or "").startswith("year:") for field in declared.form.fields):
        found |= _brought(owed, "year", _filing_of(owed, owed.period.when.year_before.code))
    party = party_of(owed)
    if party is not None:
        found |= _from_register(declared, party, owed.period.when.last)
    return found | _from_rows(owed)


def _from_rows(owed: Owed) -> dict[str, dict[str, Any]]:
    """What the unit's own rows add up to, as counted now."""
    when, on = owed.period.when, clock.today().isoformat()
    return {
        one.field: {"value": one.count(owed.subject, when), "source": one.says, "as_of": on}
        for one in owed.period.declaration.counted
    }


def _brought(
    owed: Owed, wanted: str, given: tuple[Filing | None, OpenPeriod | None]
) -> dict[str, dict[str, Any]]:
    filing, period = given
    found: dict[str, dict[str, Any]] = {}
    if filing is None or period is None:
        return found
    at = filing.at.astimezone(clock.SHANGHAI).date().isoformat()
    for field in owed.period.declaration.form.fields:
        source, _, key = (field.prefill or "").partition(":")
        if source == wanted and filing.answers.get(key) is not None:
            found[field.key] = {
                "value": filing.answers[key],
                "source": f"{period.when.title}报送数",
                "as_of": at,
            }
    return found


def _from_register(declared: Return, party: Party, on: date) -> dict[str, dict[str, Any]]:
    wanted = {
        field.key: field.prefill.partition(":")[2]
        for field in declared.form.fields
        if field.prefill and field.prefill.startswith("registry:")
    }
    held = facts_for(party, set(wanted.values()), on.year) if wanted else {}
    found = {}
    for key, fact in wanted.items():
        value = from_held(declared.form.field(key), held[fact].value) if fact in held else None
        if value is not None:
            as_of = held[fact].as_of
            found[key] = {
                "value": value,
                "source": held[fact].source,
                "as_of": as_of.isoformat() if as_of else None,
            }
    for field in declared.form.fields:
        source, _, name = (field.prefill or "").partition(":")
        value = getattr(party, name) if source == "party" and name in OF_THE_PARTY else None
        if value not in (None, ""):
            found[field.key] = {"value": _read(field, value), "source": party.source, "as_of": None}
    return found


def _read(field: Field, value: Any) -> Any:
    try:
        return read(field, value)
    except CodeError:
        return None


def findings(owed: Owed, answers: Mapping[str, Any] | None = None) -> list[Finding]:
    """Every relation that does not hold, in the order declared."""
    declared = owed.period.declaration
    filing, _ = last_filing(owed)
    now, before = owed.answers if answers is None else answers, filing.answers if filing else None
    when = owed.period.when
    found = [check.find(declared.form, now, before, when) for check in declared.checks]
    found += [check.find(declared.form, now, owed.subject, when) for check in declared.counted]
    return [one for one in found if one is not None]


def totals(period: OpenPeriod, keys: Iterable[str], by: str = "") -> dict[str, dict[str, Decimal]]:
    """{unit ('' = all): {field: sum}} over the frozen returns of a frozen period. One query; exact.

    Raises Refused before the freeze: a figure that may still move is not a total; and for a survey, whose sums leave
    only through its tabulation, where few units or a dominant one are kept secret.
    """
    if period.is_survey:
        raise Refused(SECRET, clause=STATISTICS_LAW, conflict=True)
    if period.frozen_at is None:
        raise Refused("本期还没有冻结，不能汇总。", remedy="请在审核完毕后冻结本期。", conflict=True)
    wanted = list(keys)
    found: dict[str, dict[str, Decimal]] = {}
    for row in Owed.objects.filter(period=period, frozen__isnull=False).select_related("frozen"):
        sums: dict[str, Decimal] = found.setdefault(
            getattr(row, by) if by else "", dict.fromkeys(wanted, Decimal())
        )
        assert row.frozen is not None
        for key in wanted:
            sums[key] += amount(row.frozen.answers, key) or Decimal()
    return found


def administrative_answers(code: str, period: str, subject: str) -> Mapping[str, Any]:
    """What a unit reported, for prefill or approval elsewhere; {} when it filed nothing. Raises Refused for a survey."""
    opened = OpenPeriod.objects.filter(code=code, period=period).first()
    if opened is None:
        return {}
    if opened.declaration.survey is not None:
        raise Refused(SECRET, clause=STATISTICS_LAW, conflict=True)
    row = Filing.objects.filter(owed__period=opened, owed__subject=subject).order_by("-number").first()
    return row.answers if row else {}


def missing_periods(owed: Owed) -> list[str]:
    """Codes of the periods of this return that the unit never reported, up to this one."""
    rows = Owed.objects.filter(
        subject=owed.subject,
        period__code=owed.period.code,
        state=State.LATE,
        period__due_on__lte=owed.period.due_on,
    )
    return list(rows.order_by("period__period").values_list("period__period", flat=True))
