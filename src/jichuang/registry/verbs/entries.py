"""Single register entries: record, correct, end. A belief is closed and a new one written; nothing is overwritten."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.codes import chinese
from jichuang.registry import registers
from jichuang.registry.models import Entry, ImportBatch, Party
from jichuang.registry.reads.regions import home_of
from jichuang.registry.verbs.bulk import mark_first_entries
from jichuang.registry.verbs.guards import after, days, lock_register, require_keeper

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def record_entry(
    *,
    register: str,
    party: Party | None = None,
    name: str = "",
    number: str = "",
    valid_from: date,
    valid_to: date | None = None,
    basis: str = "",
    source: Ref | str,
    by: User | None,
    subject: str = "",
    region: str = "",
    attrs: dict[str, Any] | None = None,
) -> Entry:
    """Writes one entry and returns it. `valid_to` is the last valid day; None takes the register's own term.

    `subject`, `name` and `region` default to the party's. Calling again with the same source, subject and number
    returns the entry already written. Raises Invalid for a wrong number, date or region; Refused when the subject
    already stands in the register in that period or the number belongs to another subject.
    """
    declared = _declared(register)
    subject = subject or (party.credit_code if party and party.credit_code else number or name)
    place, home = _placed(party, region, valid_from)
    require_keeper(by, home)
    _check_number(declared, number)
    until = _checked_end(declared, valid_from, valid_to)
    lock_register(register)
    written = Entry.objects.filter(
        register=register, subject=subject, number=number, source=str(source), current=True
    ).first()
    if written is not None:
        return written
    _refuse_taken_number(declared, number, subject)
    entry = Entry(
        register=register, subject=subject, party=party, name=name or (party.name if party else subject),
        number=number, number_year=declared.number.year(number), region=place, home=home,
        valid=days(valid_from, until), recorded=DateTimeTZRange(clock.now(), None, "[)"), basis=basis,
        source=str(source), attrs=attrs or {},
    )  # fmt: skip
    entry.initials = chinese.initials(entry.name)[:200]
    _insert(entry, declared)
    mark_first_entries(register, [subject])
    _journal_record(entry, declared, by)
    return entry


def _placed(party: Party | None, region: str, day: date) -> tuple[str, str]:
    """(region, 考核归属) of an entry: the party's own unless a region is stated. Raises Invalid outside the province."""
    place = region or (party.region if party else "")
    home = home_of(place, day)
    if home is None:
        raise Invalid.one("region", f"行政区划“{place}”不属于本省", "请填写本省市、县的行政区划代码")
    return place, home


def _checked_end(declared: registers.Register, start: date, end: date | None) -> date | None:
    end = end or declared.default_end(start)
    if end is not None and end < start:
        raise Invalid.one("valid_to", f"有效期至{end}早于{declared.start_title}{start}", "请核对两个日期")
    return end


def _journal_record(entry: Entry, declared: registers.Register, by: User | None) -> None:
    entry.refresh_from_db()
    numbered = f"，编号 {entry.number}" if entry.number else ""
    journal.record(
        actor=by,
        verb="entry.record",
        subject=Ref("entry", str(entry.pk)),
        summary=f"{entry.name} 列入{declared.title}{numbered}",
        detail={
            "register": entry.register,
            "from": entry.valid.lower,
            "to": entry.valid_to,
            "source": entry.source,
            "basis": entry.basis,
        },
    )


def _declared(register: str) -> registers.Register:
    found = registers.find(register)
    if found is None:
        raise Invalid.one("register", f"没有名录“{register}”", f"应为 {'、'.join(registers.codes())} 之一")
    return found


def _check_number(declared: registers.Register, number: str) -> None:
    rule = declared.number
    if not number and rule.required:
        raise Invalid.one("number", f"{rule.title}为空", f"如 {rule.example}")
    if number and not rule.fits(number):
        raise Invalid.one("number", f"{rule.title}“{number}”写法不对", f"如 {rule.example}")


def _refuse_taken_number(declared: registers.Register, number: str, subject: str) -> None:
    if not number:
        return
    taken = (
        Entry.objects.filter(register=declared.code, number=number, current=True)
        .exclude(subject=subject)
        .first()
    )
    if taken is not None:
        raise Refused(
            f"{declared.number.title} {number} 已属于“{taken.name}”。",
            remedy="请核对编号。",
            field="number",
            conflict=True,
        )


def _insert(entry: Entry, declared: registers.Register) -> None:
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        if "entry_once_a_day" not in str(error):
            raise
        standing = (
            Entry.objects.filter(register=entry.register, subject=entry.subject, current=True)
            .filter(valid__overlap=entry.valid)
            .first()
        )
        until = f"至 {standing.valid_to}" if standing and standing.valid_to else "长期有效"
        raise Refused(
            f"“{entry.name}”在{declared.title}名录中这段时间已有条目"
            f"{f'（{standing.number}，{standing.valid_from} {until}）' if standing else ''}。",
            remedy="如原条目有误，请更正原条目；如为续期，起始日应在原条目期满之后。",
            conflict=True,
        ) from error


def close_belief(entry: Entry, moment: datetime, *, because: str) -> datetime:
    """Ends the belief in `entry` at `moment` and returns the moment used. Raises Refused when it was closed before."""
    moment = after(moment, entry.recorded.lower)
    changed = Entry.objects.filter(pk=entry.pk, current=True).update(
        recorded=DateTimeTZRange(entry.recorded.lower, moment, "[)"), closed_by=because
    )
    if not changed:
        raise Refused("这条记录已被更正过，您看到的不是最新内容。", remedy="请刷新后再试。", conflict=True)
    return moment


def copy_of(entry: Entry, moment: datetime, *, source: str, batch: ImportBatch | None = None) -> Entry:
    """An unsaved successor of `entry`, believed from `moment` on."""
    return Entry(
        register=entry.register,
        subject=entry.subject,
        party_id=entry.party_id,
        name=entry.name,
        number=entry.number,
        number_year=entry.number_year,
        region=entry.region,
        home=entry.home,
        valid=entry.valid,
        recorded=DateTimeTZRange(moment, None, "[)"),
        basis=entry.basis,
        source=source,
        batch=batch,
        attrs=dict(entry.attrs),
        first_entry=entry.first_entry,
        initials=entry.initials,
    )


CORRECTABLE = ("name", "number", "region", "valid_from", "valid_to", "basis", "attrs")


@transaction.atomic
def correct_entry(
    *, entry: Entry, by: User | None, reason: str, source: Ref | str = "", **changes: Any
) -> Entry:
    """Closes the belief in `entry` and returns its corrected successor.

    `changes`: any of name, number, region, valid_from, valid_to (inclusive, None = open), basis, attrs. Raises
    Invalid when nothing changes or no reason is given, Refused when the entry was corrected meanwhile.
    """
    unknown = set(changes) - set(CORRECTABLE)
    if unknown:
        raise TypeError(f"correct_entry cannot change {', '.join(sorted(unknown))}")
    require_keeper(by, entry.home)
    if not reason.strip():
        raise Invalid.one("reason", "没有写明更正原因", "请写明依据，如更名核准通知文号")
    lock_register(entry.register)
    declared = _declared(entry.register)
    moment = close_belief(entry, clock.now(), because=f"correction:{entry.pk}")
    fresh = copy_of(entry, moment, source=str(source) or entry.source)
    _apply(fresh, entry, declared, changes)
    if _same(entry, fresh):
        raise Invalid.one("", "没有任何改动", "请填写要更正的内容")
    require_keeper(by, fresh.home)
    _refuse_taken_number(declared, fresh.number, fresh.subject)
    _insert(fresh, declared)
    mark_first_entries(fresh.register, [fresh.subject])
    fresh.refresh_from_db()
    journal.record(
        actor=by,
        verb="entry.correct",
        subject=Ref("entry", str(fresh.pk)),
        summary=f"更正{declared.title}条目：{fresh.name}。{reason}",
        detail={"replaces": entry.pk, "changes": {key: str(value) for key, value in changes.items()}},
    )
    return fresh


def _apply(fresh: Entry, old: Entry, declared: registers.Register, changes: dict[str, Any]) -> None:
    for key in ("name", "number", "basis", "attrs"):
        if key in changes:
            setattr(fresh, key, changes[key])
    if "number" in changes:
        _check_number(declared, fresh.number)
        fresh.number_year = declared.number.year(fresh.number)
    if "name" in changes:
        fresh.initials = chinese.initials(fresh.name)[:200]
    first = changes.get("valid_from", old.valid_from)
    last = changes.get("valid_to", old.valid_to)
    if last is not None and last < first:
        raise Invalid.one("valid_to", f"有效期至{last}早于{declared.start_title}{first}", "请核对两个日期")
    fresh.valid = days(first, last)
    if "region" in changes:
        home = home_of(changes["region"], first)
        if home is None:
            raise Invalid.one(
                "region", f"行政区划“{changes['region']}”不属于本省", "请填写本省的行政区划代码"
            )
        fresh.region, fresh.home = changes["region"], home


def _same(old: Entry, new: Entry) -> bool:
    compared = ("name", "number", "region", "home", "basis", "attrs")
    return all(getattr(old, key) == getattr(new, key) for key in compared) and (
        (old.valid.lower, old.valid.upper) == (new.valid.lower, new.valid.upper)
    )


@transaction.atomic
def end_entry(*, entry: Entry, last_day: date, by: User | None, reason: str, source: Ref | str = "") -> Entry:
    """Ends an entry early (撤销、协议期满): `last_day` is its last valid day. Returns the shortened entry.

    Raises Invalid when the day lies outside the entry's period.
    """
    if last_day < entry.valid_from or (entry.valid_to is not None and last_day > entry.valid_to):
        raise Invalid.one(
            "last_day",
            f"{last_day} 不在该条目的有效期内",
            f"应在 {entry.valid_from} 与 {entry.valid_to or '今后'} 之间",
        )
    return correct_entry(entry=entry, by=by, reason=reason, source=source, valid_to=last_day)
