"""研发费用台账: costs entered once, by line, three calibers of them side by side. Open to anybody, nothing kept.

Lines are typed in a table or read from a sheet; the figures go on into the calculators by their links. Knows no caliber.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from jichuang.base.downloads import attachment
from jichuang.base.files.secrecy import marked
from jichuang.base.tables import DEMONSTRATION_MARK, XLSX, xlsx_response
from jichuang.codes.decimals import parse_int
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import Readable, read_table, write_xlsx
from jichuang.law import ledger
from jichuang.law.pages.common import Crumb, crumbs, day_or
from jichuang.policy.rd_ledger import COLUMNS, Caliber, Line, calibers, read, read_typed

ROWS, MORE, MOST = 6, 6, 300
"""Rows an empty table has, rows the button adds, and lines a page takes."""
LARGEST = 2 * 1024 * 1024  # bytes of a sheet
TITLE = "研发费用台账"


@dataclass
class Sheet:
    """What a request brought: the rows of the table, their lines, and every fault by the address of its cell."""

    rows: list[ledger.TypedRow] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    faults: list[CodeError] = field(default_factory=list)
    year: int | None = None
    on: date | None = None

    @property
    def years(self) -> list[int]:
        return sorted({line.year for line in self.lines})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def costs(request: HttpRequest) -> HttpResponse:
    """The table, and once it holds lines the three calibers of a year."""
    if request.method != "POST":
        return _draw(request, Sheet(rows=[_blank()] * ROWS))
    if "more" in request.POST:
        rows = _typed(request.POST)
        return _draw(request, Sheet(rows=[*rows, *[_blank()] * MORE][:MOST]))
    sheet = _read(request)
    if sheet.faults or sheet.year is None:
        return _draw(request, sheet, status=422)
    found = calibers(sheet.lines, sheet.year, on=sheet.on)
    if "download" in request.POST:
        return _workbook(sheet.year, found)
    return _draw(request, sheet, found)


def _blank() -> ledger.TypedRow:
    return [""] * len(COLUMNS)


def _typed(given: QueryDict) -> list[ledger.TypedRow]:
    """The rows of the table as they were typed, without blank ones at the end."""
    told = given.get("rows", "")
    count = min(int(told), MOST) if told.isdecimal() else 0
    return [
        [given.get(f"l-{number}-{at}", "")[:200] for at in range(len(COLUMNS))]
        for number in range(1, count + 1)
    ]


def _read(request: HttpRequest) -> Sheet:
    uploaded = request.FILES.get("file")
    if uploaded is None:
        rows = _typed(request.POST)
        reading = read_typed(rows)
        sheet = Sheet(rows, reading.lines, reading.faults)
        if not reading.lines and not reading.faults:
            sheet.faults.append(CodeError("台账", "", "还没有一行支出", "请填写表格，或选择文件上传"))
    else:
        sheet = _uploaded(uploaded, uploaded.name or "台账.xlsx")
    if not sheet.faults:
        _choose(sheet, request.POST.get("year", "").strip(), request.POST.get("on", ""))
    return sheet


def _uploaded(source: Readable, name: str) -> Sheet:
    """The lines of a file, which fill the table; a file with faults leaves it empty, so that no line is lost unseen."""
    sheet = Sheet(rows=[_blank()] * ROWS)
    try:
        content = source.read(LARGEST + 1)
        if marked(name) or _is_marked(content, name):
            sheet.faults.append(CodeError("文件", name, "带有国家秘密标志，没有读取", "请按保密规定办理"))
            return sheet
        reading = read(BytesIO(content), name)
    except CodeError as fault:
        sheet.faults.append(fault)
        return sheet
    sheet.faults = reading.faults
    if not reading.faults and not reading.lines:
        sheet.faults.append(CodeError("文件", name, "没有一行支出", "表头下面每行填一笔支出"))
    if len(reading.lines) > MOST:
        remedy = f"本页一次最多 {MOST} 行；更多的用命令 jichuang policy ledger"
        sheet.faults.append(CodeError("文件", name, f"有 {len(reading.lines)} 行", remedy))
    if not sheet.faults:
        sheet.lines, sheet.rows = reading.lines, [ledger.row_of(line) for line in reading.lines]
    return sheet


def _is_marked(content: bytes, name: str) -> bool:
    table = read_table(BytesIO(content), name, expected=COLUMNS, max_bytes=LARGEST)
    cells = (cell.value for row in table for cell in row.cells)
    return any(map(marked, [header.text for header in table.headers])) or any(map(marked, cells))


def _choose(sheet: Sheet, year: str, on: str) -> None:
    """The year (the ledger's last one unless typed) and the day of application (the first after it unless typed)."""
    try:
        chosen = parse_int(year, field="年度") if year else sheet.years[-1]
    except CodeError as unreadable:
        sheet.faults.append(unreadable)
        return
    if chosen not in sheet.years:
        held = "、".join(map(str, sheet.years))
        sheet.faults.append(CodeError("年度", year, "台账里没有这一年的支出", f"台账里有：{held}"))
        return
    day, fault = day_or(on, date(chosen + 1, 1, 1))
    if fault:
        sheet.faults.append(CodeError("申请日期", on, "不是日期", "应写作 2019-06-01"))
        return
    sheet.year, sheet.on = chosen, day


def _draw(
    request: HttpRequest, sheet: Sheet, found: list[Caliber] | None = None, status: int = 200
) -> HttpResponse:
    errors = {fault.field: str(fault) for fault in sheet.faults}
    rows = ledger.boxes(sheet.rows or [_blank()] * ROWS, errors)
    placed = {box.at: box.name for row in rows for box in row}
    context: dict[str, Any] = {
        "crumbs": crumbs(Crumb(TITLE)), "columns": COLUMNS, "rows": rows, "sheet": sheet, "most": MOST,
        "faults": [(str(fault), placed.get(fault.field, "file")) for fault in sheet.faults],
        "full": len(rows) >= MOST, "year": sheet.year or request.POST.get("year", ""),
        "on": sheet.on or request.POST.get("on", ""),
    }  # fmt: skip
    if found is not None:
        context |= {"sums": ledger.sums(found), "lines": ledger.side_by_side(found)}
        context["others"] = [year for year in sheet.years if year != sheet.year]
    return render(request, "law/ledger.html", context, status=status)


def _workbook(year: int, found: list[Caliber]) -> HttpResponse:
    notes = (f"{year} 年度研发费用，三种口径逐行处理。由填写的台账算出，没有保存。", DEMONSTRATION_MARK)
    return xlsx_response(
        f"{TITLE}{year}年三种口径.xlsx", ledger.SHEET_COLUMNS, ledger.sheet_rows(found), notes=notes
    )


@require_safe
def blank_sheet(request: HttpRequest) -> HttpResponse:
    """The workbook to fill in: one expense a row, lists for the columns with a choice."""
    content = BytesIO()
    write_xlsx(
        content,
        COLUMNS,
        [],
        notes=(
            "一行一笔支出，或一行一个项目某类费用的全年合计。金额以元为单位，不小于 0，精确到分。",
            "细目只在三种口径处理不同时选填；境内外不填的按境内。特殊收入填收到的金额，不写负号。",
        ),
        choices=ledger.CHOICES,
        sheet=TITLE,
    )
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = attachment(f"{TITLE}模板.xlsx")
    return response
