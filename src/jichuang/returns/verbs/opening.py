"""布置与冻结: a period is opened for its roster, and frozen with a digest over every return that counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery

from jichuang.base import clock, journal, permissions
from jichuang.base.errors import Invalid, Refused
from jichuang.base.seals.digest import sm3
from jichuang.registry.models import Party
from jichuang.registry.reads import entries
from jichuang.returns import catalogue
from jichuang.returns.declare import Drawn, InForce, Listed, Period, Return, parse
from jichuang.returns.models import Filing, OpenPeriod, Owed
from jichuang.returns.reads.approvals import survey_of
from jichuang.returns.reads.owed import counts
from jichuang.returns.reads.permissions import may_manage
from jichuang.returns.terms import State
from jichuang.returns.verbs.common import period_ref

if TYPE_CHECKING:
    from jichuang.accounts.models import User

BATCH = 1000


@dataclass(frozen=True, slots=True)
class Member:
    """One unit of a roster."""

    subject: str
    name: str
    party: int | None
    region: str
    home: str
    source: str


@transaction.atomic
def open_period(*, code: str, period: str, by: User | None, due_on: date | None = None) -> OpenPeriod:
    """布置一期: every unit of the roster owes the form from now on. `by` None = the worker's daily duty.

    `due_on` replaces the declared last day (an officer may give longer). Raises Invalid for a period that is not this
    return's or has not ended, Refused when it is open already, when its roster is empty, or a survey's marks are missing
    or expired.
    """
    declared, on = catalogue.get(code), clock.today()
    if by is not None:
        permissions.require(may_manage(by, declared))
    when = _period(declared, period, on)
    due = due_on or declared.due.due(when, clock.calendar())
    if due < on:
        raise Invalid.one("due_on", f"报送期限{due}已过", "请写今后的期限，给填报单位留出时间")
    opened = _insert(
        OpenPeriod(
            code=code, period=when.code, roster_on=when.last, opened_on=on, opened_by=by, due_on=due,
            marks=_marks(declared, when, on),
        )
    )  # fmt: skip
    owing = [
        Owed(
            period=opened, subject=one.subject, name=one.name, party_id=one.party, region=one.region, home=one.home,
            source=one.source, due_on=due,
        )
        for one in roster_of(declared, when.last)
    ]  # fmt: skip
    if not owing:
        raise Refused(
            f"{opened.title}的名册在{when.last}没有单位，没有布置。", remedy="请核对名录。", conflict=True
        )
    Owed.objects.bulk_create(owing, batch_size=BATCH)
    journal.record(
        actor=by,
        verb="period.opened",
        subject=period_ref(opened),
        summary=f"布置{opened.title}，{len(owing)}家应报，期限{due}",
        detail={"roster_on": when.last, "owed": len(owing), "due_on": due},
    )
    return opened


def _marks(declared: Return, when: Period, on: date) -> dict[str, str]:
    """The marks of a survey as they stand, {} for an administrative return. Raises Refused for any that is missing or over."""
    survey = survey_of(declared)
    if survey is None:
        return {}
    if survey.lacking:
        raise Refused(
            f"{declared.title}没有登记{'、'.join(survey.lacking)}，不能布置。",
            clause="《中华人民共和国统计法》：统计调查表应当标明表号、制定机关、批准或者备案文号、有效期限",
            remedy="请先在本页登记调查表的批准或备案。",
            conflict=True,
        )
    assert survey.valid_to is not None
    if survey.valid_to < max(when.last, on):
        raise Refused(
            f"表号{survey.table}的有效期至{survey.valid_to}，不能再布置。",
            remedy="超过有效期的调查表，被调查单位有权拒绝填报；请先报批延期。",
            conflict=True,
        )
    return {**asdict(survey), "valid_to": survey.valid_to.isoformat()}


def _period(declared: Return, code: str, on: date) -> Period:
    try:
        when = parse(code)
    except ValueError as fault:
        raise Invalid.one("period", str(fault)) from fault
    if when.frequency is not declared.frequency or when.first < declared.since:
        raise Invalid.one(
            "period",
            f"{declared.title}没有“{code}”这一期",
            f"{declared.frequency.words}，自{declared.since}起",
        )
    if when.last >= on:
        raise Invalid.one("period", f"{when.title}还没有结束", f"{when.last}之后布置")
    return when


def _insert(opened: OpenPeriod) -> OpenPeriod:
    try:
        with transaction.atomic():
            opened.save(force_insert=True)
    except IntegrityError as fault:
        if "period_opened_once" not in str(fault):
            raise
        raise Refused(
            f"{opened.title}已经布置过。", remedy="请在报送期列表中打开。", conflict=True
        ) from fault
    return opened


def roster_of(declared: Return, on: date) -> Iterator[Member]:
    """The roster on a day, each unit once."""
    if isinstance(declared.roster, Listed):
        yield from _listed(declared.roster)
        return
    if isinstance(declared.roster, Drawn):
        for unit in declared.roster.units(on):
            yield Member(*unit)
        return
    assert isinstance(declared.roster, InForce)
    held = entries(declared.roster.register).in_force(on).order_by("id")
    rows = [row for row in held if declared.roster.falls_due(row.valid_from, on)]
    codes = {row.subject for row in rows if row.party_id is None}
    known = dict(Party.objects.filter(credit_code__in=codes).values_list("credit_code", "pk"))
    for row in rows:
        party = row.party_id or known.get(row.subject)
        yield Member(row.subject, row.name, party, row.region, row.home, f"entry:{row.pk}")


def _listed(roster: Listed) -> Iterator[Member]:
    for row in Party.objects.filter(credit_code__in=roster.codes).order_by("id"):
        yield Member(row.credit_code or "", row.name, row.pk, row.region, row.home, "")


@transaction.atomic
def freeze(*, period: OpenPeriod, by: User) -> OpenPeriod:
    """冻结: what is accepted now is what counts, under one digest. Later corrections are revisions and leave it alone.

    Raises Refused while something handed in is not yet reviewed, before the last day, or when it is frozen already.
    """
    permissions.require(may_manage(by, period.declaration))
    row = OpenPeriod.objects.select_for_update().get(pk=period.pk)
    if row.frozen_at is not None:
        raise Refused(f"{row.title}已经冻结。", remedy="冻结后的改动按更正处理。", conflict=True)
    if clock.today() <= row.due_on:
        raise Refused(
            f"{row.title}的报送期限{row.due_on}还没有过。", remedy="期限过后再冻结。", conflict=True
        )
    held = list(Owed.objects.select_for_update().filter(period=row).order_by("subject"))
    waiting = [one for one in held if one.state == State.HANDED_IN]
    if waiting:
        raise Refused(
            f"还有{len(waiting)}份已报送未审核，不能冻结。", remedy="请先审核或退回，再冻结。", conflict=True
        )
    newest: dict[int, Filing] = {}
    for filing in Filing.objects.filter(owed__period=row).order_by("owed_id", "number"):
        newest[filing.owed_id] = filing
    counted = [(one, newest[one.pk]) for one in held if one.state == State.ACCEPTED]
    last = Filing.objects.filter(owed=OuterRef("pk")).order_by("-number").values("pk")[:1]
    Owed.objects.filter(period=row, state=State.ACCEPTED).update(frozen=Subquery(last))
    row.digest = digest_of_period((one.subject, filing.digest) for one, filing in counted)
    row.frozen_at, row.frozen_by = clock.now(), by
    row.frozen_counts = counts(Owed.objects.filter(period=row))
    row.save(update_fields=["digest", "frozen_at", "frozen_by", "frozen_counts"])
    journal.record(
        actor=by,
        verb="period.frozen",
        subject=period_ref(row),
        summary=f"冻结{row.title}：{len(counted)}份计入，摘要{row.digest[:12]}",
        detail={"digest": row.digest, "counts": row.frozen_counts},
    )
    return row


def digest_of_period(rows: Iterable[tuple[str, str]]) -> str:
    """SM3 over (subject, digest of the filing), in order of subject: anybody can work it out again."""
    return sm3("\n".join(f"{subject} {digest}" for subject, digest in sorted(rows)).encode())
