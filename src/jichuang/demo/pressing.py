"""督办、调整、政策分解和评估的演示: what the year of supervision left behind, each act on its own day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.demo import sections
from jichuang.plan import rules
from jichuang.plan.models import Plan
from jichuang.plan.terms import AdjustmentKind, LetterKind
from jichuang.plan.verbs import (
    Measure,
    answer_letter,
    ask_adjustment,
    claim_done,
    decide_adjustment,
    decide_pace,
    escalate,
    judge_answer,
    judge_done,
    open_evaluation,
    press,
    record_award,
    record_self_score,
    score_sampled,
    set_pace,
    share_out,
    sign,
    split_policy,
    urge,
)

People = Mapping[str, User]
ANSWERED_BEFORE, ESCALATED = "2018-08", "2018-08"


def checker_of(office: str, users: Mapping[str, User]) -> User:
    """Who verifies what an office did: the supervising section, for its own work somebody else."""
    return users["province" if office == "SKJT-JD" else "supervisor"]


def press_month(plan: Plan, period: str, people: People, users: dict[str, User], until: date) -> None:
    """The letters of a month; slips before August were answered and closed, one of August went to the leader."""
    day = rules.judging_day(period, clock.calendar())
    if day > until:
        return
    clock.set_demonstration_day(day)
    press(plan, day)
    slips = list(
        plan.letters.filter(kind=LetterKind.SLIP, period=period).select_related("office").order_by("id")
    )
    later = clock.calendar().add_workdays(day, 4)
    if later > until or period > ESCALATED:
        return
    clock.set_demonstration_day(later)
    kept = slips[-1:] if period == ESCALATED else []
    for slip in slips:
        if slip in kept or slip.office is None or slip.office.code not in people:
            continue
        answer = answer_letter(
            letter=slip, cause=sections.CAUSE, measures=sections.MEASURES, by=people[slip.office.code]
        )
        judge_answer(answer=answer, accepted=True, by=checker_of(slip.office.code, users))
    for slip in kept:
        overdue = clock.calendar().next_workday(slip.due_on or later)
        if overdue <= until:
            clock.set_demonstration_day(overdue)
            escalate(slip, overdue)


def adjust(plan: Plan, people: People, users: dict[str, User], until: date) -> None:
    """A quarterly pace of January and a target adjusted in June with its document."""
    if until < date(2018, 1, 18):
        return
    clock.set_demonstration_day(date(2018, 1, 16))
    charge = plan.charges.get(code="T05.2")
    row = set_pace(charge=charge, shares=[200, 450, 750, 1000], note="四季度集中入库", by=people["SKJT-GX"])
    clock.set_demonstration_day(date(2018, 1, 18))
    decide_pace(pace=row, approved=True, by=users["supervisor"])
    share_out(
        plan=plan, code="T04.4", document="《2018年高企发展任务分解》（演示）", by=users["province"],
        shares={home: Decimal(share) for home, share in sections.SHARES.items()},
    )  # fmt: skip


def adjust_in_june(plan: Plan, people: People, users: dict[str, User], until: date) -> None:
    """One target lowered by a decision with a document."""
    if until < date(2018, 6, 19):
        return
    clock.set_demonstration_day(date(2018, 6, 11))
    asked = ask_adjustment(
        charge=plan.charges.get(code="T03.1"), kind=AdjustmentKind.TARGET, value=Decimal(45),
        reason="基础研究专项经费合并立项，项目数相应减少", by=people["SKJT-JC"],
    )  # fmt: skip
    clock.set_demonstration_day(date(2018, 6, 19))
    decide_adjustment(
        adjustment=asked, approved=True, document="演示办〔2018〕9号", approver="厅长办公会（演示）",
        by=users["supervisor"],
    )  # fmt: skip


def split(plan: Plan, people: People, users: dict[str, User], until: date) -> None:
    """A policy of July in nine measures; the first is finished, the second overdue."""
    if until < date(2018, 7, 3):
        return
    clock.set_demonstration_day(date(2018, 7, 2))
    measures = [
        Measure(title, office, last, leader="厅领导丁（演示）")
        for title, office, last in sections.MEASURES_OF_POLICY
    ]
    policy = split_policy(
        plan=plan, title="关于抓好科技政策落实的若干措施（演示）", document="演示政〔2018〕6号", under="36", measures=measures,
        by=users["province"],
    )  # fmt: skip
    clock.set_demonstration_day(date(2018, 7, 3))
    for charge in policy.charges.select_related("owner__office"):
        if charge.owner is not None and charge.owner.office is not None:
            sign(plan=plan, codes=[charge.code], by=people[charge.owner.office.code])
    if until < date(2018, 7, 20):
        return
    first = policy.charges.order_by("order")[0]
    clock.set_demonstration_day(date(2018, 7, 18))
    claim_done(charge=first, evidence="政策汇编已印发（演示）", by=people["SKJT-ZF"])
    clock.set_demonstration_day(date(2018, 7, 20))
    judge_done(charge=first, accepted=True, reason="汇编已核", by=users["supervisor"])


def lead(plan: Plan, people: People, users: dict[str, User], until: date) -> None:
    """A leader in charge issues a slip of his own at the end of September; it waits for its answer."""
    if until < date(2018, 9, 27):
        return
    clock.set_demonstration_day(date(2018, 9, 27))
    urge(
        charge=plan.charges.get(code="M04.2"), by=users["deputy"],
        reason="9月27日调度会批示：国庆后第一周拿出时间表，逐市包联（演示）",
    )  # fmt: skip


def evaluate(plan: Plan, people: People, users: dict[str, User], until: date) -> None:
    """Self scores and an award of September, and a third-party evaluation half done."""
    if until < date(2018, 9, 4):
        return
    clock.set_demonstration_day(date(2018, 9, 3))
    owned = plan.charges.exclude(owner__office=None)
    offices = dict(owned.order_by().values_list("owner__office__code", "owner__department").distinct())
    for code, score in sections.SELF_SCORES.items():
        record_self_score(
            plan=plan,
            department=offices[code],
            score=Decimal(score),
            reasons="按计分办法逐项自评（演示）",
            by=people[code],
        )
    record_award(
        plan=plan, department=offices["SKJT-CG"], title="成果转化做法被通报表扬（演示）", document="演示通〔2018〕3号",
        points=Decimal(3), by=users["province"],
    )  # fmt: skip
    row = open_evaluation(
        plan=plan, title="2018年重点任务第三方评估（演示）", body="冀评咨询有限公司（演示）", basis="委托协议（演示）",
        evaluator=users["evaluator"], opens_on=date(2018, 9, 3), closes_on=date(2018, 10, 31),
        codes=["T04.4", "T05.2", "G.12", "M04.2", "D36.4"], by=users["supervisor"],
    )  # fmt: skip
    clock.set_demonstration_day(date(2018, 9, 4))
    for sampled, points in zip(row.sample.order_by("id"), (88, 82), strict=False):
        score_sampled(
            sampled=sampled,
            score=Decimal(points),
            finding="抽查名单与月报一致，佐证齐全（演示）。",
            by=users["evaluator"],
        )
