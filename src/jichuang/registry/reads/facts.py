"""What is held about a party, ready for prefill: value, unit, source and date. Knows no form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jichuang.base import today as days
from jichuang.registry import facts
from jichuang.registry.models import Party, PartyFact
from jichuang.registry.reads.entries import entries

Typed = str | int | Decimal | bool | date


@dataclass(frozen=True, slots=True)
class FactValue:
    """One held value as text (whole numbers and decimals in plain digits, booleans true/false, dates ISO)."""

    value: str
    unit: str
    source: str
    as_of: date | None
    key: str = ""
    year: int | None = None

    def typed(self) -> Typed:
        """The value as int, Decimal, bool, date or str, by the fact's declared type."""
        declared = facts.find(self.key)
        kind = declared.type if declared else "text"
        if kind == "integer":
            return int(self.value)
        if kind == "decimal":
            return Decimal(self.value)
        if kind == "boolean":
            return self.value == "true"
        return date.fromisoformat(self.value) if kind == "date" else self.value


def facts_for(
    party: Party, keys: Iterable[str] | None = None, year: int | None = None, *, on: date | None = None
) -> dict[str, FactValue]:
    """{key: FactValue} for every asked key that is held; keys not held are absent, never guessed.

    Yearly facts (职工总数、研发费用…) come from `year` only; without `year`, from the latest year held. Personal
    facts are never in the answer: they are read through `verbs.reveal_personal`, which journals the reading.
    """
    day = on or days.today()
    wanted = None if keys is None else set(keys)
    found = {
        fact.key: value
        for fact in facts.PARTY_KEYS
        if (value := _of_party(party, fact.key)) and (wanted is None or fact.key in wanted)
    }
    hidden = {fact.key for fact in facts.personal()}
    rows = PartyFact.objects.filter(party=party, recorded__upper_inf=True).exclude(key__in=hidden)
    if wanted is not None:
        rows = rows.filter(key__in=wanted)
    for row in rows.order_by("key", "year"):
        declared = facts.find(row.key)
        if year is not None and declared is not None and declared.yearly and row.year != year:
            continue
        found[row.key] = FactValue(row.value, row.unit, row.source, row.as_of, row.key, row.year)
    if party.credit_code and (wanted is None or "hnte_certificate_valid" in wanted):
        found["hnte_certificate_valid"] = _certificate(party.credit_code, day)
    return found


def _of_party(party: Party, key: str) -> FactValue | None:
    value = getattr(party, key)
    if value in (None, ""):
        return None
    text = value.isoformat() if isinstance(value, date) else str(value)
    return FactValue(text, "", party.source or "主体登记信息", party.as_of, key)


def _certificate(code: str, day: date) -> FactValue:
    held = entries("hnte").in_force(day).filter(subject=code).first()
    source = f"高新技术企业名录（{held.number}）" if held else "高新技术企业名录（无有效证书）"
    return FactValue("true" if held else "false", "", source, day, "hnte_certificate_valid")
