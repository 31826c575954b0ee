"""读公告名单: rows of the national platform's announcement, each fault with its cell. Knows no register and no case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from jichuang.base.errors import Invalid
from jichuang.codes.chinese import normalise
from jichuang.codes.credit_code import CreditCode
from jichuang.codes.errors import CodeError
from jichuang.codes.serials import TechSmeEntry
from jichuang.codes.tabular import Row, Table, read_table

COLUMNS = {
    "name": ("企业名称", "单位名称", "名称"),
    "credit_code": ("统一社会信用代码", "信用代码", "社会信用代码"),
    "number": ("入库登记编号", "登记编号", "入库编号"),
}
MAX_BYTES = 20 << 20


@dataclass(frozen=True, slots=True)
class AnnouncedRow:
    """One row; `problem` names cell, fault and remedy, empty when the row can be read."""

    line: int
    address: str
    name: str
    credit_code: str
    number: str
    problem: str = ""


def read_list(source: Path | BinaryIO, filename: str) -> list[AnnouncedRow]:
    """All rows with content. Raises Invalid for a file that is no table or lacks a column, naming which."""
    expected = tuple(title for titles in COLUMNS.values() for title in titles)
    try:
        table = read_table(source, filename, max_bytes=MAX_BYTES, expected=expected)
        at = _columns(table)
        return [_row(row, at) for row in table if any(row.cells[index].value for index in at.values())]
    except CodeError as fault:
        raise Invalid.one("file", str(fault)) from fault


def _columns(table: Table) -> dict[str, int]:
    found: dict[str, int] = {}
    headers = [normalise(header.text).replace(" ", "") for header in table.headers]
    for key, titles in COLUMNS.items():
        for title in titles:
            if title in headers:
                found[key] = headers.index(title)
                break
        else:
            have = "、".join(header.text for header in table.headers)
            raise CodeError(
                "表头", have, f"没有“{titles[0]}”一栏", "名单应有企业名称、统一社会信用代码、入库登记编号三栏"
            )
    return found


def _row(row: Row, at: dict[str, int]) -> AnnouncedRow:
    cells = {key: row.cells[index] for key, index in at.items()}
    name = " ".join(cells["name"].value.split())
    code, number, problem = cells["credit_code"].value, cells["number"].value, ""
    try:
        if not name:
            raise CodeError(cells["name"].address, "", "企业名称为空", "请补全该行")
        code = CreditCode.parse(cells["credit_code"].exact()).value
        number = TechSmeEntry.parse(cells["number"].exact(), field=cells["number"].address).value
    except CodeError as fault:
        place = cells["credit_code"].address if fault.field == "统一社会信用代码" else fault.field
        problem = str(fault.at(place))
    return AnnouncedRow(row.number, cells["credit_code"].address, name, code, number, problem)
