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
from jichuang.base.errors import Refused
from jichuang.base.permissions import require
from jichuang.base.tables import paginate, xlsx_response
from jichuang.hall import catalogue, reads, verbs
from jichuang.hall.declare import Desk
from jichuang.hall.models import Case, Task
from jichuang.hall.pages import offers
from jichuang.hall.pages.case_pane import pane_context
from jichuang.hall.pages.common import case_or_refusal, member
from jichuang.hall.reads.desks import ROLES
from jichuang.hall.reads.inbox import QueueCount
from jichuang.hall.terms import Queue
from jichuang.registry.reads import holds_any, scope_of

DESK_ROLES = tuple(dict.fromkeys(role for roles in ROLES.values() for role in roles))
KEPT = ("queue", "matter", "q", "page")


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One task of the list: how urgent, and what the machine already says about the case."""

    task: Task
    case: Case
    short: str
    chip: tuple[str, str]
    left: str
    clean: bool
    url: str


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
    matter, text = request.GET.get("matter", ""), request.GET.get("q", "")[:60]
    page = paginate(request, reads.desk_cases(user, queue, on, matter=matter, text=text))
    rows = [_row(request, task, queue) for task in page]
    numbers = [row.case.number for row in rows]
    at = numbers.index(case.number) if case is not None and case.number in numbers else None
    return {
        "counts": counts,
        "queue": queue,
        "page": page,
        "rows": rows,
        "matters": catalogue.all(),
        "matter_chosen": matter,
        "q": text,
        "clean": sum(row.clean for row in rows),
        "may_bulk": queue in {Queue.UNCLAIMED, Queue.CLAIMED, Queue.DUE_SOON, Queue.OVERDUE},
        "open": case,
        "next_url": _neighbour(rows, at, +1),
        "next_number": rows[at + 1].case.number if at is not None and at + 1 < len(rows) else "",
        "previous_url": _neighbour(rows, at, -1),
        "kept": kept(request, queue),
        "is_province": Desk.PROVINCE in reads.desks_of(user, on),
        "offers": offers.of(None, "desk", user, on),
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


def _line(task: Task) -> tuple[str, ...]:
    case = task.case
    sent = f"{case.submitted_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}" if case.submitted_at else ""
    claimed = task.claimed_by.name if task.claimed_by else ""
    due = task.due_on.isoformat() if task.due_on else ""
    return (
        case.number, case.party.name, case.party.credit_code or "", case.declaration.title, light(case)[0][1],
        days_left(task), due, sent, claimed,
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


def _row(request: HttpRequest, task: Task, queue: Queue) -> DeskRow:
    case = task.case
    matter = case.declaration
    chip, clean = light(case)
    address = f"{reverse('hall:desk-case', args=[case.number])}?{kept(request, queue)}"
    return DeskRow(task, case, matter.short or matter.title, chip, days_left(task), clean, address)


def days_left(task: Task) -> str:
    """剩 3 个工作日, 超期 1 个工作日, or why no limit runs."""
    if task.done_at is not None:
        return f"{task.done_at.astimezone(clock.SHANGHAI):%Y-%m-%d} 办理"
    if task.due_on is None:
        return "补正中，暂停计时" if task.holder == "applicant" else "不计时"
    left = clock.calendar().workdays_between(clock.today(), task.due_on)
    if left < 0:
        return f"超期 {-left} 个工作日"
    return f"剩 {left} 个工作日" if left else "今日到期"


def light(case: Case) -> tuple[tuple[str, str], bool]:
    """((chip state, words), whether everything is green), from the pinned judgement and the row's own prefill."""
    found = case.findings or {}
    rows = found.get("rows", [])
    failed = sum(row["state"] == "fail" and not row.get("alternative") for row in rows)
    missing = sum(row["state"] in {"missing", "manual"} for row in rows)
    differing = sum(case.answers.get(key) != held.get("value") for key, held in (case.prefill or {}).items())
    if found.get("verdict") in {"fail", "not_applicable"}:
        return ("bad", f"{max(failed, 1)} 项不符"), False
    if found.get("verdict") in {"missing", "manual"}:
        return ("none", f"缺 {max(missing, 1)} 项"), False
    doubts = len(found.get("officer_notes", [])) + differing
    if doubts:
        return ("warn", f"请核对 {doubts} 处"), False
    return ("ok", "全绿"), bool(found)


def _neighbour(rows: list[DeskRow], at: int | None, step: int) -> str:
    if at is None:
        return rows[0].url if rows and step > 0 else ""
    beside = at + step
    return rows[beside].url if 0 <= beside < len(rows) else ""
