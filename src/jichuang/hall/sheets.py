"""办理结果表: a workbook goes out with codes as text and comes back with decisions; every faulty cell is named.

Reading decides nothing and writes nothing: it gives decisions to look at first, pinned to the revision they were read at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING

from jichuang.base.errors import Refused
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import read_table, write_xlsx
from jichuang.hall import reads
from jichuang.hall.declare import Action, Matter
from jichuang.hall.deeds import DECLINE, PASS, RETURN, Deed
from jichuang.hall.models import Case
from jichuang.hall.weighing import light_words

if TYPE_CHECKING:
    from jichuang.accounts.models import User

HEADERS = ("办件编号", "企业", "统一社会信用代码", "事项", "核验", "办理结果", "补正项或理由", "说明")
NEEDED = ("办件编号", "办理结果")
MOST_ROWS = 500
MOST_NAMED = 6
HELP = (
    f"“办理结果”填{PASS}、{RETURN}或{DECLINE}，空着的行不办理。",
    "“补正项或理由”写办事指南中的名称，几项之间用分号；说明不能代替补正项。",
)
ACTIONS = {PASS: Action.ACCEPT_COMPLETE, RETURN: Action.RETURN_FOR_SUPPLEMENT, DECLINE: Action.MARK_NOT_MET}


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be taken: where, what stands there, what is wrong and what would be right."""

    cell: str
    value: str
    problem: str
    remedy: str = ""


@dataclass(slots=True)
class Reading:
    """What a workbook says: decisions that can be carried out, and every fault."""

    deeds: list[Deed] = field(default_factory=list)
    parties: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    empty: int = 0


def write_sheet(cases: Iterable[Case]) -> bytes:
    """The workbook to be filled in: one row for each case, every code as text."""
    rows = [
        (
            case.number, case.party.name, case.party.credit_code or "", case.declaration.title,
            light_words(case.check_state, case.check_points), "", "", "",
        )
        for case in cases
    ]  # fmt: skip
    content = BytesIO()
    write_xlsx(content, HEADERS, rows, text_columns=HEADERS, notes=HELP)
    return content.getvalue()


def read_sheet(data: bytes, filename: str, by: User) -> Reading:
    """The decisions in a workbook. Raises CodeError for a file that cannot be read at all."""
    table = read_table(BytesIO(data), filename, expected=HEADERS)
    columns = {header.text: at for at, header in enumerate(table.headers)}
    missing = [title for title in NEEDED if title not in columns]
    if missing:
        raise CodeError("表头", filename, f"没有“{missing[0]}”一列", "请用工作台导出的表填写")
    found = Reading()
    seen: dict[str, int] = {}
    for count, row in enumerate(table):
        if count >= MOST_ROWS:
            raise CodeError("文件", filename, f"超过{MOST_ROWS}行", "请分几次导入")
        cells = {title: row.cells[at] for title, at in columns.items()}
        number = cells["办件编号"].value.strip()
        if not cells["办理结果"].value.strip():
            found.empty += 1
        elif number in seen:
            found.faults.append(
                Fault(cells["办件编号"].address, number, f"与第{seen[number]}行重复", "每件只填一行")
            )
        else:
            seen[number] = row.number
            _row(found, cells, number, by)
    return found


def _row(found: Reading, cells: Mapping[str, object], number: str, by: User) -> None:
    """Adds the decision of one row, or its faults."""
    text = {title: (cell.address, cell.value.strip()) for title, cell in cells.items()}  # type: ignore[attr-defined]
    at, what = text["办理结果"]
    if what not in ACTIONS:
        found.faults.append(Fault(at, what, "不是可办的结果", f"应为{'、'.join(ACTIONS)}"))
        return
    try:
        case = reads.case_for(by, number)
        decision = reads.can(by, ACTIONS[what], case)
    except Refused as refused:
        found.faults.append(Fault(text["办件编号"][0], number, refused.reason, refused.remedy))
        return
    if not decision:
        found.faults.append(Fault(text["办件编号"][0], number, decision.reason, decision.remedy))
        return
    where, named = text.get("补正项或理由", (at, ""))
    names = [name.strip() for name in named.replace(";", "；").split("；") if name.strip()]
    known = _known(case.declaration, what)
    unknown = [name for name in names if name not in known]
    if unknown or (what != PASS and not names):
        problem = (
            f"办事指南没有“{unknown[0]}”"
            if unknown
            else f"{what}须写明{'补正项' if what == RETURN else '理由'}"
        )
        found.faults.append(Fault(where, named, problem, _few(known)))
        return
    chosen = tuple(known[name] for name in names)
    found.parties[number] = case.party.name
    found.deeds.append(
        Deed(
            number=number,
            what=what,
            revision=case.revision,
            note=text.get("说明", ("", ""))[1],
            items=tuple((kind, key) for kind, key in chosen) if what == RETURN else (),
            reasons=tuple(key for _, key in chosen) if what == DECLINE else (),
        )
    )


def _few(known: Mapping[str, object]) -> str:
    """The first names that may be written, and where all of them stand."""
    shown = "、".join(list(known)[:MOST_NAMED])
    return f"可写：{shown}{f'等{len(known)}项，全部名称见办事指南' if len(known) > MOST_NAMED else ''}"


def _known(matter: Matter, what: str) -> dict[str, tuple[str, str]]:
    """What may be named for a result: {title: (kind, key)}."""
    if what == RETURN:
        fields = {one.title: ("field", one.key) for one in matter.form.fields}
        return fields | {one.title: ("material", one.key) for one in matter.form.materials}
    return {title: ("reason", code) for code, title in matter.not_met_reasons} if what == DECLINE else {}
