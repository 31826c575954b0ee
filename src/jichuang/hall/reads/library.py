"""我的材料库的读取: what a unit holds, how far each file is to be trusted, and whether it may be used again today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from jichuang.base import clock
from jichuang.base.models import Scan
from jichuang.base.permissions import require
from jichuang.hall.declare import Desk
from jichuang.hall.models import CaseFile, Certificate, Task, UnitMaterial
from jichuang.hall.terms import TaskResult, Trust
from jichuang.registry.models import Party
from jichuang.registry.reads import may_act
from jichuang.registry.terms import Scope

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@dataclass(frozen=True, slots=True)
class Held:
    """One material of a unit: its row, its trust, and why it may not be used again today (empty = it may)."""

    row: UnitMaterial
    trust: Trust
    why_not: str


def _graded(rows: QuerySet[UnitMaterial]) -> QuerySet[UnitMaterial]:
    """With `reviewed`: whether a desk has passed on or decided a case that carried this content."""
    seen = Task.objects.filter(
        case__files__file__sha256=OuterRef("sha256"),
        case__files__removed_at__isnull=True,
        case__party=OuterRef("party"),
        result__in=[TaskResult.PASSED, TaskResult.CLOSED],
        superseded=False,
    ).exclude(desk=Desk.UNIT.value)
    return rows.annotate(reviewed=Exists(seen)).select_related(
        "file", "verified_by", "verified_in", "certificate"
    )


def _trust(row: UnitMaterial) -> Trust:
    if row.certificate_id is not None:
        return Trust.ISSUED
    if row.verified_at is not None:
        return Trust.VERIFIED
    return Trust.REVIEWED if row.reviewed else Trust.UPLOADED  # type: ignore[attr-defined]


def _why_not(row: UnitMaterial, on: date) -> str:
    if row.valid_until is not None and row.valid_until < on:
        return f"已于 {row.valid_until:%Y-%m-%d} 过期"
    if not Scan(row.file.scan).opens:
        return str(Scan(row.file.scan).label)
    return ""


def library(party: Party, user: User) -> list[Held]:
    """Everything the unit holds, newest first, without what it took out. Raises Refused for who does not act for it. One query."""
    on = clock.today()
    require(may_act(user, party, scope=Scope.VIEWER, on=on))
    return _held(UnitMaterial.objects.filter(party=party, hidden_at__isnull=True).order_by("-id"), on)


def _held(rows: QuerySet[UnitMaterial], on: date) -> list[Held]:
    return [Held(row, _trust(row), _why_not(row, on)) for row in _graded(rows)]


def trust_of(party: Party, files: Iterable[CaseFile]) -> dict[int, Held]:
    """{case file: what is known about its content} for the desk. One query, whatever the number."""
    listed = {one.pk: one.file.sha256 for one in files}
    rows = UnitMaterial.objects.filter(party=party, sha256__in=set(listed.values()))
    known = {one.row.sha256: one for one in _held(rows, clock.today())} if listed else {}
    return {key: known[digest] for key, digest in listed.items() if digest in known}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A material of a case that a person must look at before the case is passed: why, and of which material."""

    case: str
    title: str
    why: str

    def __str__(self) -> str:
        return f"材料“{self.title}”{self.why}"


def material_doubts(numbers: Iterable[str]) -> dict[str, list[Doubt]]:
    """{case number: materials of trust C or D, or no longer valid today}; cases without one are absent. Two queries.

    A 本系统出具 and B 已核原件 are answered for by an authority; everything else, a file of this very case included, has not
    been compared with an original by anybody.
    """
    held = CaseFile.objects.filter(case__number__in=list(numbers), removed_at__isnull=True)
    files = list(held.select_related("case__party", "file").order_by("case_id", "id"))
    digests = {one.file.sha256 for one in files}
    parties = {one.case.party_id for one in files}
    rows = UnitMaterial.objects.filter(party__in=parties, sha256__in=digests)
    known = {(one.row.party_id, one.row.sha256): one for one in _held(rows, clock.today())} if files else {}
    found: dict[str, list[Doubt]] = {}
    for one in files:
        why = _doubt(known.get((one.case.party_id, one.file.sha256)))
        if why:
            declared = one.case.declaration.form.materials
            title = next((each.title for each in declared if each.key == one.material), one.material)
            found.setdefault(one.case.number, []).append(Doubt(one.case.number, title, why))
    return found


def _doubt(held: Held | None) -> str:
    if held is not None and held.why_not:
        return held.why_not
    trust = Trust.UPLOADED if held is None else held.trust
    return "" if trust in {Trust.ISSUED, Trust.VERIFIED} else f"可信级别 {trust.label}，未核原件"


def certificates_to_use(party: Party) -> list[Certificate]:
    """What this system issued to the unit and is within its validity today, newest first."""
    on = clock.today()
    rows = Certificate.objects.filter(party=party, valid_from__lte=on).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    )
    return list(rows.order_by("-issued_on", "-id"))
