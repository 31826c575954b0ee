"""交办页: by item with one form, or all at once from a table whose faults are named by cell."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.base.tables import DEMONSTRATION_MARK, xlsx_response
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import read_table
from jichuang.plan import verbs
from jichuang.plan.models import Plan
from jichuang.plan.pages.asking import visitor
from jichuang.plan.pages.follow.common import frame, inside_plan, told
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_keep
from jichuang.plan.reads.charges import charges, item_titles, office_named
from jichuang.plan.reads.people import leaders
from jichuang.plan.reads.plans import owner_rows
from jichuang.plan.verbs.charging import Assignment
from jichuang.registry.models import Department

SHEET = ("代号", "事项", "责任单位", "配合单位", "责任人", "分管领导", "交办文件")


@login_required
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/assign/: the form of one item, and the table."""
    plan = inside_plan(request, slug)
    require(may_keep(visitor(request)))
    problems: list[Problem] = []
    if request.method == "POST":
        if "link" in request.POST:
            _link(request, plan)
        elif "file" in request.FILES or request.POST.get("table"):
            problems = _from_table(request, plan)
        else:
            problems = _from_form(request, plan)
        if not problems:
            return redirect("plan:assign", slug=slug)
    rows = owner_rows(plan)
    titles = item_titles(plan)
    named = {row.leader: row.in_charge_id for row in rows.values() if row.leader}
    context = frame(request, plan, "assign") | {
        **given_again(request, Fault(problems, 422) if problems else None),
        "items": [(number, title, rows.get(str(number))) for number, title in titles.items()],
        "departments": Department.objects.filter(level__in=["province", "city"]).order_by("level", "code"),
        "named": named.items(),
        "leaders": leaders(clock.today()) if named else [],
        "unowned": plan.charges.filter(owner=None).count(),
    }
    return render(request, "plan/follow/assign.html", context, status=422 if problems else 200)


def _link(request: HttpRequest, plan: Plan) -> None:
    """对应账号 of one leader's name."""
    name, account = request.POST.get("name", ""), request.POST.get("account", "")

    def done(by: Any) -> str:
        chosen = int(account) if account.isdecimal() and len(account) < 18 else None
        count = verbs.link_leader(plan=plan, name=name, account=chosen, by=by)
        return f"{name}的账号已更新，涉及{count}项。"

    told(request, done)


def _from_form(request: HttpRequest, plan: Plan) -> list[Problem]:
    """Assigns what the form says; returns what is wrong with it."""
    given = request.POST
    line = Assignment(
        given.get("code", ""), given.get("department", ""), tuple(_names(given.get("supporting", ""))),
        given.get("person", ""), given.get("leader", ""), given.get("document", ""),
    )  # fmt: skip
    fault = tried(request, lambda by: _done(plan, [line], by))
    return fault.problems if fault else []


def _done(plan: Plan, lines: list[Assignment], by: Any) -> str:
    rows = verbs.assign_all(plan=plan, lines=lines, by=by)
    strange = sorted({row.department for row in rows if row.office is None})
    note = f"；{'、'.join(strange)}在系统里没有对应部门，暂由经办代为签收和报送" if strange else ""
    return f"已交办{len(rows)}行{note}。"


def _names(text: str) -> list[str]:
    for mark in "，,；;":
        text = text.replace(mark, "、")
    return [name.strip() for name in text.split("、") if name.strip()]


def _from_table(request: HttpRequest, plan: Plan) -> list[Problem]:
    """Assigns every line of the uploaded table, or none; returns what is wrong with it."""
    sent = request.FILES.get("file")
    if sent is None:
        return [Problem("file", "没有选择文件", "请选择填好的表")]
    try:
        lines, problems = _read(plan, sent)
        if problems:
            return problems
        if not lines:
            return [Problem("file", "表里没有填了责任单位的行", "请在“责任单位”一列填写后再上传")]
        messages.success(request, _done(plan, lines, visitor(request)))
    except CodeError as fault:
        return [Problem("file", str(fault))]
    except Invalid as fault:
        return fault.problems
    return []


def _read(plan: Plan, sent: Any) -> tuple[list[Assignment], list[Problem]]:
    table = read_table(sent, sent.name, expected=SHEET)
    at = {name: table.index(name) for name in SHEET}
    lacking = [name for name in ("代号", "责任单位") if at[name] < 0]
    if lacking:
        return [], [Problem("file", f"表头没有“{'”“'.join(lacking)}”", "请用本页下载的表填写")]
    known = set(plan.charges.values_list("code", flat=True)) | {str(number) for number in item_titles(plan)}
    lines: list[Assignment] = []
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    offices: dict[str, bool] = {}
    for row in table:
        cells = {name: row.cells[index] for name, index in at.items() if 0 <= index < len(row.cells)}
        text = {name: cell.value.strip() for name, cell in cells.items()}
        code, department = text.get("代号", ""), text.get("责任单位", "")
        if not department:
            continue
        if code not in known:
            problems.append(
                Problem("file", f"{cells['代号'].address}：没有代号“{code}”", "代号照下载的表，不要改动")
            )
        elif code in seen:
            problems.append(
                Problem("file", f"{cells['代号'].address}：“{code}”与{seen[code]}重复", "一项只留一行")
            )
        seen.setdefault(code, cells["代号"].address)
        if department not in offices:
            offices[department] = office_named(department) is not None
        if not offices[department]:
            problems.append(
                Problem(
                    "file",
                    f"{cells['责任单位'].address}：没有登记过“{department}”",
                    "请填部门名录里的全称或简称",
                )
            )
        lines.append(
            Assignment(
                code, department, tuple(_names(text.get("配合单位", ""))), text.get("责任人", ""),
                text.get("分管领导", ""), text.get("交办文件", ""),
            )
        )  # fmt: skip
    return lines, problems


@login_required
@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The table to fill in: every item and every promise with its present owner."""
    plan = inside_plan(request, slug)
    require(may_keep(visitor(request)))
    rows, owners = [], owner_rows(plan)
    for number, title in item_titles(plan).items():
        rows.append(_cells(str(number), f"全条：{title}" if number else f"全部：{title}", owners))
        rows += [_cells(one.code, one.title, owners) for one in charges(plan).filter(item=number)]
    notes = ["填“责任单位”一列后上传；只填条号一行，全条归该单位；个别事项另有单位的，填在该事项一行。"]
    if settings.DEMONSTRATION:
        notes.append(DEMONSTRATION_MARK)
    return xlsx_response(f"{plan.title}_责任分解.xlsx", SHEET, rows, text_columns=["代号"], notes=notes)


def _cells(code: str, title: str, owners: dict[str, Any]) -> list[Any]:
    row = owners.get(code)
    if row is None:
        return [code, title, "", "", "", "", ""]
    return [code, title, row.department, "、".join(row.supporting), row.person, row.leader, row.document]
