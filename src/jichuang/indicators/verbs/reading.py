"""Reads the rows of an observations file: every faulty cell named with its address, every doubtful figure explained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jichuang.base.errors import Problem
from jichuang.codes.dates import parse_date
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.codes.table_types import Cell, Row, Table
from jichuang.indicators import catalogue
from jichuang.indicators.models import Observation
from jichuang.indicators.terms import Status
from jichuang.indicators.verbs.observations import period_problems, region_problems
from jichuang.methods.plausibility import jump, unit_slip
from jichuang.registry.reads.regions import table as regions

JUMP = 100
"""A figure that doubles or vanishes against the period before is asked about; the house's own arrangement (推定)."""
Judged = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FileColumn:
    """One column of the file."""

    key: str
    title: str
    required: bool = True
    note: str = ""


COLUMNS = (
    FileColumn("indicator", "指标代码", note="见指标目录，如 rd-intensity"),
    FileColumn("region", "地区", note="代码或名称，如 130100 或 石家庄市；全省写 130000"),
    FileColumn("period", "所属时期", note="2017、2018S1、2018Q3、2018-09"),
    FileColumn("value", "数值", required=False, note="按指标的单位填，只填数字；缺数留空"),
    FileColumn("status", "状态", required=False, note="估计数、初步数、发布数、修订数、缺数；不填按发布数"),
    FileColumn("publisher", "发布单位"),
    FileColumn("title", "发布物标题"),
    FileColumn("published_on", "发布日期", note="2018-10-09"),
    FileColumn("note", "说明", required=False, note="缺数必须写原因"),
)


class RowReader:
    """Reads rows of one table as of `today`."""

    def __init__(self, table: Table, today: date) -> None:
        self.today = today
        self._at: dict[str, int] = {}
        for column in COLUMNS:
            try:
                self._at[column.key] = table.index(column.title)
            except CodeError:
                if column.required:
                    raise

    def read(self, row: Row) -> Judged:
        """`{number, values, problems, doubts}`; values are texts ready for JSON."""
        judged: Judged = {"number": row.number, "values": {}, "problems": [], "doubts": []}
        cells = {key: row.cells[at] for key, at in self._at.items()}
        for column in COLUMNS:
            cell = cells.get(column.key, Cell("", f"第{row.number}行"))
            if column.required and not cell.value:
                _fault(judged, column.title, cell, "没有填写", column.note or "请填写")
            judged["values"][column.key] = cell.value
        for key, reader in self._readers().items():
            cell = cells.get(key, Cell("", f"第{row.number}行"))
            if cell.value or key == "status":
                self._one(judged, key, cell, reader)
        self._missing(judged, cells)
        return judged

    def _readers(self) -> dict[str, Callable[[str], str]]:
        return {
            "indicator": _indicator,
            "region": self._region,
            "period": _period,
            "value": lambda text: f"{parse_decimal(text):f}",
            "status": _status,
            "published_on": self._day,
        }

    def _one(self, judged: Judged, key: str, cell: Cell, reader: Callable[[str], str]) -> None:
        title = next(column.title for column in COLUMNS if column.key == key)
        try:
            judged["values"][key] = reader(cell.value)
        except CodeError as fault:
            _fault(judged, title, cell, fault.problem, fault.remedy)
        except _Wrong as fault:
            _fault(judged, title, cell, fault.problem.message, fault.problem.remedy)

    def _region(self, text: str) -> str:
        if text.upper() == "13XA00" or text.isdigit():
            found = region_problems(text.upper(), self.today)
            if found:
                raise _Wrong(found[0])
            return text.upper()
        try:
            return regions().find_home(text, self.today).code
        except CodeError:
            return regions().find(text, self.today).code

    def _day(self, text: str) -> str:
        day = parse_date(text)
        if day > self.today:
            raise _Wrong(Problem("published_on", "在今天之后", "尚未发布的数不存在，请在发布后导入"))
        return day.isoformat()

    def _missing(self, judged: Judged, cells: dict[str, Cell]) -> None:
        values, cell = judged["values"], cells.get("value", Cell("", f"第{judged['number']}行"))
        gone = values.get("status") == Status.MISSING
        if gone and cell.value:
            _fault(judged, "数值", cell, "状态是缺数，却填了数值", "没有数就留空；零也是数")
        if gone and not values.get("note"):
            _fault(judged, "说明", cells.get("note", cell), "缺数没有写原因", "如“本期未发布”")
        if not gone and not cell.value:
            _fault(judged, "数值", cell, "没有填数值", "确实没有数的，状态写“缺数”并写原因；空白不按零处理")

    def compare(self, rows: Sequence[Judged], held: Sequence[Observation]) -> None:
        """Adds the doubts: unit slips and jumps against the period before, in the file or already held."""
        known: dict[tuple[str, str], dict[str, Decimal]] = {}
        for one in held:
            if one.value is not None:
                known.setdefault((one.indicator, one.region), {})[one.period] = one.value
        sound = [row for row in rows if not row["problems"] and row["values"]["value"]]
        for row in sorted(sound, key=lambda one: str(one["values"]["period"])):
            values = row["values"]
            series = known.setdefault((values["indicator"], values["region"]), {})
            value, period = Decimal(values["value"]), values["period"]
            alike = [one for one in series if len(one) == len(period) and one < period]
            before = series[max(alike)] if alike else None
            against = f"{max(alike)}" if alike else ""
            doubt = unit_slip(value, before, against) or jump(value, before, JUMP, against)
            if doubt is not None:
                row["doubts"].append(doubt.words)
            series[period] = value


class _Wrong(Exception):
    """A cell that reads, but says something impossible."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def _fault(judged: Judged, title: str, cell: Cell, problem: str, remedy: str) -> None:
    judged["problems"].append(
        {
            "cell": cell.address,
            "column": title,
            "value": cell.value[:80],
            "problem": problem,
            "remedy": remedy,
        }
    )


def _indicator(text: str) -> str:
    declared = catalogue.find(text)
    if declared is None:
        raise _Wrong(Problem("indicator", "指标目录中没有这个代码", "请从指标目录复制代码"))
    if declared.registers:
        raise _Wrong(Problem("indicator", "名录类指标由系统实时计数，不得录入", "要改变它，请更正名录"))
    return text


def _period(text: str) -> str:
    found = period_problems(text)
    if found:
        raise _Wrong(found[0])
    return text


def _status(text: str) -> str:
    if not text:
        return Status.PUBLISHED.value
    for status in Status:
        if text in {status.value, status.label}:
            return status.value
    raise _Wrong(Problem("status", "不是规定的状态", f"应为{'、'.join(str(one.label) for one in Status)}"))
