"""The same life with django-fsm-2, writing the rows the hall writes, into the hall's own tables.

As a practised Django programmer would write it for this one route: one locked row, one question about the appointment, plain
ORM calls. It asks less than the hall does: no claims, no avoidance of one's own application, no working calendar, no
parallel stages, no stage read from a declaration.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import hall_fsm
from django.db import models, transaction
from django_fsm import FSMField
from hall_world import CITY, CODE, COUNTY, DESKS, World

from jichuang.base import clock
from jichuang.base.mail import deliver
from jichuang.base.models import JournalRow, Message, Outbox
from jichuang.hall.models import Case, CaseEvent, StageRecord, Task
from jichuang.hall.verbs import numbers
from jichuang.registry.models import Appointment, Delegation

ROLES = {desk: f"{who}_officer" for desk, _, who in DESKS}
DESK = {key: desk.value for key, desk, _ in DESKS}


def allowed(case: Any, user: Any) -> bool:
    """The applicant by an authorisation, the officer by an appointment, on the day."""
    on = clock.today()
    if case.stage == "draft":
        mine = Delegation.objects.filter(party_id=case.party_id, scope="acceptor", valid__contains=on)
        return mine.filter(user=user, state="authorised").exists()
    held = Appointment.objects.filter(user=user, role=ROLES[case.stage], valid__contains=on)
    return held.exists()


class Meta:
    """The hall's own table, seen by another model."""

    app_label = "benchmark"
    db_table = Case._meta.db_table
    managed = False


def _columns() -> dict[str, Any]:
    found = {}
    for field in Case._meta.concrete_fields:
        if field.name in {"id", "stage"}:
            continue
        name, _, arguments, named = field.deconstruct()
        if field.remote_field:
            named |= {"related_name": "+", "db_index": False}
        found[name] = type(field)(*arguments, **named)
    return found


Filed = type(
    "Filed",
    (models.Model,),
    {
        "__module__": __name__,
        "__doc__": "A case whose stage is a state machine.",
        "Meta": Meta,
        "stage": (stage := FSMField(max_length=40, default="draft")),
        **_columns(),
        **hall_fsm.transitions(stage, allowed, lambda move: move),
    },
)


def engine(process: int) -> Callable[[], None]:
    """Returns what carries one case from nothing to its end."""
    return hall_fsm.engine(process, _create, _step)


def _create(people: World, turn: int) -> int:
    on, now, clerk = clock.today(), clock.now(), people.clerk
    with transaction.atomic():
        firm = people.firms[turn % len(people.firms)]
        since = firm.established_on.isoformat()
        case = Filed.objects.create(
            number=numbers.case_number(on),
            matter=CODE,
            version=1,
            party=firm,
            applicant=clerk,
            home=CITY,
            region=COUNTY,
            answers={"since": since},
            prefill={"since": {"value": since, "source": firm.source, "as_of": "2018-01-01", "year": None}},
            single_key=f"{CODE}:{firm.pk}",
            started_at=now,
            saved_at=now,
            saved_by=clerk,
        )
        _told(case, "started", clerk, "从主体登记信息预填了已有数据")
        return case.pk


def _step(pk: int, step: str, by: Any) -> None:
    with transaction.atomic():
        case = Filed.objects.select_for_update().get(pk=pk)
        hall_fsm.moved(case, step, by)
        moves: list[list[str]] = []
        if step == "draft":
            _submit(case)
        else:
            _finish(case, step, by, moves)
        if case.stage in DESK:
            _open(case, moves)
        else:
            _close(case)
        case.revision += 1
        case.save()
        _told(case, "submitted" if step == "draft" else "concluded", by, "同意", moves)
        if step == "draft":
            _write(case, "已收到您的申报")
        elif case.state == "closed":
            _told(case, "granted", by, "予以通过", moves)
            _write(case, "已通过")


def _submit(case: Any) -> None:
    case.state, case.submit_key, case.submitted_at = "open", secrets.token_hex(16), clock.now()
    case.business_date = case.policy_on = case.policy_known = clock.today()


def _finish(case: Any, step: str, by: Any, moves: list[list[str]]) -> None:
    now = clock.now()
    task = Task.objects.get(case_id=case.pk, stage=step, done_at__isnull=True)
    task.claimed_by, task.claimed_at, task.done_by, task.done_at, task.result = by, now, by, now, "passed"
    task.save()
    moves.append([f"{step}/{DESK[step]}", ""])
    if step != "form_check":
        StageRecord.objects.create(
            case_id=case.pk,
            task=task,
            stage=step,
            stage_kind="decision",
            desk=DESK[step],
            agreed=True,
            note="同意",
            entered_by=by,
            entered_at=now,
        )


def _open(case: Any, moves: list[list[str]]) -> None:
    on, desk = clock.today(), DESK[case.stage]
    Task.objects.create(
        case_id=case.pk,
        stage=case.stage,
        stage_kind="form_check" if case.stage == "form_check" else "decision",
        desk=desk,
        home=CITY if desk == "city" else "",
        opened_on=on,
        started_on=on,
        due_on=on + timedelta(days=7),
    )
    moves.append([f"{case.stage}/{desk}", "desk"])
    case.stage_opened_on = on


def _close(case: Any) -> None:
    case.state, case.outcome, case.closed_at, case.single_key = "closed", "granted", clock.now(), None
    case.result = f"party:{case.party_id}"


def _told(case: Any, kind: str, by: Any, note: str, moves: list[list[str]] | None = None) -> None:
    detail = {"state": case.state, "stage": case.stage, "outcome": case.outcome}
    if moves:
        detail["moves"] = moves
    who = f"{by.name}（石家庄市科技局）"
    CaseEvent.objects.create(
        case_id=case.pk,
        kind=kind,
        at=clock.now(),
        actor=by,
        who=who,
        stage=case.stage,
        note=note,
        detail=detail,
    )
    JournalRow.objects.create(
        at=clock.now(),
        machine_at=clock.machine_now(),
        actor=f"user:{by.pk}",
        verb=f"case.{kind}",
        subject=f"case:{case.number}",
        summary=f"{case.number} {note}",
        detail=detail,
    )


def _write(case: Any, subject: str) -> None:
    letter = Outbox.objects.create(
        to="clerk@example.test",
        subject=subject,
        body=f"{subject}：\n\n办件编号：{case.number}\n进度、告知内容和下一步请在“我的办件”查看。",
        subject_ref=f"case:{case.number}",
        queued_at=clock.now(),
    )
    Message.objects.create(
        user_id=case.applicant_id,
        kind="notice",
        subject=subject,
        body=letter.body,
        subject_ref=letter.subject_ref,
        at=letter.queued_at,
    )
    deliver.defer(letter=letter.pk)
