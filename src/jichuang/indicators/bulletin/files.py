"""公报的文件: PDF, workbook and SDMX of one paper and its snapshot. Equal arguments give equal PDF bytes, cells and SDMX.

The PDF carries the issue date and no other time; SDMX differs in its Prepared field alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from jichuang.base import pdf
from jichuang.codes.cell_text import neutralise
from jichuang.indicators import catalogue
from jichuang.indicators.bulletin.points import Cell, cells, period_of
from jichuang.indicators.sdmx import (
    TOTAL,
    Code,
    DataPoint,
    Flow,
    Header,
    data_message,
    house_structure,
    in_sdmx,
)

Data = Mapping[str, Any]
TEMPLATE = Path(__file__).resolve().with_name("bulletin.typ")
LAYOUT = pdf.PACKAGE / "base" / "official" / "gbt9704.typ"
SHANGHAI = ZoneInfo("Asia/Shanghai")
MADE_WITH = ("typst", "pylopdf-fonts-zh-cn", "openpyxl")
FLOW = "JC_BULLETIN_HNTE"
"""The flow of all bulletins of the quarterly survey, in the issued files and at the SDMX service alike."""


def as_pdf(paper: Data, issued_on: date) -> bytes:
    """The bulletin in the layout of GB/T 9704, PDF/A-2b, dated midnight of the issue date."""
    shown = {
        **paper,
        "tables": [{key: one[key] for key in one if key != "numbers"} for one in paper["tables"]],
    }
    return pdf.compiled(TEMPLATE, shown, at=datetime.combine(issued_on, time(0), SHANGHAI))


def as_workbook(paper: Data, lock: Data) -> bytes:
    """One sheet a table, numbers as numbers, secret cells as their sign; first a sheet of notes with the lock."""
    book = Workbook()
    about = book.active
    about.title = "说明"
    lines = [
        paper["title"],
        paper["stamp"],
        f"{paper['office']}　{paper['number']}　{paper['day']}",
        *paper["notes"],
    ]
    for line in [*filter(None, lines), *(f"{key}：{value}" for key, value in sorted(lock.items()))]:
        about.append([neutralise(line)])
    about.column_dimensions["A"].width = 120
    about["A1"].font = Font(bold=True, size=14)
    for at, table in enumerate(paper["tables"], start=1):
        _sheet(book.create_sheet(f"表{at}"), table, paper["stamp"])
    moment = datetime.fromisoformat(f"{lock['issued_on']}T00:00:00")
    book.properties.created = book.properties.modified = moment
    book.properties.creator = paper["office"]
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _sheet(sheet: Any, table: Data, stamp: str) -> None:
    sheet.append([table["title"]])
    sheet.append([f"{table['unit']}　{stamp}".strip()])
    sheet.append(list(table["head"]))
    for shown, numbers in zip(table["rows"], table["numbers"], strict=True):
        sheet.append([_cell(text, number) for text, number in zip(shown, numbers, strict=True)])
    sheet["A1"].font = Font(bold=True, size=13)
    for cell in sheet[3]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for at in range(1, len(table["head"]) + 1):
        sheet.column_dimensions[get_column_letter(at)].width = 16
    sheet.freeze_panes = "B4"


def _cell(text: str, number: str | None) -> Any:
    if number is None:
        return text
    try:
        return Decimal(number)
    except ArithmeticError:
        return text


def as_sdmx(data: Data, *, identifier: str, issued_on: date, source: str, prepared: datetime) -> bytes:
    """Every figure of the snapshot as SDMX-ML 2.1 generic data; secret ones as missing with their confidentiality."""
    found = list(cells(data))
    structure = house_structure(
        areas=_codes((one.area, one.area_title) for one in found),
        indicators=_codes((one.indicator, catalogue.get(one.indicator).title) for one in found),
        breakdowns=[TOTAL, *_codes((one.part, one.part_title) for one in found if one.part != TOTAL.id)],
        structure_id=f"DSD_{FLOW}",
    )
    flow = Flow("JC", FLOW, f"高新技术企业统计公报（{data['quarter']}）", structure)
    seen = {"SOURCE": source, "KNOWN_ON": issued_on.isoformat()}
    points = [
        DataPoint(
            {"FREQ": "Q", "REF_AREA": one.area, "INDICATOR": one.indicator, "BREAKDOWN": one.part},
            in_sdmx(period_of(data))[1],
            one.value,
            {
                "UNIT_MEASURE": one.unit,
                "DECIMALS": str(one.places),
                "CONF_STATUS": one.secret,
                **_status(one),
                **seen,
            },
        )
        for one in found
    ]
    return data_message(flow, points, header=Header(identifier, prepared, "JC"))


def _codes(pairs: Iterable[tuple[str, str]]) -> list[Code]:
    return [Code(code, title) for code, title in sorted(dict(pairs).items())]


def _status(one: Cell) -> dict[str, str]:
    return {"OBS_STATUS": "M" if one.value is None else "A"}


def made_with() -> dict[str, str]:
    """Versions and digests of whatever shapes the files: libraries, templates, fonts."""
    found = {name: version(name) for name in MADE_WITH}
    for path in (TEMPLATE, LAYOUT, *_fonts()):
        found[path.name] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def _fonts() -> list[Path]:
    return sorted(
        path
        for folder in pdf.font_paths()
        for path in Path(folder).iterdir()
        if path.suffix in {".otf", ".ttf", ".ttc"}
    )
