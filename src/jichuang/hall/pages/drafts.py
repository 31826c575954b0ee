"""填报: start, one step a page, autosave, two open pages, what changed with a new version. Nothing typed is ever lost."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jichuang.accounts.middleware import keep_sent, sent_before
from jichuang.base import clock
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.hall import reads, verbs
from jichuang.hall.declare import FieldType, Step
from jichuang.hall.errors import DraftChanged
from jichuang.hall.models import Case
from jichuang.hall.pages import questions, tables
from jichuang.hall.pages.common import Crumb, case_or_refusal, matter_or_404, member, revision_of, to_sign_in
from jichuang.hall.terms import CaseState
from jichuang.registry.models import Party
from jichuang.registry.reads import parties_of


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, code: str) -> HttpResponse:
    """开始填写: which firm, what will be needed; then a prefilled draft. Answers of a self-test may come along."""
    matter, user = matter_or_404(code), member(request)
    mine = parties_of(user, clock.today())
    if request.method == "POST":
        party = _chosen(mine, request.POST.get("party", ""))
        case = verbs.start(matter=matter.code, party=party, by=user)
        _carry_over(request, case)
        return redirect("hall:resume", number=case.number)
    context = {
        "matter": matter,
        "record": matter.record_on(clock.today()),
        "crumbs": [
            Crumb("办事大厅", reverse("hall:catalogue")),
            Crumb(matter.title, reverse("hall:matter", args=[code])),
            Crumb("开始填写"),
        ],
        "parties": mine,
        "minutes": round(matter.form.minutes),
        "is_open": matter.open_on(clock.today()),
    }
    return render(request, "hall/start.html", context)


def _chosen(mine: list[Party], typed: str) -> Party:
    for party in mine:
        if str(party.pk) == typed:
            return party
    raise Refused(
        "您没有所选单位的授权，不能代其填报。", remedy="请由该单位的确认提交人在“授权管理”中授权，再来填写。"
    )


def _carry_over(request: HttpRequest, case: Case) -> None:
    """Self-test answers fill only what the draft does not hold yet: nothing saved before is overwritten."""
    if case.state != CaseState.DRAFT:
        return
    typed = {
        field.key: request.POST[field.key]
        for field in case.declaration.form.fields
        if request.POST.get(field.key)
        and case.answers.get(field.key) in (None, "")
        and field.key not in case.rough
    }
    if typed:
        verbs.save_draft(case=case, by=member(request), answers=typed, revision=case.revision)


@login_required
@never_cache
@require_safe
def resume(request: HttpRequest, number: str) -> HttpResponse:
    """继续填写: the first step that still lacks something; materials, then 核对, when none does."""
    case = case_or_refusal(request, number)
    if not CaseState(case.state).is_editable:
        return redirect("hall:case", number=number)
    require(reads.can(member(request), "save_draft", case))
    changes = reads.version_changes(case)
    if changes:
        case = verbs.follow_current_version(case=case, by=member(request))
        messages.warning(request, f"事项已更新为第{case.version}版：{'；'.join(changes)}。已填内容保留。")
    unfinished = reads.first_unfinished_step(case)
    if unfinished is None:
        return redirect("hall:review", number=number)
    return redirect("hall:step", number=number, key=unfinished.key)


def _step_or_refusal(case: Case, key: str) -> Step:
    """The step, if it may be opened now: an unfinished step before it cannot be skipped by typing its address."""
    keys = [step.key for step in case.declaration.form.steps]
    if key not in keys:
        raise Refused(f"这张表没有“{key}”这一步。", remedy="请从办件页点“继续填写”。", conflict=True)
    reachable = reads.reachable_steps(case)
    if case.state == CaseState.DRAFT and key not in reachable:
        last = case.declaration.form.step(reachable[-1])
        raise Refused(
            f"前面的“{last.title}”还没有填完，不能先填“{case.declaration.form.step(key).title}”。",
            remedy=f"请先完成“{last.title}”；已保存的内容都还在。",
            conflict=True,
        )
    return case.declaration.form.step(key)


def typed_in(request: HttpRequest, case: Case, step: Step) -> dict[str, str]:
    """What the page sent for fields that may change now; a table with the rows of an uploaded workbook behind its own."""
    return {
        one.field.key: tables.sent(request, one.field)
        for one in reads.answers_of(case, step)
        if one.editable and (one.field.key in request.POST or f"asked.{one.field.key}" in request.POST)
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """One topic of questions. POST saves first, whatever was typed, and only then says what is wrong."""
    if not request.user.is_authenticated:
        keep_sent(request, None)
        return to_sign_in(request)
    case = case_or_refusal(request, number)
    require(reads.can(member(request), "save_draft", case))
    here = _step_or_refusal(case, key)
    if request.method != "POST":
        if "sheet" in request.GET:
            return tables.blank(case, here, request.GET["sheet"])
        typed = sent_before(request)
        if typed:
            messages.warning(request, "登录前填写的内容已放回下面，还没有保存。请核对后点“保存并继续”。")
        return _draw(request, case, here, data=typed or None)
    typed = typed_in(request, case, here)
    unreadable = tables.add_workbooks(request, here, typed)
    try:
        case = verbs.save_draft(case=case, by=member(request), answers=typed, revision=revision_of(request))
    except DraftChanged as changed:
        return _conflict(request, case, here, changed)
    if request.POST.get("then") == "leave":
        messages.success(request, f"已保存 {_time(case)}。可以换一台设备登录，从这里接着填。")
        return redirect("hall:case", number=number)
    if unreadable or request.POST.get("then") == "rows":
        told = [one for one in reads.step_problems(case, here) if one.field in case.rough]
        status = 422 if told or unreadable else 200
        return _draw(request, case, here, problems=[*unreadable, *told], status=status)
    faults = reads.step_problems(case, here)
    if faults:
        return _draw(request, case, here, data=typed, problems=faults, status=422)
    return redirect(_after(case, here))


def _after(case: Case, here: Step) -> str:
    if case.state == CaseState.SUPPLEMENT:
        return reverse("hall:case", args=[case.number])
    steps = list(case.declaration.form.steps)
    at = steps.index(here) + 1
    if at < len(steps):
        return reverse("hall:step", args=[case.number, steps[at].key])
    return reverse("hall:materials" if case.declaration.form.materials else "hall:review", args=[case.number])


def _draw(
    request: HttpRequest,
    case: Case,
    here: Step,
    *,
    data: dict[str, str] | None = None,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    form = questions.form_of(case, here, data=data, problems=problems or [])
    asked = reads.open_supplement(case)
    context = {
        "case": case,
        "matter": case.declaration,
        "crumbs": crumbs(case, here.title),
        "step": here,
        "minutes": (sum(field.minutes for field in here.fields), case.declaration.form.minutes),
        "form": form,
        "has_table": any(field.type is FieldType.TABLE for field in here.fields),
        "steps": step_list(case, here.key),
        "saved": _time(case),
        "previous": _before(case, here),
        "notes": {item.key: item.note for item in asked.items.all()} if asked else {},
        "has_errors": bool(form.is_bound and form.errors),
    }
    return render(request, "hall/step.html", context, status=status)


def crumbs(case: Case, here: str = "") -> list[Crumb]:
    """Path of a page of the case."""
    found = [Crumb("我的办件", reverse("hall:my-cases"))]
    if not here:
        return [*found, Crumb(case.number)]
    return [*found, Crumb(case.number, reverse("hall:case", args=[case.number])), Crumb(here)]


def step_list(case: Case, current: str) -> list[dict[str, Any]]:
    """The task list beside the form; its last row is always 核对并提交."""
    faults = reads.faults_by_step(case)
    reachable = (
        reads.reachable_steps(case, faults)
        if case.state == CaseState.DRAFT
        else [step.key for step in case.declaration.form.steps]
    )
    rows = []
    for one in case.declaration.form.steps:
        done = not faults[one.key]
        url = reverse("hall:step", args=[case.number, one.key]) if one.key in reachable else ""
        rows.append(_row(one.title, url, "已填完" if done else "未填完", done, one.key == current))
    complete = all(row["done"] for row in rows)
    if case.declaration.form.materials:
        count = len(reads.files_of(case))
        url = reverse("hall:materials", args=[case.number]) if complete else ""
        rows.append(_row("材料", url, f"{count}个文件", count > 0, current == "materials"))
    url = reverse("hall:review", args=[case.number]) if complete and case.state == CaseState.DRAFT else ""
    rows.append(_row("核对并提交", url, "", False, current == "review"))
    return rows


def _row(title: str, url: str, words: str, done: bool, current: bool) -> dict[str, Any]:
    return {"title": title, "url": url, "words": words, "done": done, "current": current}


def _before(case: Case, here: Step) -> str:
    steps = list(case.declaration.form.steps)
    at = steps.index(here)
    if case.state == CaseState.SUPPLEMENT or at == 0:
        return reverse("hall:case", args=[case.number])
    return reverse("hall:step", args=[case.number, steps[at - 1].key])


def _time(case: Case) -> str:
    return f"{case.saved_at.astimezone(clock.SHANGHAI):%H:%M}"


def _conflict(request: HttpRequest, case: Case, here: Step, changed: DraftChanged) -> HttpResponse:
    context = {
        "case": case,
        "matter": case.declaration,
        "crumbs": crumbs(case, "两处填写不一致"),
        "step": here,
        "changed": changed,
    }
    return render(request, "hall/conflict.html", context, status=409)


@never_cache
@require_POST
def autosave(request: HttpRequest, number: str, key: str) -> JsonResponse:
    """自动保存. Answers {saved, revision, problems}; 409 {reason, conflict: [...]} when another page saved meanwhile."""
    if not request.user.is_authenticated:
        return JsonResponse({"reason": "登录已过期，请在新页面登录；填写内容还在这台设备上。"}, status=401)
    try:
        case = case_or_refusal(request, number)
        require(reads.may_try(member(request), "save_draft", case))
        here = _step_or_refusal(case, key)
        saved = verbs.save_draft(
            case=case,
            by=member(request),
            answers=typed_in(request, case, here),
            revision=revision_of(request),
        )
    except DraftChanged as changed:
        both = [{"title": one.title, "saved": one.saved, "yours": one.yours} for one in changed.differences]
        reason = f"{changed.reason}点“保存并继续”可逐项对照选择。"
        return JsonResponse({"reason": reason, "conflict": both}, status=409)
    except Refused as refused:
        return JsonResponse({"reason": str(refused)}, status=409 if refused.conflict else 403)
    except Invalid as invalid:
        return JsonResponse({"reason": str(invalid)}, status=422)
    faults = {one: text["problem"] for one, text in saved.rough.items()}
    return JsonResponse({"saved": _time(saved), "revision": saved.revision, "problems": faults})
