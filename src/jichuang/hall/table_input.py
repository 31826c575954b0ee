"""表格填报控件: cells in boxes, a place to paste rows from a sheet; works as plain forms. Knows no case.

The page sends the cells as `<name>.r<row>.c<column>`, pasted text as `<name>`, rows to be left out as `<name>.drop`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import read_table, write_xlsx
from jichuang.hall.declare import Field, FieldType, grid
from jichuang.hall.declare.values import MOST_KEPT, MOST_ROWS, table_faults

SPARE = 2  # empty rows below the filled ones
NUMERIC = {FieldType.INTEGER, FieldType.DECIMAL, FieldType.MONEY}


class TableInput(forms.Widget):
    """The boxes of one table. Its value is the table as text, as typed. `sheets`: the page also takes and gives workbooks."""

    sheets = True

    def __init__(self, declared: Field) -> None:
        self.declared = declared
        super().__init__()

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str | None:
        """The boxes row by row, then what was pasted, as one text; None when the page asked neither."""
        width = len(self.declared.columns)
        dropped = set(data.getlist(f"{name}.drop")) if isinstance(data, MultiValueDict) else set()
        lines = []
        for row in _sent_rows(data, name):
            cells = [" ".join(str(data.get(f"{name}.r{row}.c{at}", "")).split()) for at in range(width)]
            if any(cells) and str(row) not in dropped:
                lines.append("\t".join(cells))
        typed = data.get(name)
        if typed:
            rows = (
                grid.pasted(str(typed)) if "\t" in str(typed) else [[one] for one in str(typed).splitlines()]
            )
            lines += ["\t".join(cells) for cells in rows if any(cell.strip() for cell in cells)]
        return "\n".join(lines) if lines or typed is not None else None

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """A table without rows is an answer."""
        return name not in data and not any(True for _ in _sent_rows(data, name))

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The boxes with their faults; the place to paste carries the field's id, so that its label leads there."""
        return render_to_string("hall/_table_input.html", self.picture(name, str(value or ""), attrs or {}))

    def picture(self, name: str, text: str, attrs: Mapping[str, Any]) -> dict[str, Any]:
        """What the template draws."""
        columns, rows = grid.columns_of(self.declared), grid.split(self.declared, text)
        faults: dict[int, dict[int, str]] = {}
        if len(rows) <= MOST_KEPT:
            for row, at, words in table_faults(self.declared, text):
                faults.setdefault(row, {})[at] = words
        most = self.declared.maximum or MOST_ROWS
        spare = max(0, min(SPARE, most - len(rows))) if rows else min(3, most)
        lines = [*rows, *([""] * len(columns) for _ in range(spare))]
        return {
            "name": name,
            "id": attrs.get("id", f"id_{name}"),
            "columns": columns,
            "rows": [
                (number, _boxes(columns, cells, faults.get(number, {})))
                for number, cells in enumerate(lines, start=1)
            ],
            "filled": len(rows),
            "most": most,
            "disabled": bool(attrs.get("disabled")),
            "sheets": self.sheets,
        }


def _sent_rows(data: Mapping[str, Any], name: str) -> Iterable[int]:
    start = f"{name}.r"
    numbers = {
        key[len(start) :].partition(".")[0] for key in data if isinstance(key, str) and key.startswith(start)
    }
    return sorted(int(one) for one in numbers if one.isdecimal() and len(one) <= 6)


def _boxes(columns: tuple[Field, ...], cells: list[str], faults: Mapping[int, str]) -> list[dict[str, Any]]:
    """One box for each column: its text, its kind on a phone's keyboard, what is wrong in it."""
    found = []
    for at, column in enumerate(columns):
        text = cells[at] if at < len(cells) else ""
        found.append(
            {
                "column": column,
                "at": at,
                "text": text,
                "numeric": column.type in NUMERIC,
                "options": _options(column, text),
                "fault": faults.get(at, ""),
            }
        )
    return found


def _options(column: Field, text: str) -> list[tuple[str, bool]]:
    """(title, chosen) of a list to choose from; none where the text is no option, so that it stays to be seen."""
    pairs = (("true", "是"), ("false", "否")) if column.type is FieldType.BOOLEAN else column.choices
    if text and not any(text in pair for pair in pairs):
        return []
    return [(title, text in (value, title)) for value, title in pairs]


def read_workbook(declared: Field, data: bytes, filename: str) -> list[list[str]]:
    """The rows of an uploaded workbook in the order of the columns. Raises CodeError naming what is wrong, and where.

    A long code stored as a number has lost its end and is refused with its cell; codes are text in `blank_workbook`.
    """
    columns = grid.columns_of(declared)
    table = read_table(BytesIO(data), filename, expected=[one.title for one in columns])
    places = [_place(table, one) for one in columns]
    most, found = declared.maximum or MOST_ROWS, []
    for row in table:
        cells = ["" if at is None else row.cells[at].exact() for at in places]
        if any(cells):
            found.append([" ".join(cell.split()) for cell in cells])
        if len(found) > most:
            raise CodeError(
                "文件", filename, f"超过{most}行，没有放入", "请删减后重新上传，其余内容作为材料上传"
            )
    if not found:
        raise CodeError("文件", filename, "表头下面没有内容", "请在表头下逐行填写后重新上传")
    return found


def _place(table: Any, column: Field) -> int | None:
    try:
        return int(table.index(column.title, f"{column.title}（{column.unit}）"))
    except CodeError:
        if column.required:
            raise
        return None


def blank_workbook(declared: Field, rows: Iterable[Iterable[str]] = ()) -> bytes:
    """An .xlsx to fill in: the columns as heads, codes and names as text, the rows already given."""
    columns = grid.columns_of(declared)
    heads = [f"{one.title}（{one.unit}）" if one.unit else one.title for one in columns]
    content = BytesIO()
    write_xlsx(content, heads, [tuple(cells) for cells in rows], text_columns=heads)
    return content.getvalue()
