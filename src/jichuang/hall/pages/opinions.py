"""办理意见的表单: what a stage asks of its desk becomes one plain form; what was typed becomes an Opinion. Decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest

from jichuang.base.errors import Invalid, Problem
from jichuang.codes.dates import parse_date
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.hall import reads
from jichuang.hall.declare import Action, Desk, Discipline, Member, Opinion, Panel, Stage
from jichuang.hall.models import Case, Task
from jichuang.hall.verbs.returning import targets

KINDS = {discipline.title: discipline for discipline in Discipline}
KINDS |= {title.removesuffix("专家"): discipline for title, discipline in KINDS.items()}
DATES, MEMBERS = {"held_on", "until"}, "members"


def task_of(user: Any, case: Case) -> Task | None:
    """The open task at which the person sits now, the first where he sits at two; None for nobody's."""
    for task in reads.open_tasks_of(case, user):
        return task
    return None


def conclude_context(case: Case, task: Task | None, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Inputs for the opinion of a task, and where it may be sent back to."""
    if task is None:
        return {}
    stage = case.declaration.route.part(task.stage)
    return {
        "part": stage,
        "asks": [
            {
                "key": one.key,
                "title": one.title,
                "required": one.required,
                "input": _input(one.key),
                "help": _help(stage, one.key),
                "value": typed.get(one.key, ""),
            }
            for one in stage.asked_of(Desk(task.desk))
            if one.key != "note"
        ],
        "note_value": typed.get("note", ""),
        "back_to": targets(case, task.stage) if Action.SEND_BACK in stage.actions else [],
        "scope": [_scope_title(case, one) for one in task.scope],
    }


def _scope_title(case: Case, item: list[str]) -> str:
    title = case.declaration.target(item[0], item[1]).title
    return f"{title}（{item[2]}）" if len(item) > 2 and item[2] else title


def _input(key: str) -> str:
    return {"document": "file", MEMBERS: "lines"}.get(key, "date" if key in DATES else "text")


def _help(stage: Stage, key: str) -> str:
    if key != MEMBERS:
        return ""
    if isinstance(stage, Panel):
        return f"每行一人：姓名，类别（技术、财务、管理、投资），单位，得分。{stage.experts.words}"
    return "每行一人：姓名，单位"


def opinion_of(request: HttpRequest) -> Opinion:
    """What was typed. Raises Invalid naming every part that cannot be read."""
    post, faults = request.POST, []

    def read(key: str, how: Any) -> Any:
        text = post.get(key, "").strip()
        try:
            return how(text) if text else None
        except CodeError as fault:
            faults.append(Problem(key, str(fault)))
            return None

    held_on: date | None = read("held_on", lambda text: parse_date(text, field="日期"))
    until: date | None = read("until", lambda text: parse_date(text, field="截止日期"))
    score: Decimal | None = read("score", lambda text: parse_decimal(text, field="得分"))
    members = [
        member for line in post.get(MEMBERS, "").splitlines() if (member := _member(line, faults)) is not None
    ]
    if faults:
        raise Invalid(faults)
    return Opinion(
        agreed=post.get("agreed", "yes") == "yes",
        note=post.get("note", "").strip(),
        held_on=held_on,
        until=until,
        number=post.get("number", "").strip(),
        members=members,
        score=score,
        reasons=post.getlist("reason"),
    )


def _member(line: str, faults: list[Problem]) -> Member | None:
    """`张三，技术，某大学，80` or `张三，某大学`."""
    cells = [cell.strip() for cell in line.replace("，", ",").replace("\t", ",").split(",") if cell.strip()]
    if not cells:
        return None
    name, *rest = cells
    kind = KINDS.get(rest[0]) if rest else None
    rest = rest[1:] if kind else rest
    score = None
    if kind and len(rest) > 1:
        try:
            score = parse_decimal(rest[-1], field=f"{name}的得分")
            rest = rest[:-1]
        except CodeError as fault:
            faults.append(Problem(MEMBERS, str(fault)))
    return Member(name, kind, "，".join(rest), score)
