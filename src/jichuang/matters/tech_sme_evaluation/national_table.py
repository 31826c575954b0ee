"""全国平台信息表: our answers laid out field by field, to be copied into the national platform.

The order of columns follows the published information table as far as it could be read; it is not verified word by word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from jichuang.base import clock
from jichuang.codes.tabular import write_xlsx
from jichuang.hall.declare.values import show
from jichuang.hall.models import Case
from jichuang.registry.reads import region_name

HEADERS = ("序号", "部分", "栏目", "填报值", "单位", "数据来源")
TEXT = ("填报值",)
NOTE = "本表供逐栏填入全国科技型中小企业信息服务平台；栏目次序按公开的信息表整理，未逐字核对，以平台为准。"


@dataclass(frozen=True, slots=True)
class Line:
    """One column of the national table and its value."""

    section: str
    title: str
    value: str
    unit: str
    source: str


def lines_of(case: Case) -> list[Line]:
    """The table of one case: what the registry holds, what the firm filled in, what the rules computed."""
    return [*_held(case), *_filled(case), *_computed(case)]


def _held(case: Case) -> Iterable[Line]:
    party, source = case.party, case.party.source or "主体登记信息"
    on = clock.today()
    pairs = (
        ("企业名称", party.name),
        ("统一社会信用代码", party.credit_code or ""),
        ("注册地行政区划", f"{party.region} {region_name(party.region, on)}"),
        ("注册地址", party.address),
        ("成立日期", party.established_on.isoformat() if party.established_on else ""),
        ("法定代表人", party.legal_person),
        ("行业代码", party.industry_code),
    )
    for title, value in pairs:
        yield Line("企业基本信息", title, value, "", source)


def _filled(case: Case) -> Iterable[Line]:
    for step in case.declaration.form.steps:
        for field in step.fields:
            held = case.prefill.get(field.key, {})
            same = held and held.get("value") == case.answers.get(field.key)
            source = held.get("source", "") if same else "企业填报"
            yield Line(step.title, field.title, show(field, case.answers.get(field.key)), field.unit, source)


def _computed(case: Case) -> Iterable[Line]:
    for row in case.findings.get("rows", []):
        if row.get("max_points") is not None:
            points = row["points"]
            text = "至".join(map(str, points)) if isinstance(points, list) else str(points)
            yield Line("评价指标", row["title"], text, "分", f"按{row['cite']}计算")


def write_case(*, case: Case, target: Path | BinaryIO) -> int:
    """Writes the workbook of one case; returns the number of lines."""
    rows = [
        (number, line.section, line.title, line.value, line.unit, line.source)
        for number, line in enumerate(lines_of(case), start=1)
    ]
    notes = (f"{case.party.name}　办件编号 {case.number}　导出日期 {clock.today().isoformat()}", NOTE)
    return write_xlsx(target, HEADERS, rows, text_columns=TEXT, notes=notes, sheet="信息表")


def write_cases(*, cases: Iterable[Case], target: Path | BinaryIO) -> int:
    """Writes one row for each case, one column for each column of the national table; returns the number of rows."""
    tables = [(case, lines_of(case)) for case in cases]
    titles: dict[str, None] = {}
    for _, lines in tables:
        titles.update(dict.fromkeys(_titled(line) for line in lines))
    headers = ("办件编号", *titles)
    rows = []
    for case, lines in tables:
        held = {_titled(line): line.value for line in lines}
        rows.append((case.number, *(held.get(title, "") for title in titles)))
    return write_xlsx(target, headers, rows, text_columns=headers, notes=(NOTE,), sheet="信息表汇总")


def _titled(line: Line) -> str:
    return f"{line.title}（{line.unit}）" if line.unit else line.title
