"""工作台: queues, the list by remaining working days, and one case with the machine's checks first.

Counts and rows come from the same conditions. Works by plain links and forms; keys are an addition.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.base import clock
from jichuang.base.downloads import attachment
from jichuang.base.errors import Refused
from jichuang.base.permissions import require
from jichuang.base.tables import XLSX, paginate, xlsx_response
from jichuang.hall import catalogue, reads, verbs
from jichuang.hall.declare import Desk
from jichuang.hall.models import Case, Task
from jichuang.hall.pages import offers
from jichuang.hall.pages.case_pane import pane_context, time_left
from jichuang.hall.pages.common import case_or_refusal, member
from jichuang.hall.reads.desks import ROLES
from jichuang.hall.reads.enquiries import waiting_enquiries
from jichuang.hall.reads.extensions import may_approve, waiting_extensions
from jichuang.hall.reads.inbox import InboxRow, QueueCount
from jichuang.hall.reads.library import material_doubts
from jichuang.hall.reads.ratings import waiting_callbacks
from jichuang.hall.sheets import MOST_ROWS, write_sheet
from jichuang.hall.terms import Queue
from jichuang.hall.weighing import ALL_GREEN, light_words
from jichuang.registry.reads import absent_colleagues, holds_any, scope_of

DESK_ROLES = tuple(dict.fromkeys(role for roles in ROLES.values() for role in roles))
KEPT = ("queue", "matter", "q", "page")


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One task of the list: how urgent, and what the machine already says about the case."""

    number: str
    party: str
    about: str
    state: str
    words: str
    left: str
    clean: bool
    urged: bool


def require_desk_place(request: HttpRequest) -> None:
    """Raises Refused with the reason for people without a desk."""
    require(holds_any(member(request), DESK_ROLES, on=clock.today()))


@login_required
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """工作台 without an open case: nothing is read of anybody until it is opened."""
    require_desk_place(request)
    return render(request, "hall/desk.html", _frame(request, None))


@login_required
@never_cache
@require_safe
def desk_case(request: HttpRequest, number: str) -> HttpResponse:
    """工作台 with one case open. The reading is journalled, so that the firm sees who looked."""
    case, user = case_or_refusal(request, number), member(request)
    if scope_of(user, case.party, clock.today()) is not None:
        return redirect("hall:case", number=number)
    require_desk_place(request)
    verbs.open_case(case=case, by=user)
    return render(request, "hall/desk.html", {**_frame(request, case), **pane_context(request, case)})


def draw_case(request: HttpRequest, number: str, *, status: int, **more: Any) -> HttpResponse:
    """The desk again after a refused action: the same case, what was typed, and what was wrong."""
    case = case_or_refusal(request, number)
    context = {**_frame(request, case), **pane_context(request, case), **more}
    return render(request, "hall/desk.html", context, status=status)


def _frame(request: HttpRequest, case: Case | None) -> dict[str, Any]:
    user, on = member(request), clock.today()
    counts = reads.queues(user, on)
    queue = _queue(request, counts)
    matter, text = request.GET.get("matter", ""), request.GET.get("q", "").strip()[:60]
    tasks = reads.desk_cases(user, queue, on, matter=matter, text=text)
    counted = None if matter or text else next(one.count for one in counts if one.queue is queue)
    page = paginate(request, tasks.values_list(*reads.COLUMNS), count=counted)
    lines = reads.lines(page)
    may_bulk = queue in {Queue.UNCLAIMED, Queue.CLAIMED, Queue.DUE_SOON, Queue.OVERDUE}
    green = [line.number for line in lines if line.check_state == ALL_GREEN] if may_bulk else []
    doubted = material_doubts(green) if green else {}
    rows = [_row(line, len(doubted.get(line.number, ()))) for line in lines]
    numbers = [row.number for row in rows]
    at = numbers.index(case.number) if case is not None and case.number in numbers else None
    kept_as = kept(request, queue)
    return {
        "counts": counts,
        "questions": waiting_enquiries(user, on),
        "callbacks": waiting_callbacks(user),
        "queue": queue,
        "page": page,
        "rows": rows,
        "matters": [(one.code, one.title) for one in catalogue.all()],
        "matter_chosen": matter,
        "q": text,
        "clean": sum(row.clean for row in rows),
        "may_bulk": may_bulk,
        "open": case,
        "open_number": case.number if case is not None else "",
        "next_url": _neighbour(numbers, at, +1, kept_as),
        "next_number": numbers[at + 1] if at is not None and at + 1 < len(rows) else "",
        "previous_url": _neighbour(numbers, at, -1, kept_as),
        "kept": kept_as,
        "is_province": Desk.PROVINCE in reads.desks_of(user, on),
        "offers": offers.of(None, "desk", user, on),
        "standing_for": absent_colleagues(user, on),
        "approvals": waiting_extensions(user, on) if may_approve(user, on) else None,
    }


HEADERS = (
    "办件编号",
    "企业",
    "统一社会信用代码",
    "事项",
    "核验",
    "剩余时限",
    "应办结日期",
    "提交时间",
    "认领人",
)
MOST_EXPORTED = 5000


@login_required
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """本组清单 as a workbook, codes as text: the rows of the list under the same search, at most 5,000."""
    require_desk_place(request)
    user, on = member(request), clock.today()
    queue = _queue(request, reads.queues(user, on))
    tasks = reads.desk_cases(
        user, queue, on, matter=request.GET.get("matter", ""), text=request.GET.get("q", "")[:60]
    )
    return xlsx_response(
        f"{queue.label}.xlsx", HEADERS, [_line(task) for task in tasks[:MOST_EXPORTED]], text_columns=HEADERS
    )


@login_required
@require_safe
def results_sheet(request: HttpRequest) -> HttpResponse:
    """办理结果表 of the list, to be filled in and sent back: codes as text, the same search, at most 500 rows."""
    require_desk_place(request)
    user, on = member(request), clock.today()
    queue = _queue(request, reads.queues(user, on))
    text, matter = request.GET.get("q", "")[:60], request.GET.get("matter", "")
    tasks = reads.desk_cases(user, queue, on, matter=matter, text=text)[:MOST_ROWS]
    response = HttpResponse(write_sheet(task.case for task in tasks), content_type=XLSX)
    response["Content-Disposition"] = attachment(f"{queue.label}-办理结果表.xlsx")
    response["Cache-Control"] = "private, no-store"
    return response


def _line(task: Task) -> tuple[str, ...]:
    case = task.case
    sent = f"{case.submitted_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}" if case.submitted_at else ""
    claimed = task.claimed_by.name if task.claimed_by else ""
    due = task.due_on.isoformat() if task.due_on else ""
    return (
        case.number, case.party.name, case.party.credit_code or "", case.declaration.title,
        light_words(case.check_state, case.check_points), days_left(task), due, sent, claimed,
    )  # fmt: skip


def kept(request: HttpRequest, queue: Queue) -> str:
    """The part of the address that keeps the list as it is."""
    held = {key: request.GET[key] for key in KEPT if request.GET.get(key)}
    return urlencode({**held, "queue": queue.value})


def _queue(request: HttpRequest, counts: list[QueueCount]) -> Queue:
    wanted = request.GET.get("queue", "")
    offered = [one.queue for one in counts]
    if wanted and wanted not in {queue.value for queue in offered}:
        raise Refused("您的岗位没有这个分组。", remedy="请从左侧分组中选择。")
    if wanted:
        return Queue(wanted)
    return next((one.queue for one in counts if one.count), offered[0])


def _row(line: InboxRow, doubted: int) -> DeskRow:
    """`doubted` materials of an otherwise green case keep it from being passed in bulk, and the chip says so."""
    matter = catalogue.get(line.matter, line.version).life(line.purpose)
    about = (matter.short or matter.title, line.number, line.claimed_by)
    return DeskRow(
        number=line.number,
        party=line.party,
        about=" · ".join(filter(None, about)),
        state="warn" if doubted else line.check_state,
        words=f"请核材料 {doubted} 份" if doubted else light_words(line.check_state, line.check_points),
        left=days_left(line),
        clean=line.check_state == ALL_GREEN and not doubted,
        urged=line.urged_on is not None,
    )


def days_left(task: Task | InboxRow) -> str:
    """剩 3 个工作日, 超期 1 个工作日, or why no limit runs."""
    if task.done_at is not None:
        return f"{task.done_at.astimezone(clock.SHANGHAI):%Y-%m-%d} 办理"
    if task.due_on is None:
        return "补正中，暂停计时" if task.holder == "applicant" else "不计时"
    found = time_left(clock.calendar().workdays_between(clock.today(), task.due_on))
    return found[1] if found else ""


def _neighbour(numbers: list[str], at: int | None, step: int, kept_as: str) -> str:
    beside = 0 if at is None and step > 0 else (-1 if at is None else at + step)
    if not 0 <= beside < len(numbers):
        return ""
    return f"{reverse('hall:desk-case', args=[numbers[beside]])}?{kept_as}"
