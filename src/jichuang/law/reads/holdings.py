"""What is known of a party for the rules: facts with source and date, entries in force. Two queries, whatever is asked.

Personal data are never read here. A yearly figure counts only for the year the rule asks for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from jichuang.law import answers
from jichuang.law.terms import OWN_SOURCE
from jichuang.policy import FactError, Policy
from jichuang.policy.facts import Fact
from jichuang.registry import facts as declared
from jichuang.registry.models import Entry, Party, PartyFact
from jichuang.registry.reads import entries
from jichuang.registry.reads.facts import FactValue

FROM_PARTY = {"registered_on": "established_on", "industry_code": "industry_code"}
FROM_REGISTER = {"hnte_certificate_valid": "hnte", "hnte": "hnte"}


@dataclass(frozen=True, slots=True)
class Datum:
    """One value a rule used: what it is, its text, where it came from and as of when."""

    key: str
    title: str
    text: str
    source: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Need:
    """One value that is not held and may be asked for: the fact it is, and of which year."""

    key: str
    year: int | None
    title: str
    fact: Fact

    @property
    def name(self) -> str:
        """Name of its box."""
        return f"f-{self.key}-{self.year}" if self.year else f"f-{self.key}"


@dataclass
class Holdings:
    """A party's facts and entries on a day, once read."""

    party: Party
    on: date
    values: dict[tuple[str, int | None], FactValue] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)

    @property
    def year(self) -> int:
        """The closed year that rules ask about: the one before."""
        return self.on.year - 1

    def entry(self, register: str) -> Entry | None:
        """The party's entry in force in a register."""
        return next((one for one in self.entries if one.register == register), None)


def holdings(party: Party, on: date) -> Holdings:
    """Everything the rules may use of a party."""
    hidden = [fact.key for fact in declared.personal()]
    rows = (
        PartyFact.objects.filter(party=party, recorded__upper_inf=True).exclude(key__in=hidden).order_by("pk")
    )
    held = Holdings(party, on)
    for row in rows:
        value = FactValue(row.value, row.unit, row.source, row.as_of, row.key, row.year)
        held.values[row.key, row.year] = value
    if party.credit_code:
        held.entries = list(
            entries().in_force(on).filter(subject=party.credit_code).order_by("register", "pk")
        )
    return held


def facts_of(one: Policy, held: Holdings) -> tuple[dict[str, Any], list[Datum]]:
    """(facts, the data they were taken from) for a policy; what does not fit a fact is left out, never bent."""
    found: dict[str, Any] = {}
    used: list[Datum] = []
    for key, fact in one.facts.items():
        value, data = _value(fact, held)
        try:
            fact.parse(value)
        except FactError:
            continue
        if value is not None:
            found[key] = value
            used += data
    return found, used


def _value(fact: Fact, held: Holdings) -> tuple[Any, list[Datum]]:
    if fact.key in FROM_REGISTER and fact.type == "boolean":
        return _from_register(fact, held)
    if fact.key in FROM_PARTY:
        value = getattr(held.party, FROM_PARTY[fact.key])
        text = value.isoformat() if isinstance(value, date) else value or None
        return text, [
            Datum(fact.key, fact.title, str(text), held.party.source or "主体登记信息", held.party.as_of)
        ]
    if fact.key == "applied_on":
        return held.on.isoformat(), [
            Datum(fact.key, fact.title, held.on.isoformat(), "假定今天申请", held.on)
        ]
    if fact.key == "tax_year":
        return held.year, [Datum(fact.key, fact.title, f"{held.year} 年", "默认上一年度", held.on)]
    if fact.type == "array" and not hasattr(fact, "members"):
        return _series(fact, held)
    return _single(fact, held)


def _from_register(fact: Fact, held: Holdings) -> tuple[bool, list[Datum]]:
    entry = held.entry(FROM_REGISTER[fact.key])
    source = f"高新技术企业名录（{entry.number}）" if entry else "高新技术企业名录（无有效证书）"
    return entry is not None, [Datum(fact.key, fact.title, "是" if entry else "否", source, held.on)]


def _single(fact: Fact, held: Holdings) -> tuple[Any, list[Datum]]:
    row = held.values.get((fact.key, year_of(fact.key, held)))
    if row is None or fact.type in ("object", "array"):
        return None, []
    return _typed(fact, row.value), [_datum(fact, row)]


def _series(fact: Any, held: Holdings) -> tuple[list[Any] | None, list[Datum]]:
    """The years up to the closed one, without a gap; None when too few are held."""
    rows: list[FactValue] = []
    for year in range(held.year, held.year - fact.longest, -1):
        row = held.values.get((fact.key, year))
        if row is None:
            break
        rows.insert(0, row)
    if len(rows) < fact.longest:
        return None, []
    return [_typed(fact.figure, row.value) for row in rows], [_datum(fact.figure, row) for row in rows]


def _typed(fact: Fact, text: str) -> Any:
    if fact.type == "boolean":
        return text == "true"
    if fact.type == "integer":
        return int(Decimal(text)) if Decimal(text) == Decimal(text).to_integral_value() else Decimal(text)
    return Decimal(text) if fact.type == "number" else text


def _datum(fact: Fact, row: FactValue) -> Datum:
    kind = answers.kind_of(fact)
    text = answers.typed(fact, _typed(fact, row.value), answers.TEN_THOUSAND)
    if kind == "flag":
        yes, no = fact.says  # type: ignore[attr-defined]
        text = yes if row.value == "true" else no
    unit = answers.unit_of(fact, answers.TEN_THOUSAND)
    title = f"{fact.title}（{row.year}年）" if row.year else fact.title
    return Datum(row.key, title, f"{text} {unit}".strip(), row.source, row.as_of)


def year_of(key: str, held: Holdings) -> int | None:
    """The year under which the registry keeps a key; None for a key that belongs to no year."""
    known = declared.find(key)
    return held.year if known is not None and known.yearly else None


def needs(fact: Any, held: Holdings) -> Iterator[Need]:
    """What to ask for a fact that a rule lacks, where the registry has a place to keep it."""
    known = declared.find(fact.key)
    if known is None or known not in declared.KEYS or known.personal or fact.type == "object":
        return
    if fact.type != "array":
        year = year_of(fact.key, held)
        yield Need(fact.key, year, f"{known.title}（{year}年）" if year else fact.title, fact)
    elif known.yearly and not hasattr(fact, "members"):
        for year in range(held.year - fact.longest + 1, held.year + 1):
            if (fact.key, year) not in held.values:
                yield Need(fact.key, year, f"{known.title}（{year}年）", fact.figure)


def stated(policies: Iterable[Policy], held: Holdings) -> list[tuple[Need, Any]]:
    """What the enterprise stated itself, with the value held, so that it may be stated again."""
    facts = {key: fact for one in policies for key, fact in one.facts.items()}
    found = []
    for (key, year), row in held.values.items():
        fact = facts.get(key)
        if row.source == OWN_SOURCE and fact is not None:
            single: Any = getattr(fact, "figure", fact)
            title = f"{declared.get(key).title}（{year}年）" if year else fact.title
            found.append((Need(key, year, title, single), _typed(single, row.value)))
    return found
