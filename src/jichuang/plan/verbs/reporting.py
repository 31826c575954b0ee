"""月报: owners report their items each month; a second person accepts or sends back. Nothing sent is ever changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, BinaryIO

from django.db import transaction

from jichuang.base import clock, files, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan import rules
from jichuang.plan.models import Charge, MonthlyReport, Plan, ReportFile, ReportVerdict
from jichuang.plan.reads.access import may_act_for, may_check
from jichuang.plan.reads.charges import Holding, holding
from jichuang.plan.reads.judging import Judged, judged
from jichuang.plan.terms import ChargeState
from jichuang.plan.verbs.charging import move

if TYPE_CHECKING:
    from jichuang.accounts.models import User

Evidence = tuple[str, BinaryIO | IO[bytes]]
"""(file name, content)."""


@transaction.atomic
def submit_report(
    *,
    plan: Plan,
    item: int,
    department: str,
    period: str,
    progress: str,
    by: User,
    problems: str = "",
    next_step: str = "",
    evidence: Sequence[Evidence] = (),
    lights: Mapping[str, Judged] | None = None,
) -> MonthlyReport:
    """报送月报 of one item for a month. The system fills in the figures of the day; only the words are the owner's.

    Raises Refused for another department's officer, before signing, and while an earlier submission of the month is
    waiting or accepted; Invalid for a month to come or before the assignment, and without a word on progress.
    `lights` are today's, read already, where many reports are sent at once.
    """
    held = holding(plan, item, department)
    if held is None:
        raise Invalid.one("item", f"“{department}”没有承担这一条的事项", "请从“本月我的事”进入")
    require(may_act_for(by, held.department, held.office))
    faults = _faults(held, period, progress)
    if faults:
        raise Invalid(faults)
    number = _next_number(held, period)
    today = clock.today()
    lights = lights or judged(plan, today, held.live)
    report = MonthlyReport.objects.create(
        plan=plan, item=item, department=department, office=held.office, period=period, number=number,
        figures=[lights[one.code].as_figure(one.title) for one in held.live],
        progress=progress.strip(), problems=problems.strip(), next_step=next_step.strip(),
        due_on=rules.report_due(period, clock.calendar()), submitted_on=today, submitted_at=clock.now(),
        by_user=by, by=actor_text(by),
    )  # fmt: skip
    _enclose(report, evidence, by)
    for one in Charge.objects.filter(pk__in=[one.pk for one in held.live], state=ChargeState.SIGNED):
        move(one, ChargeState.RUNNING, by=by, note=report.title)
    late = f"，晚{report.days_late}天" if report.days_late else ""
    journal.record(
        actor=by, verb="plan.submit_report", subject=Ref("plan-report", str(report.pk)),
        summary=f"{department}报送{report.title}月报{late}", detail={"number": number, "files": len(evidence)},
    )  # fmt: skip
    return report


def _enclose(report: MonthlyReport, evidence: Sequence[Evidence], by: User) -> None:
    for name, content in evidence:
        stored = files.store(content, name, by=by)
        ReportFile.objects.create(report=report, file=stored, title=stored.name)


def _faults(held: Holding, period: str, progress: str) -> list[Problem]:
    problems = []
    try:
        first = rules.first_day(period)
    except ValueError as fault:
        return [Problem("period", str(fault), "请从列表中选择月份")]
    if first > min(clock.today(), held.plan.ends_on):
        problems.append(Problem("period", f"{rules.period_title(period)}还没有到", "请报当月或以前的月份"))
    if rules.last_day(period) < held.assigned_on:
        problems.append(
            Problem(
                "period",
                f"{rules.period_title(period)}在交办（{held.assigned_on}）之前",
                "请报交办以后的月份",
            )
        )
    if not progress.strip():
        problems.append(Problem("progress", "未写进展", "请写本月办了什么、办到哪一步；没有进展的写明原因"))
    return problems


def _next_number(held: Holding, period: str) -> int:
    """1 for the first submission of a month; see submit_report for what it raises."""
    if not held.live:
        waiting = bool(held.unsigned)
        raise Refused(
            "这些事项还没有签收，不能报送。" if waiting else "这些事项都已办结，不再报送月报。",
            remedy="请先签收。" if waiting else "",
            conflict=True,
        )
    rows = MonthlyReport.objects.filter(
        plan=held.plan, item=held.item, department=held.department, period=period
    )
    latest = rows.select_related("verdict").order_by("-number").first()
    if latest is None:
        return 1
    verdict = getattr(latest, "verdict", None)
    if verdict is None or verdict.accepted:
        state = "正在等核验" if verdict is None else "已核验通过"
        raise Refused(
            f"{latest.title}的月报{state}，不能重报。",
            remedy="要更正的，请核验人退回后重报；原来的一份仍保留。",
            conflict=True,
        )
    return latest.number + 1


@transaction.atomic
def verify_report(*, report: MonthlyReport, accepted: bool, by: User, reason: str = "") -> ReportVerdict:
    """核验月报: accepts it or sends it back with a reason. Once only.

    Raises Refused for who sent it, for officers of its own department and for a second verdict; Invalid when it is sent
    back without a reason.
    """
    report = MonthlyReport.objects.select_for_update().get(pk=report.pk)
    require(may_check(by, department=report.department, office=report.office, doers=[report.by_user_id]))
    if ReportVerdict.objects.filter(report=report).exists():
        raise Refused("这份月报已经核验过。", remedy="请刷新后再看。", conflict=True)
    if not accepted and not reason.strip():
        raise Invalid.one("reason", "未写退回理由", "请写明缺什么、怎样补")
    verdict = ReportVerdict.objects.create(
        report=report, accepted=accepted, reason=reason.strip()[:300], on=clock.today(), at=clock.now(),
        by_user=by, by=actor_text(by),
    )  # fmt: skip
    words = "通过" if accepted else f"退回：{verdict.reason}"
    journal.record(
        actor=by, verb="plan.verify_report", subject=Ref("plan-report", str(report.pk)),
        summary=f"核验{report.department}{report.title}月报：{words}",
    )  # fmt: skip
    return verdict
