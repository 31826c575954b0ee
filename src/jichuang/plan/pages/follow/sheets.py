"""督导的 Excel: the ledger and the letters as files, as the pages show them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.plan.models import Charge, Letter
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import inside_plan
from jichuang.plan.reads.charges import charges
from jichuang.plan.reads.judging import Judged, judged
from jichuang.plan.reads.letters import letters, state_words
from jichuang.plan.reads.marks import Mark, marks
from jichuang.plan.reads.reach import reach_of

LEDGER = (
    "条", "代号", "类型", "事项", "责任单位", "配合单位", "责任人", "分管领导", "交办日期", "交办文件", "完成时限", "办理状态",
    "现值", "目标", "灯", "最近月报", "久未更新（天）",
)  # fmt: skip
LETTERS = (
    "文书",
    "主送",
    "抄送",
    "签发日期",
    "事项",
    "状态",
    "答复期限",
    "答复情况",
    "答复日期",
    "原因",
    "措施和时限",
)


def _notes() -> list[str]:
    notes = [f"截至{clock.today()}", "内部使用"]
    return [*notes, DEMONSTRATION_MARK] if settings.DEMONSTRATION else notes


@login_required
@require_safe
def ledger(request: HttpRequest, slug: str) -> HttpResponse:
    """Every promise with owner, state, light and last report, one line each."""
    plan = inside_plan(request, slug)
    day = clock.today()
    rows = list(reach_of(visitor(request)).charges(charges(plan)))
    lights, marked = judged(plan, day, rows), marks(plan, day)
    cells = [_charge(row, lights[row.code], marked.get(row.code)) for row in rows]
    return xlsx_response(f"{plan.title}_督导台账.xlsx", LEDGER, cells, text_columns=["代号"], notes=_notes())


def _charge(row: Charge, light: Judged, mark: Mark | None) -> list[Any]:
    owner = row.owner
    held = (
        [
            owner.department,
            "、".join(owner.supporting),
            owner.person,
            owner.leader,
            owner.assigned_on.isoformat(),
            owner.document,
        ]
        if owner
        else [""] * 6
    )
    last = mark.last.submitted_on.isoformat() if mark and mark.last else ""
    return [
        row.item or "总体", row.code, row.get_kind_display(), row.title, *held, row.deadline.isoformat(),
        row.get_state_display(), f"{light.value}{light.unit}", light.target, light.words, last,
        str(mark.quiet or "") if mark else "",
    ]  # fmt: skip


@login_required
@require_safe
def letters_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Every letter with each of its lines and the last answer."""
    plan = inside_plan(request, slug)
    cells = [line for row in reach_of(visitor(request)).letters(letters(plan)) for line in _letter(row)]
    return xlsx_response(f"{plan.title}_函与督办单.xlsx", LETTERS, cells, notes=_notes())


def _letter(row: Letter) -> list[list[Any]]:
    given = list(row.answers.all())
    last = given[-1] if given else None
    answer = [last.answered_on.isoformat(), last.cause, last.measures] if last else ["", "", ""]
    due = row.due_on.isoformat() if row.due_on else ""
    state = state_words(row, clock.today())[1]
    return [
        [
            row.title, row.department, row.leader, row.issued_on.isoformat(), f"{line['code']} {line['title']}",
            line["words"], due, state, *answer,
        ]
        for line in row.lines
    ]  # fmt: skip
