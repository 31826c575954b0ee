"""专家名册导入: preview with every faulty cell, then one transaction. The same roster again changes nothing."""

from __future__ import annotations

from datetime import date
from typing import IO, TYPE_CHECKING, Any, BinaryIO

from django.db import transaction

from jichuang.base import clock, files, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.refs import Ref
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import read_table
from jichuang.review.models import Expert, Roster
from jichuang.review.reads.pool import Described, described
from jichuang.review.roster import COLUMNS, places, read_row
from jichuang.review.terms import RosterState
from jichuang.review.verbs.guards import require_keeper
from jichuang.review.verbs.pool import Description, describe, employ, register_expert

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MOST_ROWS = 5000
NEW, CHANGED, SAME, WRONG, TWICE = "new", "changed", "same", "error", "duplicate"


@transaction.atomic
def preview_roster(*, file: BinaryIO | IO[bytes], filename: str, by: User) -> Roster:
    """预检: judges every row against the pool of today; nothing enters it. An expert is the same by name and unit.

    Raises Invalid when the file as a whole cannot be read, Refused for one that may not be stored.
    """
    require_keeper(by)
    stored = files.store(file, filename, by=by)
    try:
        with files.open_file(stored) as content:
            table = read_table(content, stored.name, expected=[column.title for column in COLUMNS])
            where = places(table)
            read = [read_row(row.number, row.cells, where) for row in table]
    except CodeError as error:
        raise Invalid.one("file", str(error).rstrip("。")) from error
    if len(read) > MOST_ROWS:
        raise Invalid.one("file", f"名册有{len(read)}行", f"一次最多{MOST_ROWS}行，请分几次导入")
    known = {
        (one.expert.name, job.unit): one
        for one in described(Expert.objects.exclude(state="removed"), clock.today())
        for job in one.employers
    }
    seen: set[tuple[str, str]] = set()
    rows = []
    for one in read:
        key = (one.values.get("name", ""), one.values.get("unit", ""))
        state, note = (WRONG, "") if one.problems else _judge(key, one.values, known, seen)
        seen.add(key)
        rows.append(
            {
                "number": one.number,
                "state": state,
                "note": note,
                "values": one.values,
                "problems": one.problems,
            }
        )
    roster = Roster.objects.create(
        file=stored, filename=stored.name, state=RosterState.PREVIEWED, rows=rows, uploaded_by=by,
        uploaded_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by, verb="roster.preview", subject=Ref("roster", str(roster.pk)), summary=f"预检专家名册 {stored.name}",
        detail={"sha256": stored.sha256, "rows": len(rows)},
    )  # fmt: skip
    return roster


def _judge(
    key: tuple[str, str],
    values: dict[str, Any],
    known: dict[tuple[str, str], Described],
    seen: set[tuple[str, str]],
) -> tuple[str, str]:
    if key in seen:
        return TWICE, "与前面的行是同一位专家"
    held = known.get(key)
    if held is None:
        return NEW, ""
    return (SAME, held.expert.number) if _same(held, values) else (CHANGED, held.expert.number)


def _same(held: Described, values: dict[str, Any]) -> bool:
    now = held.profile
    if now is None:
        return False
    return (now.title, now.disciplines, now.fields, now.industry, now.region) == (
        values["title"], values["disciplines"] or [], values["fields"] or [], values["industry"], values["region"],
    )  # fmt: skip


@transaction.atomic
def commit_roster(*, roster: Roster, by: User) -> dict[str, int]:
    """写入: new experts in state 待确认, changed descriptions from today; faulty rows stay out. Returns rows by state.

    Committing again changes nothing.
    """
    require_keeper(by)
    roster = Roster.objects.select_for_update(of=("self",)).get(pk=roster.pk)
    if roster.state == RosterState.DISCARDED:
        raise Refused("这一批已放弃。", conflict=True)
    if roster.state == RosterState.PREVIEWED:
        for row in roster.rows:
            _write(row, by, f"专家名册 {roster.filename}")
        roster.state, roster.committed_at = RosterState.COMMITTED, clock.now()
        roster.save(update_fields=["state", "committed_at"])
        journal.record(
            actor=by,
            verb="roster.commit",
            subject=Ref("roster", str(roster.pk)),
            summary=f"写入专家名册 {roster.filename}",
            detail=counts(roster),
        )
    return counts(roster)


def counts(roster: Roster) -> dict[str, int]:
    """{state: rows}."""
    found: dict[str, int] = {}
    for row in roster.rows:
        found[row["state"]] = found.get(row["state"], 0) + 1
    return found


def _write(row: dict[str, Any], by: User, source: str) -> None:
    given = row["values"]
    if row["state"] not in {NEW, CHANGED}:
        return
    description = Description(
        given["title"],
        given["disciplines"] or [],
        given["fields"] or [],
        given["industry"],
        given["region"],
        source=source,
    )
    if row["state"] == CHANGED:
        expert = Expert.objects.get(number=row["note"])
        held = described([expert], clock.today())[0].profile
        if held is not None and held.valid.lower == clock.today():
            raise Refused(
                f"{expert.name}的说明今天已更新过。", remedy="请明天再导入，或在专家页更正。", conflict=True
            )
        describe(expert=expert, description=description, from_day=clock.today(), by=by)
        return
    expert = register_expert(
        name=given["name"], kind=given["kind"], by=by, description=description, born_year=given["born_year"] or None,
        email=given["email"], source=source,
    )  # fmt: skip
    employ(
        expert=expert, unit=given["unit"], credit_code=given["credit_code"],
        from_day=date.fromisoformat(given["since"]) if given["since"] else None, by=by, source=source,
    )  # fmt: skip


@transaction.atomic
def discard_roster(*, roster: Roster, by: User) -> None:
    """放弃: nothing had been written."""
    require_keeper(by)
    if not Roster.objects.filter(pk=roster.pk, state=RosterState.PREVIEWED).update(
        state=RosterState.DISCARDED
    ):
        raise Refused("这一批已经写入或放弃。", conflict=True)
    journal.record(
        actor=by,
        verb="roster.discard",
        subject=Ref("roster", str(roster.pk)),
        summary=f"放弃专家名册 {roster.filename}",
    )
