"""每日事务 of supervision: remind of signing and reports, write the month's letters, escalate. Each effect once, by key."""

from __future__ import annotations

from datetime import date, timedelta

from jichuang.base import clock
from jichuang.base.models import MessageKind
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.hall.chores.sweeping import sweep
from jichuang.plan import rules
from jichuang.plan.models import Plan
from jichuang.plan.reads.charges import Holding, holdings
from jichuang.plan.reads.letters import overdue
from jichuang.plan.reads.people import officers_of
from jichuang.plan.reads.reports import owed, submissions
from jichuang.plan.verbs.leading import tell_of_reds
from jichuang.plan.verbs.pressing import escalate, press


def running(day: date) -> list[Plan]:
    """Plans whose year the day lies in."""
    return list(Plan.objects.filter(starts_on__lte=day, ends_on__gte=day).order_by("pk"))


def _ref(plan: Plan) -> Ref:
    return Ref("plan", plan.slug)


def remind(day: date) -> int:
    """提醒: of what is unsigned on the day after its last day, and of reports some working days before theirs."""
    return sweep("plan.remind", running(day), _ref, lambda plan: _remind(plan, day))


def _remind(plan: Plan, day: date) -> None:
    calendar = clock.calendar()
    ahead = rules.value(rules.P.report_remind_days, day)
    sent = submissions(plan)
    for one in holdings(plan):
        if one.sign_by is not None and calendar.next_workday(one.sign_by) == day:
            _write(
                one,
                f"{one.place}交办事项超期未签收",
                f"应于{one.sign_by}前签收{len(one.unsigned)}项，请立即签收。",
            )
        for month in owed(one, sent, day):
            early = calendar.add_workdays(month.due_on, -ahead)
            if (
                month.open and max(early, month.when.opens()) == day
            ):  # holidays may reach back into the quarter
                _write(
                    one,
                    f"{one.place}{month.name}应于{month.due_on}前报送",
                    "数已由系统取好，只需写文字。",
                )


def _write(to: Holding, subject: str, body: str) -> None:
    people = officers_of(to.office, clock.today())
    tell(people, kind=MessageKind.DUTY, subject=subject, body=body, about=_ref(to.plan))


def press_month(day: date) -> int:
    """按月催办: on the working day after the reports were due."""
    if rules.judging_day(rules.period_of(day), clock.calendar()) != day:
        return 0
    return sweep("plan.press", running(day), _ref, lambda plan: press(plan, day))


def warn_of_reds(day: date) -> int:
    """变红即告: leaders hear of what turned red since yesterday; on the day of the letters these say it."""
    if rules.judging_day(rules.period_of(day), clock.calendar()) == day:
        return 0
    before = day - timedelta(days=1)
    return sweep("plan.warn_of_reds", running(day), _ref, lambda plan: tell_of_reds(plan, day, before))


def escalate_overdue(day: date) -> int:
    """升级: slips whose last day has passed without an answer, whichever year's plan they belong to."""
    found = [letter for plan in Plan.objects.order_by("pk") for letter in overdue(plan, day)]
    return sweep(
        "plan.escalate",
        found,
        lambda letter: Ref("plan-letter", str(letter.pk)),
        lambda letter: escalate(letter, day),
    )


DUTIES = {
    "plan.remind": remind,
    "plan.press_month": press_month,
    "plan.escalate": escalate_overdue,
    "plan.warn_of_reds": warn_of_reds,
}
"""Name -> duty, in the order in which a day does them."""
