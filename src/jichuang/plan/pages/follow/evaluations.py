"""第三方评估: opened by a keeper, scored by an account that sees only what it was given, read beside the self score."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from jichuang.accounts.models import User
from jichuang.base import files
from jichuang.base.errors import Invalid
from jichuang.base.permissions import require
from jichuang.codes.decimals import parse_decimal
from jichuang.codes.errors import CodeError
from jichuang.plan import verbs
from jichuang.plan.models import Evaluation, Plan, Sampled, SampledFile
from jichuang.plan.pages.asking import plan_or_404, typed_day, visitor
from jichuang.plan.pages.follow.common import frame, inside_plan
from jichuang.plan.pages.trying import Fault, given_again, tried
from jichuang.plan.reads.access import may_evaluate, may_keep, may_read_evaluation
from jichuang.plan.reads.reach import may_see_all


@login_required
@require_safe
def listed(request: HttpRequest, slug: str) -> HttpResponse:
    """/plan/<slug>/follow/evaluations/: all for who sees the province; an evaluator sees those given to him."""
    return _draw_list(request, plan_or_404(slug))


def _draw_list(request: HttpRequest, plan: Plan, fault: Fault | None = None) -> HttpResponse:
    user = visitor(request)
    inside = may_see_all(user)
    rows = plan.evaluations.select_related("evaluator").prefetch_related("sample").order_by("-id")
    if not inside:
        rows = rows.filter(evaluator=user)
        if not rows:
            require(inside)
    context = frame(request, plan, "evaluations") | {"rows": rows, "inside": inside.allowed}
    context |= given_again(request, fault)
    if not inside:
        context["tabs"] = []
    return render(request, "plan/follow/evaluations.html", context, status=fault.status if fault else 200)


@login_required
@require_POST
def open_one(request: HttpRequest, slug: str) -> HttpResponse:
    """委托评估."""
    plan, given = inside_plan(request, slug), request.POST
    require(may_keep(visitor(request)))

    def done(by: Any) -> str:
        evaluator = User.objects.filter(username=given.get("evaluator", "").strip()).first()
        if evaluator is None:
            raise Invalid.one(
                "evaluator", f"没有账号“{given.get('evaluator', '')}”", "请填评估机构已注册的登录名"
            )
        codes = given.get("codes", "").replace("，", " ").replace("、", " ").replace(",", " ").split()
        row = verbs.open_evaluation(
            plan=plan, title=given.get("title", ""), body=given.get("body", ""), basis=given.get("basis", ""),
            evaluator=evaluator, opens_on=typed_day(given, "opens_on", "开始日期"), closes_on=typed_day(given, "closes_on", "截止日期"),
            codes=codes, draw=int(given.get("draw") or 0) if given.get("draw", "0").isdigit() else 0, by=by,
        )  # fmt: skip
        return f"已委托{row.body}，样本{row.sample.count()}项。"

    fault = tried(request, done)
    return _draw_list(request, plan, fault) if fault else redirect("plan:evaluations", slug=slug)


def _evaluation(request: HttpRequest, slug: str, pk: int) -> tuple[Plan, Evaluation]:
    plan = plan_or_404(slug)
    row = get_object_or_404(Evaluation.objects.select_related("plan", "evaluator"), pk=pk, plan=plan)
    require(may_read_evaluation(visitor(request), row))
    return plan, row


@login_required
@require_safe
def evaluation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """/plan/<slug>/follow/evaluations/<pk>/: the sample, its material and the scores."""
    plan, row = _evaluation(request, slug, pk)
    return _draw(request, plan, row)


def _draw(
    request: HttpRequest, plan: Plan, row: Evaluation, fault: Fault | None = None, sampled: int = 0
) -> HttpResponse:
    """An evaluation; with a fault, what was typed stands again in the form of the promise `sampled`."""
    user = visitor(request)
    context = frame(request, plan, "evaluations") | {
        "evaluation": row,
        "sample": row.sample.select_related("charge__owner", "charge__plan")
        .prefetch_related("files")
        .order_by("id"),
        "inside": may_see_all(user).allowed,
        "may": may_evaluate(user, row),
        "left": row.sample.filter(score=None).count(),
        "at": sampled,
        **given_again(request, fault),
    }
    if not context["inside"]:
        context["tabs"] = []
    return render(request, "plan/follow/evaluation.html", context, status=fault.status if fault else 200)


@login_required
@require_POST
def score(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Scores one of the sample."""
    sampled = get_object_or_404(
        Sampled.objects.select_related("evaluation__plan"), pk=pk, evaluation__plan__slug=slug
    )
    plan, row = _evaluation(request, slug, sampled.evaluation_id)
    require(may_evaluate(visitor(request), row))

    def done(by: Any) -> str:
        try:
            points = parse_decimal(request.POST.get("score", ""), field="评估分")
        except CodeError as fault:
            raise Invalid.one("score", str(fault)) from fault
        verbs.score_sampled(sampled=sampled, score=points, finding=request.POST.get("finding", ""), by=by)
        return "评分已保存，提交前可以再改。"

    fault = tried(request, done)
    if fault:
        return _draw(request, plan, row, fault, pk)
    return redirect(f"{sampled.evaluation.get_absolute_url()}#sampled-{pk}")


@login_required
@require_POST
def submit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """提交评估."""
    plan, row = _evaluation(request, slug, pk)

    def done(by: Any) -> str:
        verbs.submit_evaluation(evaluation=row, by=by)
        return "评估已提交。"

    fault = tried(request, done)
    return _draw(request, plan, row, fault) if fault else redirect(row.get_absolute_url())


@login_required
@require_safe
def material(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """A file given with the sample."""
    held = get_object_or_404(SampledFile.objects.select_related("file", "sampled"), pk=pk)
    _evaluation(request, slug, held.sampled.evaluation_id)
    return files.response(held.file, held.title)
