"""How matters, drafts and cases are told in the API's shapes. Reads only; asks nobody's permission."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from jichuang import policy
from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.hall import exchange, judging, reads, schema
from jichuang.hall.api.problems import Fault
from jichuang.hall.api.shapes import (
    CaseDetail,
    CaseRow,
    Checked,
    Draft,
    Element,
    EventRow,
    Finding,
    Judgement,
    MaterialFile,
    MaterialFiles,
    MaterialRow,
    MatterDetail,
    MatterRow,
    PartyRow,
    StageRow,
)
from jichuang.hall.coding import serial_of
from jichuang.hall.declare import Field, FieldType, Matter, grid
from jichuang.hall.declare.values import MOST_KEPT, typed_again
from jichuang.hall.models import Case, CaseEvent, CaseFile
from jichuang.hall.schema import PATTERNS
from jichuang.hall.terms import CaseState, EventKind, Outcome


def matter_row(matter: Matter, on: date) -> dict[str, Any]:
    """The fields of MatterRow."""
    days = matter.guide.promised_days
    return {
        "code": matter.code,
        "title": matter.title,
        "version": matter.version,
        "nature": matter.nature.title,
        "audience": matter.audience,
        "open": matter.open_on(on),
        "promised_days": matter.route.promised_days if days is None else days,
    }


def matter_rows(matters: Iterable[Matter], on: date) -> list[MatterRow]:
    """Rows of the catalogue."""
    return [MatterRow(**matter_row(one, on)) for one in matters]


def matter_detail(matter: Matter, on: date) -> MatterDetail:
    """One version with everything its guide says, as of a day."""
    return MatterDetail(
        **matter_row(matter, on),
        basis=[str(one) for one in matter.basis],
        record=matter.record_on(on).name,
        published_on=matter.published_on,
        withdrawn_on=matter.withdrawn_on,
        elements=[
            Element(key=key, title=title, text=one.text, status=one.status, source=one.source)
            for key, title, one in matter.guide.elements
            if one.text
        ],
        stages=[
            StageRow(
                key=one.key,
                title=one.title,
                kind=one.kind.value,
                by=[desk.value for desk in one.desks],
                days=one.days,
            )
            for one in matter.route.parts
        ],
        materials=[
            MaterialRow(
                key=one.key,
                title=one.title,
                required=one.required,
                form=one.form,
                source=one.source,
                copies=one.copies,
                types=list(one.types),
                max_mb=one.max_mb,
                max_pages=one.max_pages,
            )
            for one in matter.form.materials
        ],
        exchange=exchange.element_row(matter, on),
        answers_schema=schema.of_matter(matter),
    )


def typed(matter: Matter, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers as the verbs take them. Money comes in 元, as stored, and the form reads it in the unit it prints.

    Raises Invalid for money that is no plain amount in 元: read in the form's unit it would be another sum.
    """
    found, problems = dict(answers), []
    for field in matter.form.fields:
        value = answers.get(field.key)
        if value in (None, ""):
            continue
        if field.type is FieldType.MONEY:
            found[field.key], wrong = _money(field, value)
            problems += [Problem(field.key, *wrong)] if wrong else []
        elif field.type is FieldType.TABLE and isinstance(value, str):
            found[field.key], cells = _money_in_table(field, value)
            problems += [
                Problem(field.key, f"第{row}行“{title}”{words}", remedy)
                for row, title, words, remedy in cells
            ]
    if problems:
        raise Invalid(problems)
    return found


def _money(field: Field, value: Any) -> tuple[Any, tuple[str, str] | None]:
    """Money in 元 as the form reads it, or what is wrong with it and what would be right."""
    plain = str(value) if not isinstance(value, bool) else ""
    if schema.matches(PATTERNS[FieldType.MONEY], plain):
        return typed_again(field, plain), None
    return value, (f"“{value}”不是以元计的金额", "应为十进制文本，如 32000000 或 1200.50")


def _money_in_table(field: Field, value: str) -> tuple[str, list[tuple[int, str, str, str]]]:
    """A table whose money cells stand in 元 as the form reads it; wrong cells as (row, column, fault, remedy)."""
    columns, lines, wrong = grid.columns_of(field), [], []
    if not any(column.type is FieldType.MONEY for column in columns) or grid.count(value) > MOST_KEPT:
        return value, []
    for number, cells in enumerate(grid.split(field, value), start=1):
        for at, column in enumerate(columns[: len(cells)]):
            if column.type is FieldType.MONEY and cells[at]:
                cells[at], fault = _money(column, cells[at])
                wrong += [(number, column.title, *fault)] if fault else []
        lines.append("\t".join(cells))
    return "\n".join(lines), wrong


def material_file(row: CaseFile) -> MaterialFile:
    """One attached file."""
    held = row.file
    return MaterialFile(
        material=row.material, name=held.name, bytes=held.size, sha256=held.sha256, media_type=held.media_type,
        scan=held.scan, added_at=row.added_at,
    )  # fmt: skip


def material_files(case: Case) -> MaterialFiles:
    """Everything now attached."""
    return MaterialFiles(items=[material_file(one) for one in reads.files_of(case)])


def faults(problems: Iterable[Problem]) -> list[Fault]:
    """Problems of a form as pointers into its answers."""
    return [
        Fault(pointer=f"#/answers/{one.field}", detail=one.message, remedy=one.remedy) for one in problems
    ]


def judgement(stored: Mapping[str, Any]) -> Judgement | None:
    """A judgement in stored form (see `judging.stored`); None where no rule judged."""
    if not stored:
        return None
    return Judgement(
        on=stored["on"],
        verdict=stored["verdict"],
        headline=stored["headline"],
        subline=stored["subline"],
        findings=[
            Finding(
                **{key: row.get(key) or "" for key in ("code", "title", "state", "value", "bar", "clause")}
            )
            for row in stored["rows"]
        ],
    )


def _problems(case: Case) -> list[Fault]:
    attached = {file.material for file in reads.files_of(case)}
    return faults(judging.problems(case.declaration, case.answers, case.rough, attached))


def party(case: Case) -> PartyRow:
    """The unit of a case."""
    return PartyRow(credit_code=case.party.credit_code or "", name=case.party.name)


def draft(case: Case) -> Draft:
    """A draft as it stands."""
    return Draft(
        number=case.number,
        matter=case.matter,
        version=case.version,
        party=party(case),
        state=case.state,
        revision=case.revision,
        answers=case.answers,
        problems=_problems(case),
        saved_at=case.saved_at,
    )


def checked(case: Case) -> Checked:
    """What still keeps a draft from being submitted, and what the rules say of it today."""
    found = _problems(case)
    try:
        said = judgement(judging.stored(reads.result_of(case)))
    except (policy.FactError, policy.DateError) as fault:
        said, found = None, [*found, Fault(pointer="#/answers", detail=str(fault))]
    return Checked(ready=not found, problems=found, judgement=said)


def case_row(case: Case) -> dict[str, Any]:
    """The fields of CaseRow; no query of its own."""
    stage = case.stage_now
    return {
        "number": case.number,
        "matter": case.matter,
        "version": case.version,
        "title": case.declaration.title,
        "party": party(case),
        "state": case.state,
        "state_title": str(CaseState(case.state).label),
        "stage": case.stage if stage else "",
        "stage_title": stage.public_label if stage else "",
        "outcome": case.outcome,
        "submitted_at": case.submitted_at,
        "closed_at": case.closed_at,
    }


def case_rows(cases: Iterable[Case]) -> list[CaseRow]:
    """Rows of a list of cases."""
    return [CaseRow(**case_row(one)) for one in cases]


def case_detail(case: Case) -> CaseDetail:
    """Where the case lies, who holds it, how many working days are left."""
    place = reads.place_of(case)
    return CaseDetail(
        **case_row(case),
        serial=serial_of(case),
        holder=place.holder,
        since=place.since,
        due_on=place.due_on,
        workdays_left=place.workdays_left,
        paused=place.paused,
        reasons=[str(one["title"]) for one in case.reasons],
        policy_on=case.policy_on,
        judgement=judgement(case.findings) if Outcome(case.outcome) is not Outcome.DISCARDED else None,
    )


def event_row(event: CaseEvent) -> EventRow:
    """One row of the timeline."""
    return EventRow(
        at=event.at.astimezone(clock.SHANGHAI),
        kind=event.kind,
        title=str(EventKind(event.kind).label),
        who=event.who,
        stage=event.stage,
        note=event.note,
    )
