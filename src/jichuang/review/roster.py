"""专家名册的列与读法: cells of one row into values; every fault names cell, value, fault and remedy. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from jichuang.codes.credit_code import CreditCode
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.codes.table_types import Cell, Table
from jichuang.codes.text import compact, tidy
from jichuang.hall.declare import Discipline
from jichuang.registry.registers import Column

COLUMNS = (
    Column("name", "姓名", required=True),
    Column("kind", "类别", ("专家类别",), required=True, note="技术专家、财务专家、管理专家、投资专家之一"),
    Column("unit", "单位", ("工作单位", "现工作单位"), required=True, note="单位全称"),
    Column(
        "credit_code",
        "单位统一社会信用代码",
        ("统一社会信用代码",),
        text=True,
        note="有代码的请填写，同单位回避按代码比对",
    ),
    Column("since", "任职起始日", ("到任日期",), note="如 2015-03-01；不填表示不详"),
    Column("title", "职称"),
    Column("disciplines", "学科代码", ("学科",), text=True, note="GB/T 13745，如 430.4010；多个用顿号隔开"),
    Column("fields", "研究领域", ("领域",), note="多个用顿号隔开"),
    Column("industry", "行业代码", text=True, note="GB/T 4754，如 C4024"),
    Column("region", "行政区划代码", ("地区代码",), text=True),
    Column("born_year", "出生年份"),
    Column("email", "电子邮箱"),
)
_KINDS = {one.title: one.value for one in Discipline} | {
    one.title.removesuffix("专家"): one.value for one in Discipline
}
_DISCIPLINE = re.compile(r"\d{3}(?:\d{2}){0,2}")
_INDUSTRY = re.compile(r"[A-T](?:\d{2}){0,1}\d{0,2}")
_BETWEEN = re.compile(r"[、，,；;\s]+")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(slots=True)
class ReadExpert:
    """One row as read; `problems` empty = usable."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)


def places(table: Table) -> dict[str, int]:
    """Column key → position. Raises CodeError for a required column that is missing."""
    found = {}
    for column in COLUMNS:
        try:
            found[column.key] = table.index(column.title, *column.aliases)
        except CodeError:
            if column.required:
                raise
    return found


def read_row(number: int, cells: Sequence[Cell], where: dict[str, int]) -> ReadExpert:
    """The row's values and every fault in it."""
    row = ReadExpert(number)
    for column in COLUMNS:
        position = where.get(column.key)
        cell = cells[position] if position is not None and position < len(cells) else None
        text = tidy(cell.value) if cell else ""
        try:
            if cell is not None and column.text:
                cell.exact()
            if column.required and not text:
                raise CodeError(column.title, "", "没有填写", column.note or f"请填写{column.title}")
            row.values[column.key] = value_of(column.key, text)
        except CodeError as error:
            row.values[column.key] = text
            row.problems.append(
                {
                    "cell": cell.address if cell else f"第{number}行", "column": column.title, "value": text[:80],
                    "problem": error.problem, "remedy": error.remedy,
                }
            )  # fmt: skip
    return row


def value_of(key: str, text: str) -> Any:
    """What is kept for a column's text; "" for nothing typed. Raises CodeError saying what would be right."""
    return _READERS.get(key, str)(text) if text else ""


def _kind(text: str) -> str:
    if text not in _KINDS:
        raise CodeError("类别", text, "没有这一类专家", "应为技术专家、财务专家、管理专家、投资专家之一")
    return _KINDS[text]


def _disciplines(text: str) -> list[str]:
    codes = [code.replace(".", "") for code in _BETWEEN.split(compact(text).replace("．", ".")) if code]
    for code in codes:
        if not _DISCIPLINE.fullmatch(code):
            raise CodeError("学科代码", code, "不是学科代码", "应为3、5或7位数字，如 430.4010")
    return codes


def _industry(text: str) -> str:
    if not _INDUSTRY.fullmatch(text.upper()):
        raise CodeError("行业代码", text, "不是行业代码", "应为一位字母和2至4位数字，如 C4024")
    return text.upper()


def _region(text: str) -> str:
    if not re.fullmatch(r"\d{6}", text):
        raise CodeError("行政区划代码", text, "不是6位数字", "如 130100")
    return text


def _year(text: str) -> int:
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise CodeError("出生年份", text, "不是年份", "应如 1965")
    return int(text)


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise CodeError("电子邮箱", text, "不是邮箱地址", "应如 name@example.cn")
    return text


_READERS: dict[str, Any] = {
    "kind": _kind,
    "credit_code": lambda text: CreditCode.parse(text).value,
    "since": lambda text: parse_date(text).isoformat(),
    "disciplines": _disciplines,
    "fields": lambda text: [word[:40] for word in _BETWEEN.split(text) if word],
    "industry": _industry,
    "region": _region,
    "born_year": _year,
    "email": _email,
}
