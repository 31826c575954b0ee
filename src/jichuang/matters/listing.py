"""入录: the usual outcome of a matter: one entry of a register, with its number, period and query slip.

Knows no matter. A matter whose outcome does more calls it and goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.codes.serials import DEMONSTRATION_FROM
from jichuang.hall.declare import Purpose
from jichuang.hall.declare.kit import demand, nearest
from jichuang.hall.declare.values import show
from jichuang.hall.models import Case
from jichuang.hall.verbs import issue_certificate
from jichuang.hall.verbs.granting import entry_of
from jichuang.matters.building import begun
from jichuang.registry import registers
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import entries
from jichuang.registry.reads.regions import region_name
from jichuang.registry.terms import SubjectKind
from jichuang.registry.verbs import record_entry
from jichuang.registry.verbs.guards import lock_register

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Writes one entry into `register`, numbered `prefix`, year, serial. It is an outcome: call it as one.

    `years` is the period of validity, None = the register's own. `named` is the form field with the name of what is listed
    (None = the party itself), `kept` the answers that stay with the entry, `slip` the title of the query slip.
    What `builds` is under construction from its first day (`matters.building`).
    """

    register: str
    prefix: str
    basis: str
    years: int | None = None
    named: str | None = None
    kept: tuple[str, ...] = ()
    slip: str = "登记查询凭单"
    builds: bool = False

    def __post_init__(self) -> None:
        known = registers.codes()
        demand(
            self.register in known,
            f"结果 {self.prefix}",
            f"名录“{self.register}”不存在{nearest(self.register, known)}；名录列在 registry/registers.py",
        )

    def __call__(
        self,
        *,
        case: Case,
        by: User | None,
        on: date,
        number: str | None = None,
        until: date | None = None,
        attrs: dict[str, Any] | None = None,
    ) -> Ref:
        """The entry's Ref. A renewal follows on the entry it renews; a period agreed otherwise ends on `until`."""
        before = entry_of(case) if case.purpose == Purpose.RENEWAL.value else None
        start = _day_after(before) if before else on
        kept = before.number if before and not self._of_party else ""
        number = number or kept or self.next_number(on)
        entry = record_entry(
            register=self.register,
            party=case.party,
            subject=before.subject if before else self._subject(case, number),
            name=self._name(case, on),
            number=number,
            valid_from=start,
            valid_to=until or self._end(start),
            basis=self.basis,
            source=Ref("case", case.number),
            attrs=self._attrs(case) | (begun(start) if self.builds else {}) | (attrs or {}),
            by=by,
        )
        ref = Ref("entry", str(entry.pk))
        issue_certificate(
            title=self.slip, matter=case.matter, party=case.party, number=number, valid_from=start,
            valid_to=entry.valid_to, entry=ref, basis=self.basis, case=case, demonstration=settings.DEMONSTRATION,
            by=by,
        )  # fmt: skip
        return ref

    @property
    def _of_party(self) -> bool:
        return registers.get(self.register).subject is SubjectKind.PARTY

    def _subject(self, case: Case, number: str) -> str:
        """What is listed: the party, its county, or the thing that bears the number."""
        match registers.get(self.register).subject:
            case SubjectKind.PARTY:
                return ""
            case SubjectKind.REGION:
                return case.party.region
            case _:
                return number

    def _name(self, case: Case, on: date) -> str:
        """The name on the list: the thing's own, the county's, or the party's (empty = that)."""
        if self.named:
            return str(case.answers[self.named])
        of_region = registers.get(self.register).subject is SubjectKind.REGION
        return region_name(case.party.region, on) if of_region else ""

    def _end(self, start: date) -> date | None:
        if self.years is None:
            return None
        end = date(
            start.year + self.years, start.month, min(start.day, 28) if start.month == 2 else start.day
        )
        return end - timedelta(days=1)

    def _attrs(self, case: Case) -> dict[str, Any]:
        form = case.declaration.form
        told = {key: show(form.field(key), case.answers.get(key)) for key in self.kept}
        host = {} if self._of_party else {"host": case.party.name, "host_code": case.party.credit_code or ""}
        return host | {key: text for key, text in told.items() if text}

    def next_number(self, on: date) -> str:
        """The next number of the year; a demonstration counts from its own range. The register stays locked."""
        lock_register(self.register)
        first = DEMONSTRATION_FROM if settings.DEMONSTRATION else 1
        head = f"{self.prefix}{on.year}"
        taken = Entry.objects.filter(
            register=self.register, current=True, number__gte=f"{head}{first:06d}", number__regex=f"^{head}[0-9]{{6}}$"
        )  # fmt: skip
        last = taken.order_by("-number").values_list("number", flat=True).first()
        return f"{head}{int(last[-6:]) + 1 if last else first:06d}"

    def held_by(self, party: Party, on: date) -> Entry | None:
        """The entry of the party in force on a day: its own, or the first it hosts."""
        return entries(self.register).in_force(on).filter(party=party).order_by("id").first()

    def already(self, *, party: Party, on: date) -> str:
        """A hindrance: a sentence when the party itself stands in the register already."""
        held = self.held_by(party, on)
        if held is None:
            return ""
        until = f"至{held.valid_to}" if held.valid_to else "长期有效"
        return f"贵单位已在{registers.get(self.register).title}名录（编号{held.number}，{until}）。"


def _day_after(entry: Entry) -> date:
    """The first day of what follows on an entry; an open one cannot be followed."""
    if entry.valid_to is None:
        raise Refused("原登记长期有效，无须续期。", conflict=True)
    return entry.valid_to + timedelta(days=1)
