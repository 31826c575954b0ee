"""目标任务: the table of goals in a pilot's form, and the rows the decision makes of it. Knows no matter and no plan page."""

from __future__ import annotations

from datetime import date

from jichuang.base import clock
from jichuang.base.errors import Problem
from jichuang.base.refs import Ref
from jichuang.codes.dates import parse_date
from jichuang.codes.errors import CodeError
from jichuang.hall.declare import Field, FieldType
from jichuang.hall.declare.values import rows
from jichuang.hall.models import Case
from jichuang.matters.models import Goal
from jichuang.registry.models import Entry

TITLE, TARGET, OWNER, DUE = GOAL_COLUMNS = ("目标", "指标值", "责任单位", "完成日期")

GOALS = Field(
    "goals", "建设目标", FieldType.TABLE, columns=(TITLE, TARGET, OWNER, Field("due", DUE, FieldType.DATE)), minimum=1, maximum=30, minutes=20,
    help="认定后逐项成为工作任务，由责任单位按期报告。完成日期如2020-12-31。",
)  # fmt: skip


def goals_lacking(*, case: Case) -> list[Problem]:
    """Every goal whose last day cannot be read or is over already."""
    found = []
    for row in rows(GOALS, case.answers.get(GOALS.key)):
        try:
            due = parse_date(row[DUE], field=DUE)
        except CodeError as fault:
            found.append(Problem(GOALS.key, f"“{row[TITLE]}”：{fault}"))
            continue
        if due < clock.today():
            found.append(Problem(GOALS.key, f"“{row[TITLE]}”的完成日期{due}已过", "请填写今后的日期"))
    return found


def set_goals(*, case: Case, entry: Ref, on: date) -> list[Goal]:
    """Writes one Goal a row for the entry just made; the first plan item of the matter is the one that reads them."""
    listed = Entry.objects.get(pk=int(entry.id))
    made = [
        Goal(
            case=case, entry=str(entry), order=order, plan_item=case.declaration.plan_items[0], region=listed.region,
            home=listed.home, title=row[TITLE][:200], target=row[TARGET][:100], owner=row[OWNER][:120],
            due_on=parse_date(row[DUE], field=DUE), set_on=on,
        )
        for order, row in enumerate(rows(GOALS, case.answers[GOALS.key]), start=1)
    ]  # fmt: skip
    return Goal.objects.bulk_create(made)
