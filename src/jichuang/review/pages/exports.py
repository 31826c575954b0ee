"""导出: the score sheet and the fee list of a round as workbooks, codes as text."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from jichuang.base.permissions import require
from jichuang.base.tables import xlsx_response
from jichuang.review.pages.common import member, round_or_404
from jichuang.review.reads.fees import fees_of
from jichuang.review.reads.permissions import may_organise, may_see_applicants, may_see_scores
from jichuang.review.reads.results import results, trim_from
from jichuang.review.reads.rounds import scoring_of


@login_required
@require_safe
def scores(request: HttpRequest, number: str) -> HttpResponse:
    """评分表: one line for each review, with every criterion; only once scores may be seen."""
    held = round_or_404(number)
    require(may_see_scores(member(request), held))
    require(may_see_applicants(member(request), held))
    criteria = scoring_of(held).criteria
    headers = [
        "名次",
        "项目",
        "办件编号",
        "专家编号",
        "专家",
        "类别",
        *(one.title for one in criteria),
        "总分",
        "项目得分",
        "结论",
        "总体意见",
    ]
    rows = [
        [
            one.ranked.place if one.ranked else "", one.proposal.code, one.proposal.case.number,
            review.seat.expert.number, review.seat.expert.name, review.seat.expert.get_kind_display(),
            *(review.scores.get(criterion.key, "") for criterion in criteria), review.total, one.score,
            one.standing_words, review.opinion,
        ]
        for one in results(held)
        for review in one.reviews
    ]  # fmt: skip
    start = trim_from(held.policy_on)
    notes = [f"{held.title}：项目得分为专家总分的平均，{start}人以上去掉一个最高分和一个最低分。"]
    return xlsx_response(
        f"{held.title}评分表.xlsx", headers, rows, text_columns=["办件编号", "专家编号"], notes=notes
    )


@login_required
@require_safe
def fees(request: HttpRequest, number: str) -> HttpResponse:
    """评审费清单, before tax; for the organiser."""
    held = round_or_404(number)
    require(may_organise(member(request), held))
    headers = ["专家编号", "专家", "类别", "单位", "评审份数", "每份（元）", "应发（元，税前）"]
    listed = fees_of(held)
    rows = [[one.number, one.name, one.kind, one.unit, one.reviews, one.each, one.amount] for one in listed]
    rows.append(
        ["合计", "", "", "", sum(one.reviews for one in listed), "", sum(one.amount for one in listed)]
    )
    return xlsx_response(
        f"{held.title}评审费清单.xlsx", headers, rows, text_columns=["专家编号"],
        notes=[f"{held.title}，按已提交的评审计算。"],
    )  # fmt: skip
