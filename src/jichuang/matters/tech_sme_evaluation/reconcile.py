"""对账: the national platform's announced list against our cases, by unified social credit code.

The list is the system of record: a row without case or with another name still enters the register and is listed as a
difference; a repeated number does not. Importing the same list again writes nothing.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.codes.chinese import normalise
from jichuang.codes.serials import TechSmeEntry
from jichuang.hall.models import Case
from jichuang.hall.reads.permissions import holds_province_desk
from jichuang.hall.terms import CaseState, Outcome
from jichuang.hall.verbs import grant_by_list
from jichuang.matters.models import AnnouncedLine, AnnouncedList
from jichuang.matters.tech_sme_evaluation.announced import AnnouncedRow, read_list
from jichuang.matters.tech_sme_evaluation.outcome import BASIS, REGISTER, issue_slip, year_end
from jichuang.matters.terms import ListState, Match
from jichuang.registry.models import Entry, Party
from jichuang.registry.reads import home_of
from jichuang.registry.verbs import record_entry
from jichuang.registry.verbs.guards import lock_register

if TYPE_CHECKING:
    from jichuang.accounts.models import User

MATTER = "tech-sme-evaluation"


@transaction.atomic
def preview_list(
    *, source: Path | BinaryIO, filename: str, announced_on: date, basis: str, by: User
) -> AnnouncedList:
    """预览: reads and reconciles, writes nothing into the register. Raises Invalid for an unreadable file or date."""
    require(holds_province_desk(by, clock.today()))
    if announced_on > clock.today():
        raise Invalid.one(
            "announced_on", f"公告日期{announced_on}晚于今天{clock.today()}", "请填写公告文件的落款日期"
        )
    if not basis.strip():
        raise Invalid.one("basis", "没有填写公告文件", "请填写公告的标题或文号")
    rows = read_list(source, filename)
    if not rows:
        raise Invalid.one("file", f"“{filename}”里没有数据行", "请检查是否选错了文件或工作表")
    announced = AnnouncedList.objects.create(
        matter=MATTER,
        filename=filename[:255],
        announced_on=announced_on,
        basis=basis.strip()[:200],
        uploaded_by=by,
        uploaded_at=clock.now(),
    )
    AnnouncedLine.objects.bulk_create(_judge(announced, rows))
    return announced


@transaction.atomic
def commit_list(*, announced: AnnouncedList, by: User) -> AnnouncedList:
    """导入: enters every line that may be entered, closes the cases it announces; judged again at this moment."""
    require(holds_province_desk(by, clock.today()))
    lock_register(REGISTER)
    announced = AnnouncedList.objects.select_for_update().get(pk=announced.pk)
    if announced.state == ListState.COMMITTED:
        raise Refused(
            "这份名单已经导入。", remedy="再次导入请重新上传；相同的行不会重复写入。", conflict=True
        )
    lines = list(announced.lines.order_by("number_in_list"))
    rows = [
        AnnouncedRow(
            line.number_in_list, line.address, line.name, line.credit_code, line.number,
            line.note if line.match == Match.FAULT else "",
        )
        for line in lines
    ]  # fmt: skip
    announced.lines.all().delete()
    judged = _judge(announced, rows)
    for line in judged:
        if Match(line.match).writes:
            _enter(announced, line, by)
    AnnouncedLine.objects.bulk_create(judged)
    announced.state, announced.committed_at = ListState.COMMITTED, clock.now()
    announced.written = sum(line.written for line in judged)
    announced.save(update_fields=["state", "committed_at", "written"])
    counts = Counter(line.match for line in judged)
    journal.record(
        actor=by,
        verb="announced.import",
        subject=Ref("announced", str(announced.pk)),
        summary=f"{announced.filename}：{len(judged)}行，新写入{announced.written}条",
        detail={"counts": dict(counts), "announced_on": announced.announced_on, "basis": announced.basis},
    )
    return announced


def differences(announced: AnnouncedList) -> dict[Match, list[AnnouncedLine]]:
    """Lines grouped by how they were reconciled, every kind present."""
    found: dict[Match, list[AnnouncedLine]] = {match: [] for match in Match}
    for line in announced.lines.order_by("number_in_list"):
        found[Match(line.match)].append(line)
    return found


def _judge(announced: AnnouncedList, rows: list[AnnouncedRow]) -> list[AnnouncedLine]:
    cases = _cases(row.credit_code for row in rows)
    codes, numbers = {row.credit_code for row in rows}, {row.number for row in rows}
    standing = Entry.objects.filter(register=REGISTER, current=True)
    by_code = {
        entry.subject: entry
        for entry in standing.filter(subject__in=codes, valid__contains=announced.announced_on)
    }
    by_number = {entry.number: entry for entry in standing.filter(number__in=numbers)}
    seen: dict[str, AnnouncedRow] = {}
    judged = []
    for row in rows:
        match, note = _match(announced, row, seen, by_code, by_number, cases.get(row.credit_code))
        held = by_code.get(row.credit_code)
        judged.append(
            AnnouncedLine(
                list=announced,
                number_in_list=row.line,
                address=row.address[:60],
                name=row.name[:200],
                credit_code=row.credit_code[:40],
                number=row.number[:40],
                match=match,
                note=note[:400],
                case_number=cases[row.credit_code].number if row.credit_code in cases else "",
                entry=f"entry:{held.pk}" if held and held.number == row.number else "",
            )
        )
    return judged


def _match(
    announced: AnnouncedList,
    row: AnnouncedRow,
    seen: dict[str, AnnouncedRow],
    by_code: dict[str, Entry],
    by_number: dict[str, Entry],
    case: Case | None,
) -> tuple[Match, str]:
    if row.problem:
        return Match.FAULT, row.problem
    repeated = _repeated(row, seen, by_number)
    if repeated:
        return Match.REPEATED, repeated
    number = TechSmeEntry.parse(row.number)
    if number.year != announced.announced_on.year:
        return Match.FAULT, f"编号年度{number.year}与公告日期{announced.announced_on}不是同一年"
    if home_of(number.region, announced.announced_on) is None:
        return Match.FAULT, f"编号中的行政区划{number.region}不属于本省"
    held = by_code.get(row.credit_code)
    if held is not None and held.number != row.number:
        return Match.OTHER_NUMBER, f"名录中该企业已有编号{held.number}，请核对后更正条目"
    if case is None:
        return Match.WITHOUT_CASE, "该企业未在本系统预审"
    if _plain(case.party.name) != _plain(row.name):
        return Match.OTHER_NAME, f"本系统登记的名称为“{case.party.name}”"
    return Match.MATCHED, ""


def _repeated(row: AnnouncedRow, seen: dict[str, AnnouncedRow], by_number: dict[str, Entry]) -> str:
    """Why the row's number or firm is a repetition, '' for the first of its kind (which is then remembered)."""
    for key in (f"number:{row.number}", f"code:{row.credit_code}"):
        former = seen.get(key)
        if former is not None:
            what = "登记编号" if key.startswith("number") else "统一社会信用代码"
            return f"{what}与第{former.line}行“{former.name}”相同"
    taken = by_number.get(row.number)
    if taken is not None and taken.subject != row.credit_code:
        return f"登记编号已属于“{taken.name}”"
    seen[f"number:{row.number}"] = seen[f"code:{row.credit_code}"] = row
    return ""


def _cases(codes: object) -> dict[str, Case]:
    """The last submitted case of each firm, withdrawn ones left out."""
    rows = Case.objects.filter(matter=MATTER, party__credit_code__in=list(codes))  # type: ignore[call-overload]
    rows = rows.exclude(state=CaseState.DRAFT).exclude(outcome__in=[Outcome.WITHDRAWN, Outcome.DISCARDED])
    return {str(case.party.credit_code): case for case in rows.select_related("party").order_by("id")}


def _plain(name: str) -> str:
    return normalise(name).replace(" ", "").replace("（", "(").replace("）", ")")


def _enter(announced: AnnouncedList, line: AnnouncedLine, by: User) -> None:
    """Writes one line's entry unless it stands already; an announced case is closed by the hall."""
    if line.entry:
        line.note = line.note or "名录中已有这一条目"
        return
    notes = [line.note] if line.note else []
    if line.case_number:
        case = Case.objects.get(number=line.case_number)
        hindrance = grant_by_list(case=case, by=by, on=announced.announced_on, number=line.number)
        if hindrance:
            notes.append(hindrance)
    entry = Entry.objects.filter(
        register=REGISTER, subject=line.credit_code, number=line.number, current=True
    ).first()
    if entry is None:
        entry = _record(announced, line, by)
    line.entry, line.written, line.note = f"entry:{entry.pk}", True, "；".join(notes)[:400]


def _record(announced: AnnouncedList, line: AnnouncedLine, by: User) -> Entry:
    party = Party.objects.filter(credit_code=line.credit_code).first()
    entry = record_entry(
        register=REGISTER,
        party=party,
        name=line.name,
        number=line.number,
        valid_from=announced.announced_on,
        valid_to=year_end(announced.announced_on),
        basis=announced.basis or BASIS,
        source=Ref("announced", str(announced.pk)),
        by=by,
        subject=line.credit_code,
        region=party.region if party else TechSmeEntry.parse(line.number).region,
    )
    if party is not None:
        issue_slip(entry, party, case=None, by=by)
    return entry
