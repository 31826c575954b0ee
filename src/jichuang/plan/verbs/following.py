"""跟踪一份要点: steps reached, released quarters. Every act says who, when and on what evidence."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan.models import Milestone, Plan, QuarterRelease, RungReport, Target
from jichuang.plan.reads.access import may_keep, may_release
from jichuang.plan.terms import quarter_end, quarter_title

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def report_step(
    *, plan: Plan, code: str, rung: int, reached_on: date, evidence: str, by: User, member: str = ""
) -> RungReport:
    """报告办到第几步 (1 = the first step of the ladder; 0 takes an earlier report back, with its reason as evidence).

    Raises Refused without a provincial officer's appointment; Invalid for an unknown promise or member, a step the
    ladder does not have, a date in the future, or missing evidence.
    """
    require(may_keep(by))
    promise = _promise(plan, code)
    problems = _step_problems(promise, code, member, rung, reached_on, evidence)
    if problems:
        raise Invalid(problems)
    row = RungReport.objects.create(
        plan=plan,
        code=code,
        member=member,
        rung=rung,
        reached_on=reached_on,
        evidence=evidence.strip(),
        recorded_at=clock.now(),
        by=actor_text(by),
    )
    assert promise is not None
    step = promise.rungs[rung - 1] if rung else "撤回前次报告"
    journal.record(
        actor=by,
        verb="plan.report_step",
        subject=Ref("plan", f"{plan.slug}/{code}"),
        summary=f"{code}{f'（{member}）' if member else ''}：{step}，{reached_on.isoformat()}",
        detail={"rung": rung, "evidence": row.evidence},
    )
    return row


@transaction.atomic
def release_quarter(*, plan: Plan, quarter: str, by: User) -> QuarterRelease:
    """发布一个季度: freezes `2018Q3` by storing the moment up to which facts were known.

    Later corrections change the live board and never this release. Raises Refused without the role, when the quarter
    is not over, lies outside the plan year, or is released already.
    """
    require(may_release(by))
    as_of = _releasable(plan, quarter)
    release = QuarterRelease.objects.create(
        plan=plan,
        quarter=quarter,
        as_of=as_of,
        known_at=clock.now(),
        released_on=clock.today(),
        by=actor_text(by),
    )
    journal.record(
        actor=by,
        verb="plan.release_quarter",
        subject=Ref("plan", f"{plan.slug}/{quarter}"),
        summary=f"发布《{plan.title}》{quarter_title(quarter)}数据",
        detail={"as_of": as_of, "known_at": release.known_at},
    )
    return release


def _releasable(plan: Plan, quarter: str) -> date:
    """The last day of a quarter that may be released now; see release_quarter for what it raises."""
    try:
        as_of = quarter_end(quarter)
    except ValueError as error:
        raise Invalid.one("quarter", str(error), "例如 2018Q3 表示2018年第三季度") from None
    if not plan.starts_on <= as_of <= plan.ends_on:
        raise Invalid.one(
            "quarter",
            f"{quarter_title(quarter)}不在《{plan.title}》的年度内",
            f"请选择{plan.year}年的季度",
        )
    if as_of > clock.today():
        raise Refused(
            f"{quarter_title(quarter)}尚未结束（{as_of.isoformat()}结束），不能发布。",
            remedy="请在季度结束后发布。",
            field="quarter",
            conflict=True,
        )
    if QuarterRelease.objects.filter(plan=plan, quarter=quarter).exists():
        raise Refused(
            f"{quarter_title(quarter)}已发布，发布后的数字不再改变。",
            remedy="之后的更正会进入下一季度的发布。",
            field="quarter",
            conflict=True,
        )
    return as_of


def _promise(plan: Plan, code: str) -> Target | Milestone | None:
    milestone = Milestone.objects.filter(plan=plan, code=code).select_related("plan").first()
    return (
        milestone
        or Target.objects.filter(plan=plan, code=code, measure="ladder").select_related("plan").first()
    )


def _step_problems(
    promise: Target | Milestone | None, code: str, member: str, rung: int, reached_on: date, evidence: str
) -> list[Problem]:
    if promise is None:
        return [
            Problem("code", f"“{code}”不是按步骤计量的目标或里程碑", "名录类目标由系统计数，不需要报告进展")
        ]
    problems = []
    names = promise.rungs
    if not 0 <= rung <= len(names):
        problems.append(
            Problem("rung", f"没有第{rung}步", f"共{len(names)}步：{'、'.join(names)}；0 表示撤回前次报告")
        )
    if member not in (promise.members or [""]):
        problems.append(
            Problem("member", f"“{member}”不在成员之内", f"应为 {'、'.join(promise.members) or '（留空）'}")
        )
    if reached_on > clock.today():
        problems.append(
            Problem("reached_on", f"{reached_on.isoformat()}在今天之后", "只报告已经办到的事，请填实际日期")
        )
    if not evidence.strip():
        problems.append(Problem("evidence", "未填依据", "请写明文号、会议或文件名称"))
    return problems
