"""Judges a read row: new, expired, changed, same, duplicate or wrong. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jichuang.registry.registers import Register
from jichuang.registry.roster.cells import ReadRow
from jichuang.registry.roster.standing import Held, Standing
from jichuang.registry.terms import RowState, SubjectKind


@dataclass(slots=True)
class Verdict:
    """How one row was judged. `replaces` is the entry it closes; `shorten_to` keeps that entry until then."""

    state: RowState
    note: str = ""
    replaces: int | None = None
    shorten_to: date | None = None
    data: dict[str, Any] = field(default_factory=dict)


class Judge:
    """Judges the rows of one file in order; remembers them to find repetitions inside the file."""

    def __init__(self, register: Register, today: date) -> None:
        self.register = register
        self.today = today
        self.standing = Standing(register.code)
        self.seen_numbers: dict[str, ReadRow] = {}
        self.seen_subjects: dict[str, list[ReadRow]] = {}
        self.closed: set[int] = set()

    def judge(self, row: ReadRow) -> Verdict:
        """The verdict on `row`; a wrong row gets its reason added to `row.problems`."""
        if row.problems or row.valid_from is None:
            return Verdict(RowState.ERROR)
        self._adopt_subject(row)
        verdict = self._repeated(row) or self._against_register(row)
        if verdict.state is not RowState.ERROR:
            verdict.data = data_of(row)
            if verdict.shorten_to is not None:
                verdict.data["shorten_to"] = verdict.shorten_to.isoformat()
        if verdict.state not in (RowState.ERROR, RowState.DUPLICATE):
            if row.entry_number:
                self.seen_numbers[row.entry_number] = row
            self.seen_subjects.setdefault(row.subject, []).append(row)
        return verdict

    def _adopt_subject(self, row: ReadRow) -> None:
        """A named subject already standing under its name keeps its identity when the file adds or omits the number."""
        if self.register.subject is not SubjectKind.NAMED or row.subject in self.standing.by_subject:
            return
        known = {held.subject for held in self.standing.by_name.get(row.name, []) if held.home == row.home}
        if len(known) == 1:
            row.subject = known.pop()

    def _repeated(self, row: ReadRow) -> Verdict | None:
        twin = self.seen_numbers.get(row.entry_number) if row.entry_number else None
        if twin is not None and twin.subject != row.subject:
            return self._wrong(
                row,
                "number",
                row.entry_number,
                f"编号与第{twin.number}行“{twin.name}”相同",
                "请核对哪一行的编号是对的",
            )
        if twin is None:
            twin = next((seen for seen in self.seen_subjects.get(row.subject, []) if _meet(seen, row)), None)
            if twin is None:
                return None
            if twin.entry_number != row.entry_number:
                return self._wrong(
                    row, "number", row.entry_number,
                    f"与第{twin.number}行是同一主体，有效期重叠而编号不同", "请保留正确的一行，或写明“有效期至”",
                )  # fmt: skip
        if data_of(twin) != data_of(row):
            return self._wrong(
                row, "name", row.name, f"与第{twin.number}行重复而内容不同", "请核对后只保留一行"
            )
        return Verdict(RowState.DUPLICATE, f"与第{twin.number}行重复，只写入一次")

    def _against_register(self, row: ReadRow) -> Verdict:
        assert row.valid_from is not None
        for held in self.standing.by_number.get(row.entry_number, []) if row.entry_number else []:
            if held.subject != row.subject:
                return self._wrong(
                    row,
                    "number",
                    row.entry_number,
                    f"编号已属于“{held.name}”（{held.subject}）",
                    "请核对编号与信用代码",
                )
            return self._compared(row, held)
        overlapping = [
            held
            for held in self.standing.by_subject.get(row.subject, [])
            if held.overlaps(row.valid_from, row.valid_to)
        ]
        if not overlapping:
            return self._fresh(row)
        held = overlapping[-1]
        if not (held.number and row.entry_number):
            return self._compared(row, held)
        if len(overlapping) == 1 and held.valid_from < row.valid_from and held.pk not in self.closed:
            self.closed.add(held.pk)
            return Verdict(
                RowState.CHANGED,
                f"接续：原条目 {held.number} 的有效期截到 {row.valid_from - timedelta(days=1)}",
                replaces=held.pk,
                shorten_to=row.valid_from - timedelta(days=1),
            )
        return self._wrong(
            row, "valid_from", str(row.valid_from),
            f"与名录中已有条目 {held.number}（{held.valid_from} 至 {held.valid_to or '长期'}）的有效期重叠",
            "同一主体同一天只能有一条；请写明“有效期至”或先更正原条目",
        )  # fmt: skip

    def _fresh(self, row: ReadRow) -> Verdict:
        if row.valid_to is not None and row.valid_to < self.today:
            return Verdict(RowState.EXPIRED, f"有效期已于 {row.valid_to} 届满，写入后只计入当时的家数")
        return Verdict(RowState.NEW)

    def _compared(self, row: ReadRow, held: Held) -> Verdict:
        if not row.entry_number:
            row.entry_number = held.number
        if not row.place_given:
            row.region, row.home = held.region, held.home
        if not row.end_given:
            row.valid_to = held.valid_to
        row.basis = row.basis or held.basis
        row.attrs = {**held.attrs, **row.attrs}
        differences = list(_differences(row, held))
        if not differences:
            return Verdict(RowState.SAME, "名录中已有，内容相同")
        if held.pk in self.closed:
            return self._wrong(row, "name", row.name, "同一条目在本表中被改了两次", "请只保留一行")
        self.closed.add(held.pk)
        return Verdict(RowState.CHANGED, "；".join(differences), replaces=held.pk)

    def _wrong(self, row: ReadRow, key: str, value: str, problem: str, remedy: str) -> Verdict:
        titles = {column.key: column.title for column in self.register.columns}
        row.fault(key, titles.get(key, ""), value, problem, remedy)
        return Verdict(RowState.ERROR)


def _meet(first: ReadRow, second: ReadRow) -> bool:
    if first.valid_from is None or second.valid_from is None:
        return False
    return (second.valid_to is None or first.valid_from <= second.valid_to) and (
        first.valid_to is None or second.valid_from <= first.valid_to
    )


def data_of(row: ReadRow) -> dict[str, Any]:
    """The row as it will be written, JSON-ready; dates ISO, `valid_to` inclusive."""
    return {
        "subject": row.subject,
        "name": row.name,
        "number": row.entry_number,
        "region": row.region,
        "home": row.home,
        "valid_from": row.valid_from.isoformat() if row.valid_from else None,
        "valid_to": row.valid_to.isoformat() if row.valid_to else None,
        "basis": row.basis,
        "attrs": row.attrs,
    }


def _differences(row: ReadRow, held: Held) -> list[str]:
    pairs = [
        ("名称", held.name, row.name),
        ("编号", held.number, row.entry_number),
        ("行政区划", held.region, row.region),
        ("起始日", held.valid_from, row.valid_from),
        ("有效期至", held.valid_to or "长期", row.valid_to or "长期"),
        ("依据", held.basis, row.basis),
        ("其他栏", held.attrs, row.attrs),
    ]
    return [f"{title}由“{old}”改为“{new}”" for title, old, new in pairs if old != new]
