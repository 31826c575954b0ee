"""年考评和第三方评估: awards and self scores with their reasons; an evaluator scores what it was given, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.models import (
    Award,
    Charge,
    Evaluation,
    OwnerReport,
    Plan,
    Sampled,
    SampledFile,
    SelfScore,
)
from jichuang.plan.reads.access import may_act_for, may_evaluate, may_keep, may_see_inside
from jichuang.plan.reads.charges import charges, office_named
from jichuang.plan.terms import ChargeState
from jichuang.plan.verbs.closing import require_open

if TYPE_CHECKING:
    from jichuang.accounts.models import User

FULL = Decimal(100)


@transaction.atomic
def record_award(
    *, plan: Plan, department: str, title: str, document: str, points: Decimal, by: User
) -> Award:
    """记一项创新或表彰. Raises Refused without a keeper's appointment, for one's own department, and once the year is closed;
    Invalid otherwise."""
    require(may_keep(by))
    require_open(plan)
    office = office_named(department)
    if office is not None and may_act_for(by, department, office):
        raise Refused("不能给本单位记加分。", remedy="请由其他经办记录。")
    given = [("title", "事由", title), ("document", "文号", document), ("department", "责任单位", department)]
    problems = [
        Problem(field, f"未填{name}", "没有文号不加分") for field, name, text in given if not text.strip()
    ]
    if not 0 < points <= 10:
        problems.append(Problem("points", "加分应大于0、不超过10", "请照加分依据填写"))
    if problems:
        raise Invalid(problems)
    row = Award.objects.create(
        plan=plan, department=department.strip(), title=title.strip()[:200], document=document.strip()[:120],
        points=points, on=clock.today(), by=actor_text(by),
    )  # fmt: skip
    journal.record(
        actor=by, verb="plan.record_award", subject=Ref("plan", plan.slug),
        summary=f"{row.department}记加分{points}：{row.title}（{row.document}）",
    )  # fmt: skip
    return row


@transaction.atomic
def record_self_score(*, plan: Plan, department: str, score: Decimal, reasons: str, by: User) -> SelfScore:
    """自评. Raises Refused for another department's officer and once the year is closed, Invalid without reasons or outside 0 to 100."""
    require(may_act_for(by, department, office_named(department)))
    require_open(plan)
    problems = []
    if not 0 <= score <= FULL:
        problems.append(Problem("score", "自评分应在0到100之间", "请填一位小数以内的数"))
    if not reasons.strip():
        problems.append(Problem("reasons", "未写自评说明", "请写明各部分怎样得分"))
    if problems:
        raise Invalid(problems)
    row = SelfScore.objects.create(
        plan=plan,
        department=department,
        score=score,
        reasons=reasons.strip(),
        on=clock.today(),
        by=actor_text(by),
    )
    journal.record(
        actor=by, verb="plan.self_score", subject=Ref("plan", plan.slug), summary=f"{department}自评{score}分"
    )
    return row


@transaction.atomic
def open_evaluation(
    *,
    plan: Plan,
    title: str,
    body: str,
    basis: str,
    evaluator: User,
    opens_on: date,
    closes_on: date,
    by: User,
    codes: Sequence[str] = (),
    draw: int = 0,
) -> Evaluation:
    """委托第三方评估 of the promises named, or of `draw` drawn at random; each is given with its accepted reports and files.

    The draw is repeatable: its seed is title and day. Raises Refused without a keeper's appointment or when the
    evaluator holds an internal role; Invalid with everything missing.
    """
    require(may_keep(by))
    if may_see_inside(evaluator):
        raise Refused("评估账号不能有内部岗位，否则看到的不止所给的材料。", remedy="请用评估机构自己的账号。")
    live = {one.code: one for one in charges(plan).exclude(owner=None).exclude(state=ChargeState.OPEN)}
    chosen = list(dict.fromkeys(codes)) or _drawn(sorted(live), draw, f"{title}{clock.today()}")
    problems = _commission_faults(
        {"title": title, "body": body, "basis": basis}, chosen, live, opens_on, closes_on
    )
    if problems:
        raise Invalid(problems)
    row = Evaluation.objects.create(
        plan=plan, title=title.strip()[:200], body=body.strip()[:120], basis=basis.strip()[:200], evaluator=evaluator,
        opens_on=opens_on, closes_on=closes_on, by=actor_text(by),
    )  # fmt: skip
    for code in chosen:
        _give(row, live[code])
    journal.record(
        actor=by, verb="plan.open_evaluation", subject=Ref("plan", plan.slug),
        summary=f"委托{row.body}评估{len(chosen)}项", detail={"codes": chosen, "drawn": not codes},
    )  # fmt: skip
    return row


def _commission_faults(
    words: Mapping[str, str],
    chosen: Sequence[str],
    live: Mapping[str, Charge],
    opens_on: date,
    closes_on: date,
) -> list[Problem]:
    """Everything missing of a commission; `words` by field."""
    names = {"title": "名称", "body": "评估机构", "basis": "委托依据"}
    problems = [Problem(field, f"未填{names[field]}") for field, text in words.items() if not text.strip()]
    problems += [Problem("codes", f"{code} 没有交办，不能评估") for code in chosen if code not in live]
    if not chosen:
        problems.append(Problem("codes", "没有样本", "请写明代号，或填随机抽取的项数"))
    if closes_on < opens_on:
        problems.append(Problem("closes_on", "截止日期早于开始日期", "请核对"))
    return problems


def _drawn(codes: list[str], count: int, seed: str) -> list[str]:
    return sorted(Random(seed).sample(codes, min(max(count, 0), len(codes))))


def _give(evaluation: Evaluation, charge: Charge) -> None:
    """The material as it stands now: later reports do not reach the evaluator."""
    assert charge.owner is not None
    reports = list(
        OwnerReport.objects.filter(
            plan=evaluation.plan, item=charge.item, department=charge.owner.department, verdict__accepted=True
        )
        .prefetch_related("files__file")
        .order_by("due_on", "number")
    )
    score = evaluation.plan.self_scores.filter(department=charge.owner.department).order_by("-id").first()
    sampled = Sampled.objects.create(
        evaluation=evaluation,
        charge=charge,
        self_score=score.score if score else None,
        material=[
            {
                "title": row.name,
                "progress": row.progress,
                "figure": next((one for one in row.figures if one["code"] == charge.code), None),
            }
            for row in reports
        ],
    )
    SampledFile.objects.bulk_create(
        SampledFile(sampled=sampled, file=one.file, title=one.title)
        for row in reports
        for one in row.files.all()
    )


@transaction.atomic
def score_sampled(*, sampled: Sampled, score: Decimal, finding: str, by: User) -> Sampled:
    """独立评分, to be changed until the evaluation is handed in. Raises Refused for anybody but the evaluator and outside
    the dates; Invalid without a finding or outside 0 to 100."""
    row = (
        Sampled.objects.select_for_update(of=("self",)).select_related("evaluation__plan").get(pk=sampled.pk)
    )
    require(may_evaluate(by, row.evaluation))
    problems = []
    if not 0 <= score <= FULL:
        problems.append(Problem("score", "评估分应在0到100之间", "请填一位小数以内的数"))
    if not finding.strip():
        problems.append(Problem("finding", "未写评估意见", "请写明依据哪份材料"))
    if problems:
        raise Invalid(problems)
    row.score, row.finding, row.scored_at = score, finding.strip(), clock.now()
    row.save(update_fields=["score", "finding", "scored_at"])
    journal.record(
        actor=by, verb="plan.score_sampled", subject=Ref("plan", row.evaluation.plan.slug),
        summary=f"第三方评估“{row.evaluation.title}”评一项", detail={"sampled": row.pk, "score": score},
    )  # fmt: skip
    return row


@transaction.atomic
def submit_evaluation(*, evaluation: Evaluation, by: User) -> Evaluation:
    """提交评估, after which nothing is changed. Raises as `score_sampled`, and Invalid while something is unscored."""
    row = Evaluation.objects.select_for_update(of=("self",)).select_related("plan").get(pk=evaluation.pk)
    require(may_evaluate(by, row))
    left = row.sample.filter(score=None).count()
    if left:
        raise Invalid.one("score", f"还有{left}项没有评分", "全部评分后再提交")
    row.submitted_at = clock.now()
    row.save(update_fields=["submitted_at"])
    journal.record(
        actor=by,
        verb="plan.submit_evaluation",
        subject=Ref("plan", row.plan.slug),
        summary=f"提交“{row.title}”",
    )
    return row
