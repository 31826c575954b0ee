"""Reads the cells of one roster row into typed values; every fault names cell, value, reason and remedy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from jichuang.codes.credit_code import CreditCode
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.codes.table_types import Cell
from jichuang.codes.text import compact, tidy
from jichuang.registry.registers import Register
from jichuang.registry.roster import places
from jichuang.registry.roster.columns import Layout
from jichuang.registry.terms import SubjectKind, Term

EARLIEST = date(1980, 1, 1)
NAMES = ("name", "host")
_WIDE = str.maketrans("()", "（）")


def standard_name(text: str) -> str:
    """A unit's name as it is written in Chinese: full-width brackets, single spaces."""
    plain = " ".join(text.split())
    return plain if plain.isascii() else plain.translate(_WIDE)


@dataclass(slots=True)
class ReadRow:
    """One row as read. `problems` empty = every value is usable."""

    number: int
    subject: str = ""
    name: str = ""
    entry_number: str = ""
    region: str = ""
    home: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    basis: str = ""
    place_given: bool = False
    end_given: bool = False
    attrs: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    addresses: dict[str, str] = field(default_factory=dict)

    def fault(self, key: str, title: str, value: str, problem: str, remedy: str) -> None:
        """Adds a problem at the cell of column `key`."""
        place = self.addresses.get(key) or f"第{self.number}行"
        self.problems.append(
            {"cell": place, "column": title, "value": value[:80], "problem": problem, "remedy": remedy}
        )


class RowReader:
    """Reads rows of one file for one register. `today` bounds start dates."""

    def __init__(self, register: Register, layout: Layout, today: date) -> None:
        self.register = register
        self.layout = layout
        self.today = today
        self.columns = {column.key: column for column in register.columns}

    def read(self, number: int, cells: Sequence[Cell]) -> ReadRow:
        """The row's values and every fault found in it."""
        row = ReadRow(number)
        texts = {key: self._text(row, key, cells) for key in self.columns}
        row.name = texts.get("name", "")
        row.basis = texts.get("basis", "")
        self._number(row, texts.get("number", ""))
        self._dates(row, texts.get("valid_from", ""), texts.get("valid_to", ""))
        code = self._credit_code(row, texts)
        self._place(row, texts.get("city", ""), texts.get("county", ""), code)
        self._subject(row, code, texts)
        return row

    def _text(self, row: ReadRow, key: str, cells: Sequence[Cell]) -> str:
        position = self.layout.places.get(key)
        column = self.columns[key]
        if position is None or position >= len(cells):
            text = ""
        else:
            cell = cells[position]
            row.addresses[key] = cell.address
            text = standard_name(cell.value) if key in NAMES else tidy(cell.value)
            if cell.formula:
                row.fault(key, column.title, text, "单元格里是公式", "请选中后“选择性粘贴—数值”，再重新上传")
                return ""
            if cell.kind == "error":
                row.fault(key, column.title, text, "单元格是错误值", "请改填正确内容")
                return ""
            if column.text and cell.numeric_long:
                row.fault(
                    key,
                    column.title,
                    text,
                    "长编码存成了数字，已丢失精度",
                    "请把该列设为文本格式，从原始材料重新填写",
                )
                return ""
        if column.required and not text:
            row.fault(key, column.title, "", "没有填写", column.note or f"请填写{column.title}")
        return text

    def _number(self, row: ReadRow, text: str) -> None:
        rule = self.register.number
        row.entry_number = compact(text).upper()
        if row.entry_number and not rule.fits(row.entry_number):
            row.fault("number", rule.title, text, f"{rule.title}写法不对", f"应如 {rule.example}")

    def _dates(self, row: ReadRow, start: str, end: str) -> None:
        row.valid_from = self._date(row, "valid_from", start)
        row.valid_to = self._date(row, "valid_to", end)
        row.end_given = row.valid_to is not None
        first = row.valid_from
        if first is None:
            return
        title = self.register.start_title
        if first > self.today:
            row.fault("valid_from", title, start, f"{title} {first} 晚于今天 {self.today}", "请核对年份")
        elif first < EARLIEST:
            row.fault("valid_from", title, start, f"{title} {first} 过早", f"应在 {EARLIEST.year} 年以后")
        if row.valid_to is None and not end:
            row.valid_to = self.register.default_end(first)
        if row.valid_to is not None and row.valid_to < first:
            row.fault(
                "valid_to", "有效期至", end, f"有效期至 {row.valid_to} 早于{title} {first}", "请核对两个日期"
            )
        year = self.register.number.year(row.entry_number)
        if year is not None and year != first.year and self.register.term is Term.CALENDAR_YEAR:
            row.fault(
                "valid_from",
                title,
                start,
                f"与编号 {row.entry_number} 的年度 {year} 不一致",
                f"日期应在 {year} 年内",
            )

    def _date(self, row: ReadRow, key: str, text: str) -> date | None:
        if not text:
            return None
        try:
            return parse_date(text)
        except CodeError as error:
            row.fault(key, self.columns[key].title, text, error.problem, error.remedy)
            return None

    def _credit_code(self, row: ReadRow, texts: dict[str, str]) -> CreditCode | None:
        key = "subject" if self.register.subject is SubjectKind.PARTY else "host_code"
        text = texts.get(key, "")
        if not text:
            return None
        try:
            code = CreditCode.parse(text)
        except CodeError as error:
            row.fault(key, self.columns[key].title, text, error.problem, error.remedy)
            return None
        row.notes += code.warnings
        return code

    def _place(self, row: ReadRow, city: str, county: str, code: CreditCode | None) -> None:
        try:
            found = (
                places.find(compact(city), compact(county), self.today)
                if city or county
                else (places.from_code(code.region, self.today) if code else None)
            )
        except CodeError as error:
            key = "county" if county else "city"
            row.fault(key, self.columns[key].title, county or city, error.problem, error.remedy)
            return
        if found is None:
            key = "county" if self.register.subject is SubjectKind.REGION else "city"
            if not row.problems or code is not None:
                row.fault(
                    key, self.columns[key].title, city, "看不出属于哪个市、县", "请填写设区市和县（市、区）"
                )
            return
        row.region, row.home = found
        row.place_given = bool(city or county)

    def _subject(self, row: ReadRow, code: CreditCode | None, texts: dict[str, str]) -> None:
        if self.register.subject is SubjectKind.PARTY:
            row.subject = code.value if code else ""
            return
        if self.register.subject is SubjectKind.REGION:
            row.subject = row.region
            row.name = texts.get("county", "")
        else:
            row.subject = row.entry_number or compact(row.name)
        if code is not None:
            row.attrs["host_code"] = code.value
        for key in ("host", *(column.key for column in self.register.extra)):
            if texts.get(key):
                row.attrs[key] = texts[key]
