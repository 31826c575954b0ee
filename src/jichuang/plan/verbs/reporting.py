"""月报、季报: owners report their items each month and quarter; a second person accepts or sends back. Nothing sent is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, BinaryIO

from django.db import transaction

from jichuang.base import clock, files, journal
from jichuang.base.errors import Invalid, Problem, Refused
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.plan import rules
from jichuang.plan.models import Charge, OwnerReport, Plan, ReportFile, ReportVerdict
from jichuang.plan.reads.access import may_act_for, may_check
from jichuang.plan.reads.charges import Holding, holding
from jichuang.plan.reads.judging import Judged, judged
from jichuang.plan.terms import ChargeState, Cycle
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
    grounds: str = "",
    evidence: Sequence[Evidence] = (),
    lights: Mapping[str, Judged] | None = None,
) -> OwnerReport:
    """报送 of one item for a month (`2018-09`) or a quarter (`2018Q3`). The system fills in the figures of the day, for a
    quarter those of its last day beside its pace; only the words are the owner's.

    `problems` says for a quarter why what lags does; `grounds` names the documents that prove it. Raises Refused for
    another department's officer, before signing, and while an earlier submission of the period is waiting or accepted;
    Invalid naming what is missing, for a month to come or a quarter that is not over. `lights` are read already, where
    many reports are sent at once.
    """
    held = holding(plan, item, department)
    if held is None:
        raise Invalid.one("item", f"“{department}”没有承担这一条的事项", "请从“本月我的事”进入")
    require(may_act_for(by, held.department, held.office))
    words = {"progress": progress, "problems": problems, "next_step": next_step, "grounds": grounds}
    words = {name: text.strip() for name, text in words.items()}
    when, number, lights = _checked(held, period, words, lights)
    figures = _figures(held, lights, when.cycle == Cycle.QUARTER)
    report = OwnerReport.objects.create(
        plan=plan, item=item, department=department, office=held.office, person=held.person, cycle=when.cycle,
        period=period, number=number, figures=figures, **words,
        due_on=when.due(clock.calendar()), submitted_on=clock.today(), submitted_at=clock.now(),
        by_user=by, by=actor_text(by),
    )  # fmt: skip
    _enclose(report, evidence, by)
    for one in Charge.objects.filter(pk__in=[one.pk for one in held.live], state=ChargeState.SIGNED):
        move(one, ChargeState.RUNNING, by=by, note=report.title)
    late = f"，晚{report.days_late}天" if report.days_late else ""
    journal.record(
        actor=by, verb="plan.submit_report", subject=Ref("plan-report", str(report.pk)),
        summary=f"{department}报送{report.name}{late}", detail={"number": number, "files": len(evidence)},
    )  # fmt: skip
    return report


def _checked(
    held: Holding, period: str, words: Mapping[str, str], lights: Mapping[str, Judged] | None
) -> tuple[rules.Period, int, Mapping[str, Judged]]:
    """The period, which submission of it this is, and its lights; see submit_report for what it raises."""
    when, faults = _period(held, period)
    if faults:
        raise Invalid(faults + _faults(words, when, []))
    number = _next_number(held, when)
    day = when.last if when.cycle == Cycle.QUARTER else clock.today()
    lights = lights or judged(held.plan, day, held.live)
    faults = _faults(words, when, [lights[one.code] for one in held.live])
    if faults:
        raise Invalid(faults)
    return when, number, lights


def _enclose(report: OwnerReport, evidence: Sequence[Evidence], by: User) -> None:
    for name, content in evidence:
        stored = files.store(content, name, by=by)
        ReportFile.objects.create(report=report, file=stored, title=stored.name)


def _figures(held: Holding, lights: Mapping[str, Judged], quarterly: bool) -> list[dict[str, str]]:
    if quarterly:
        return [lights[one.code].as_quarter_figure(one.title) for one in held.live]
    return [lights[one.code].as_figure(one.title) for one in held.live]


def _period(held: Holding, code: str) -> tuple[rules.Period, list[Problem]]:
    """The month or quarter of a code, and what is wrong with it: to come, or before the assignment."""
    try:
        when = rules.period(code)
    except ValueError as fault:
        raise Invalid.one("period", str(fault), "请从列表中选择") from fault
    problems = []
    if when.opens() > min(clock.today(), held.plan.ends_on):
        late = "还没有结束" if when.cycle == Cycle.QUARTER else "还没有到"
        remedy = f"{when.last}起可以报" if when.cycle == Cycle.QUARTER else "请报当月或以前的月份"
        problems.append(Problem("period", f"{when.title}{late}", remedy))
    if when.last < held.assigned_on:
        told = f"{when.title}在交办（{held.assigned_on}）之前"
        problems.append(Problem("period", told, "请报交办以后的月份或季度"))
    return when, problems


def _faults(words: Mapping[str, str], when: rules.Period, lights: Sequence[Judged]) -> list[Problem]:
    """What the owner left unsaid: a month asks for progress alone, a quarter for all of it."""
    if when.cycle == Cycle.MONTH:
        asked = [("progress", "进展", "请写本月办了什么、办到哪一步；没有进展的写明原因")]
    else:
        asked = [
            ("progress", "完成情况", "请对照本季应达的进度，写明完成了什么"),
            ("next_step", "下一步", "请写明下季度办什么、哪天办成"),
            ("grounds", "佐证", "请写文号、会议或名单的名称，材料可另附"),
        ]
        lag = [one.code for one in lights if one.behind]
        if lag:
            asked.insert(1, ("problems", "落后原因", f"{'、'.join(lag)} 没有达到本季进度，请写明原因"))
    return [Problem(field, f"未写{title}", remedy) for field, title, remedy in asked if not words[field]]


def _next_number(held: Holding, when: rules.Period) -> int:
    """1 for the first submission of a period; see submit_report for what it raises."""
    if not held.live:
        waiting = bool(held.unsigned)
        raise Refused(
            "这些事项还没有签收，不能报送。" if waiting else "这些事项都已办结，不再报送。",
            remedy="请先签收。" if waiting else "",
            conflict=True,
        )
    rows = OwnerReport.objects.filter(
        plan=held.plan, item=held.item, department=held.department, period=when.code
    )
    latest = rows.select_related("verdict").order_by("-number").first()
    if latest is None:
        return 1
    verdict = getattr(latest, "verdict", None)
    if verdict is None or verdict.accepted:
        state = "正在等核验" if verdict is None else "已核验通过"
        raise Refused(
            f"{latest.name}{state}，不能重报。",
            remedy="要更正的，请核验人退回后重报；原来的一份仍保留。",
            conflict=True,
        )
    return latest.number + 1


@transaction.atomic
def verify_report(*, report: OwnerReport, accepted: bool, by: User, reason: str = "") -> ReportVerdict:
    """核验月报、季报: accepts it or sends it back with a reason. Once only.

    Raises Refused for who sent it, for officers of its own department and for a second verdict; Invalid when it is sent
    back without a reason.
    """
    report = OwnerReport.objects.select_for_update().get(pk=report.pk)
    require(may_check(by, department=report.department, office=report.office, doers=[report.by_user_id]))
    if ReportVerdict.objects.filter(report=report).exists():
        raise Refused(f"{report.name}已经核验过。", remedy="请刷新后再看。", conflict=True)
    if not accepted and not reason.strip():
        raise Invalid.one("reason", "未写退回理由", "请写明缺什么、怎样补")
    verdict = ReportVerdict.objects.create(
        report=report, accepted=accepted, reason=reason.strip()[:300], on=clock.today(), at=clock.now(),
        by_user=by, by=actor_text(by),
    )  # fmt: skip
    words = "通过" if accepted else f"退回：{verdict.reason}"
    journal.record(
        actor=by, verb="plan.verify_report", subject=Ref("plan-report", str(report.pk)),
        summary=f"核验{report.department}{report.name}：{words}",
    )  # fmt: skip
    return verdict
