"""办件的全部事实 as plain data: what the archive, its PDF and its offline check read. Asks nobody's permission."""

from __future__ import annotations

import inspect
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db.models import Model

from jichuang import policy
from jichuang.base.models import JournalRow, Scan, Seal, StoredFile
from jichuang.base.seals.digest import COLUMNS, GENESIS, canonical
from jichuang.hall import exchange, reads, schema
from jichuang.hall.coding import codes_of, serial_of
from jichuang.hall.declare import Desk, Matter
from jichuang.hall.models import Case
from jichuang.hall.terms import CaseState, EventKind, Outcome

SOURCES = ("rules.py", "parameters.toml")


def case_facts(case: Case) -> dict[str, Any]:
    """Everything the hall holds of a case."""
    matter = case.declaration
    return {
        "number": case.number,
        "serial": serial_of(case),
        "matter": {"code": matter.code, "title": matter.title, "version": matter.version, "purpose": case.purpose},
        "party": {"name": case.party.name, "credit_code": case.party.credit_code or "", "region": case.region},
        "applicant": case.applicant.name,
        "state": case.state,
        "state_title": str(CaseState(case.state).label),
        "stage": case.stage,
        "outcome": case.outcome,
        "outcome_title": str(Outcome(case.outcome).label),
        "reasons": case.reasons,
        "result": case.result,
        **{name: getattr(case, name) for name in DATES},
        "answers": [_answer(one) for one in reads.answers_of(case)],
        "findings": case.findings,
        "files": [_file(matter, one) for one in case.files.select_related("file", "added_by").order_by("id")],
        "tasks": [_placed(matter, one, TASK) for one in case.tasks.select_related("department", "done_by").order_by("id")],
        "records": [_record(matter, one) for one in case.records.select_related("entered_by", "file").order_by("id")],
        "supplements": [
            {**_row(one, SUPPLEMENT), "items": [_item(matter, item) for item in one.items.all()]}
            for one in case.supplements.select_related("asked_by").prefetch_related("items").order_by("id")
        ],
        "enquiries": _rows(case.enquiries.select_related("asker", "answered_by").order_by("id"), ENQUIRY),
        "pauses": [{**_row(one, PAUSE), "reason_title": one.get_reason_display()} for one in case.pauses.order_by("id")],
        "timeline": [_event(one) for one in case.events.order_by("id")],
        "certificates": _rows(case.certificates.order_by("id"), CERTIFICATE),
    }  # fmt: skip


DATES = (
    "started_at",
    "submitted_at",
    "accepted_on",
    "business_date",
    "policy_on",
    "policy_known",
    "closed_at",
)
TASK = ("stage", "desk", "department", "opened_on", "due_on", "done_at", "done_by", "result", "superseded")
RECORD = (
    "stage", "desk", "agreed", "note", "held_on", "until", "number", "score", "mark", "members", "reasons", "file",
    "entered_by", "entered_at",
)  # fmt: skip
SUPPLEMENT = ("asked_on", "asked_by", "due_on", "answered_at", "note")
ENQUIRY = ("text", "asker", "asked_at", "due_on", "answer", "answered_by", "answered_at")
ITEM = ("kind", "key", "note", "before", "answer")
PAUSE = ("reason", "note", "started_on", "expected_until", "ended_on")
CERTIFICATE = ("title", "number", "valid_from", "valid_to", "issued_on", "basis", "entry")


def _row(row: Model, names: Iterable[str]) -> dict[str, Any]:
    held = {name: getattr(row, name) for name in names}
    return {name: str(value) if isinstance(value, Model) else value for name, value in held.items()}


def _rows(rows: Iterable[Model], names: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_row(row, names) for row in rows]


def _placed(matter: Matter, row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """A row that lies in a stage and at a desk, both also by their printed names."""
    titles = {part.key: part.title for part in matter.route.parts}
    return {
        **_row(row, names),
        "stage_title": titles.get(row.stage, row.stage),
        "desk_title": Desk(row.desk).title,
    }


def _record(matter: Matter, one: Any) -> dict[str, Any]:
    file = {"file_sha256": one.file.sha256, **enclosed(one.file)} if one.file else {}
    return {**_placed(matter, one, RECORD), **file}


def stored_files(case: Case) -> dict[str, StoredFile]:
    """{place in the archive: file} of every material (removed ones too) and every document of a stage that may be opened."""
    held = [one.file for one in case.files.select_related("file").order_by("id")]
    held += [one.file for one in case.records.select_related("file").order_by("id") if one.file]
    return {enclosed(one)["enclosed"]: one for one in held if enclosed(one)["enclosed"]}


def enclosed(file: StoredFile) -> dict[str, str]:
    """Where the content lies in the archive; empty, with the reason, for a file in quarantine."""
    if not Scan(file.scan).opens:
        return {"enclosed": "", "not_enclosed": Scan(file.scan).label}
    ending = Path(file.name).suffix.lower()
    return {"enclosed": f"files/{file.sha256}{ending if ending.isascii() and len(ending) < 8 else ''}"}


def _item(matter: Matter, one: Any) -> dict[str, Any]:
    return {**_row(one, ITEM), "title": matter.target(one.kind, one.key).title}


def _answer(one: reads.Answer) -> dict[str, Any]:
    return {
        "key": one.field.key, "title": one.field.title, "text": one.text, "unit": one.field.unit if one.text else "",
        "source": one.source, "held": one.held if one.differs else "",
    }  # fmt: skip


def _file(matter: Matter, one: Any) -> dict[str, Any]:
    titles = {material.key: material.title for material in matter.form.materials}
    return {
        "material": titles.get(one.material, one.material), "name": one.file.name, "bytes": one.file.size,
        "sha256": one.file.sha256, **enclosed(one.file), "added_by": one.added_by.name, "added_at": one.added_at, "removed_at": one.removed_at,
    }  # fmt: skip


def _event(one: Any) -> dict[str, Any]:
    title = str(EventKind(one.kind).label)
    return {
        "at": one.at,
        "title": title,
        "who": one.who,
        "stage": one.stage,
        "note": one.note,
        "public": one.public,
    }


def journal_rows(case: Case) -> list[dict[str, Any]]:
    """The journal of a case, each row with its link of the seal chain; `position` is None where not yet sealed."""
    rows = list(JournalRow.objects.filter(subject=f"case:{case.number}").order_by("id").values(*COLUMNS))
    links = {one.row_id: one for one in Seal.objects.filter(row_id__in=[row["id"] for row in rows])}
    before = dict(
        Seal.objects.filter(position__in=[one.position - 1 for one in links.values()]).values_list(
            "position", "digest"
        )
    )
    found = []
    for row in rows:
        link = links.get(row["id"])
        found.append(
            {
                "position": link.position if link else None,
                "previous": before.get(link.position - 1, GENESIS) if link else "",
                "digest": link.digest if link else "",
                "row": canonical(row),
            }
        )
    return found


def rule_facts(case: Case) -> tuple[dict[str, Any], dict[str, bytes]]:
    """(rule id, day, every parameter in force with its citation and status, digests of the sources), and the sources."""
    rules = case.declaration.rules
    empty: dict[str, Any] = {
        "id": "",
        "on": case.policy_on,
        "known": case.policy_known,
        "parameters": [],
        "sources": {},
    }
    if rules is None or case.policy_on is None:
        return {**empty, "id": rules or ""}, {}
    folder = Path(inspect.getfile(policy.get(rules).book)).parent
    sources = {name: (folder / name).read_bytes() for name in SOURCES}
    names = (
        "key",
        "title",
        "value",
        "unit",
        "valid_from",
        "valid_to",
        "issued_on",
        "cite",
        "status",
        "checked_on",
    )
    held = policy.parameters(rules, on=case.policy_on, known=case.policy_known)
    return {
        **empty,
        "id": rules,
        "title": policy.get(rules).title,
        "parameters": [{name: getattr(one, name) for name in names} for one in held],
        "sources": {name: sha256(content).hexdigest() for name, content in sources.items()},
    }, sources


def matter_facts(case: Case) -> dict[str, Any]:
    """The declaration the case is pinned to: exchange row, codes, form, route."""
    matter = case.declaration
    codes = codes_of(matter)
    return {
        "exchange": exchange.element_row(matter, case.policy_on or case.started_at.date()),
        "codes": {"basic": codes.basic, "implementation": codes.implementation, "note": codes.note},
        "form": schema.of_matter(matter),
        "route": [
            {
                "key": stage.key,
                "kind": stage.kind.value,
                "title": stage.title,
                "by": [Desk(desk).title for desk in stage.desks],
                "days": stage.days,
            }
            for stage in matter.route.parts
        ],
    }
