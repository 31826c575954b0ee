"""督导的演示: the 36 items assigned to sections in January, signed for, reported month by month and verified."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.demo import cast, pressing, sections
from jichuang.demo.sections import SECTIONS, Section
from jichuang.plan import rules
from jichuang.plan.models import Plan
from jichuang.plan.reads.charges import Holding, holdings
from jichuang.plan.reads.judging import Judged, judged
from jichuang.plan.terms import quarter_of
from jichuang.plan.verbs import Assignment, assign_all, sign, submit_report, verify_report
from jichuang.registry.models import Department
from jichuang.registry.terms import Role
from jichuang.registry.verbs import appoint

ASSIGNED_ON, SIGNED_ON = date(2018, 1, 5), date(2018, 1, 9)
AFTER = {
    "2018-05": pressing.adjust_in_june,
    "2018-06": pressing.split,
    "2018-08": pressing.evaluate,
    "2018-09": pressing.lead,
}
"""Month -> what came after its reports."""
LAST_RETURNED = "2018-09"
"""Reports sent back in this month have not come again yet."""
DOCUMENT = "《2018年重点工作责任分解表》（演示）"


def follow(plan: Plan, *, users: dict[str, User], until: date) -> None:
    """Everything that supervision brought by `until`, each act on its own day."""
    if until < ASSIGNED_ON:
        return
    people = _people(users)
    _leaders(users)
    clock.set_demonstration_day(ASSIGNED_ON)
    assign_all(plan=plan, lines=_lines(), by=users["province"])
    if until < SIGNED_ON:
        return
    clock.set_demonstration_day(SIGNED_ON)
    for section in SECTIONS:
        codes = plan.charges.filter(owner__office__code=section.office).values_list("code", flat=True)
        sign(plan=plan, codes=list(codes), by=people[section.office])
    pressing.adjust(plan, people, users, until)
    for period in rules.periods(ASSIGNED_ON, until):
        _month(plan, period, people, users, until)
        pressing.press_month(plan, period, people, users, until)
        _quarter(plan, period, people, users, until)
        if period in AFTER:
            AFTER[period](plan, people, users, until)


def _lines() -> Iterable[Assignment]:
    offices = {office.code: office.name for office in cast.OFFICES}
    for section in SECTIONS:
        for item in section.items:
            yield Assignment(
                str(item),
                offices[section.office],
                section.supporting,
                section.chief,
                section.leader,
                DOCUMENT,
            )


def _people(users: dict[str, User]) -> dict[str, User]:
    """Office -> who acts for it; chiefs who do not stand on the sign-in page cannot sign in."""
    chiefs = {section.office: users.get(section.username) or _chief(section) for section in SECTIONS}
    return chiefs | {"SKJT-JD": users["supervisor"], "LF": users["langfang"]}


def _leaders(users: dict[str, User]) -> None:
    """The other leaders in charge: accounts that cannot sign in, so that what is theirs reaches somebody."""
    named = dict.fromkeys(section.leader for section in SECTIONS)
    known = {user.name for user in users.values()}
    for number, name in enumerate(named, start=1):
        username = f"leader-{number}"
        if name in known or User.objects.filter(username=username).exists():
            continue
        user = User.objects.create_user(
            username, None, name=name, email=f"{username}@demo.example", demonstration=True
        )
        appoint(
            user=user, role=Role.LEADER, department=Department.objects.get(code="SKJT"),
            valid_from=date(2018, 1, 2), basis="演示任职", by=None,
        )  # fmt: skip


def _chief(section: Section) -> User:
    user = User.objects.filter(username=section.username).first()
    if user is not None:
        return user
    user = User.objects.create_user(
        section.username,
        None,
        name=section.chief,
        email=f"{section.username}@demo.example",
        demonstration=True,
    )
    appoint(
        user=user, role=Role.PROVINCE_OFFICER, department=Department.objects.get(code=section.office),
        valid_from=date(2018, 1, 2), basis="演示任职", by=None,
    )  # fmt: skip
    return user


def _month(plan: Plan, period: str, people: dict[str, User], users: dict[str, User], until: date) -> None:
    """One month's reports: in time, late or never, as the sections do; verified the working day after."""
    due = rules.report_due(period, clock.calendar())
    held = holdings(plan)
    sent: list[tuple[date, Holding]] = []
    for holding in held:
        office = holding.office.code if holding.office else ""
        if period not in sections.SLOW.get(office, ()):
            sent.append((due + timedelta(days=sections.LATE.get(office, -1)), holding))
    for day in sorted({one for one, _ in sent if one <= until}):
        clock.set_demonstration_day(day)
        lights = judged(plan, day, [row for holding in held for row in holding.charges])
        for number, (when, holding) in enumerate(sent):
            if when == day:
                _report(plan, holding, period, number, people, users, lights)


def _quarter(plan: Plan, month: str, people: dict[str, User], users: dict[str, User], until: date) -> None:
    """The quarterly reports after its last month: the day before they are due, or as late as the section is; one sent back."""
    end = rules.last_day(month)
    if end.month % 3 or end > until:
        return
    when = rules.period(quarter_of(end))
    due = when.due(clock.calendar())
    held = [one for one in holdings(plan) if one.live]
    lights = judged(plan, end, [row for one in held for row in one.charges])
    for number, one in enumerate(held):
        office = one.office.code if one.office else ""
        day = due + timedelta(days=sections.LATE.get(office, -1))
        if day > until or office not in people or month in sections.SLOW.get(office, ()):
            continue
        clock.set_demonstration_day(day)
        lag = any(lights[row.code].behind for row in one.live)
        report = submit_report(
            plan=plan, item=one.item, department=one.department, period=when.code, lights=lights, by=people[office],
            progress=sections.QUARTER_PROGRESS[number % 3], problems=sections.CAUSE if lag else "",
            next_step=sections.NEXT_STEP[number % 3], grounds=sections.GROUNDS[number % 3],
        )  # fmt: skip
        returned = number % 13 == 12
        verify_report(
            report=report, accepted=not returned, reason="没有写哪天办成。" if returned else "",
            by=pressing.checker_of(office, users),
        )  # fmt: skip


def _report(
    plan: Plan,
    holding: Holding,
    period: str,
    number: int,
    people: dict[str, User],
    users: dict[str, User],
    lights: dict[str, Judged],
) -> None:
    office = holding.office.code if holding.office else ""
    checker = pressing.checker_of(office, users)
    at = number + int(period[5:])
    given: dict[str, Any] = {
        "plan": plan,
        "item": holding.item,
        "department": holding.department,
        "period": period,
        "lights": lights,
    }
    words: dict[str, Any] = {
        "progress": sections.PROGRESS[at % 3],
        "next_step": sections.NEXT_STEP[at % 3],
        "problems": "个别市进度偏慢。" if at % 4 == 0 else "",
    }
    report = submit_report(**given, **words, by=people[office])
    if at % 11 != 0:
        verify_report(report=report, accepted=True, by=checker)
        return
    verify_report(report=report, accepted=False, reason="只写了打算，没有写办到哪一步。", by=checker)
    if period != LAST_RETURNED:
        words["progress"] += "已办到审定一步。"
        verify_report(report=submit_report(**given, **words, by=people[office]), accepted=True, by=checker)
