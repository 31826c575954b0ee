"""催办: reminders, slips and talk notices that follow from the lights of a month; each once, whatever runs twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.db.models import Max

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import require
from jichuang.base.refs import Ref, actor_text
from jichuang.base.telling import tell
from jichuang.plan import rules
from jichuang.plan.models import Charge, Letter, Plan
from jichuang.plan.reads.access import may_urge
from jichuang.plan.reads.charges import Holding, holding, holdings
from jichuang.plan.reads.judging import Judged, judged
from jichuang.plan.reads.letters import red_months
from jichuang.plan.reads.people import officers_of
from jichuang.plan.reads.reports import owed, submissions
from jichuang.plan.terms import ChargeState, LetterKind
from jichuang.plan.verbs.charging import move
from jichuang.plan.verbs.leading import tell_of_letter, tell_of_letters

if TYPE_CHECKING:
    from jichuang.accounts.models import User

Line = dict[str, str]
DEMONSTRATION_FIRST = 900_001


@transaction.atomic
def press(plan: Plan, day: date) -> list[Letter]:
    """按月催办: reads the lights of `day` and writes what follows; the letters that are new.

    Amber lights and missing reports: one 提醒函 to each owner. Red lights: one 督办单 per owner and item, to be
    answered. Red for months running: one 约谈提示 per owner. Running it again for the same month writes nothing.
    """
    held = holdings(plan)
    lights = judged(plan, day, [row for one in held for row in one.live])
    period = rules.period_of(day)
    letters = _reminders(held, lights, period, day) + _slips(held, lights, period, day)
    letters += _talks(plan, held, lights, period, day)
    for one in held:
        _mark(one.live, lights)
    tell_of_letters(plan, letters, by=None)
    return letters


def _line(charge: Charge, light: Judged) -> Line:
    return light.as_figure(charge.title)


def _reminders(held: Sequence[Holding], lights: dict[str, Judged], period: str, day: date) -> list[Letter]:
    """One reminder an owner, for all its items."""
    sent = submissions(held[0].plan) if held else {}
    found: dict[str, tuple[Holding, list[Line]]] = {}
    for one in held:
        lines = [_line(row, lights[row.code]) for row in one.live if lights[row.code].colour == "amber"]
        for month in owed(one, sent, day):
            if month.open and month.due_on < day:
                words = f"{month.name}{month.words[1]}"
                lines.append(
                    {"code": one.place, "title": f"{one.place}{one.title}", "words": words, "colour": "amber"}
                )
        if lines:
            found.setdefault(one.department, (one, []))[1].extend(lines)
    letters = []
    for department, (one, lines) in found.items():
        key = f"{period}/{LetterKind.REMINDER}/{department}"
        letters.append(_issue(one, LetterKind.REMINDER, key, lines, period, whole=True))
    return [letter for letter in letters if letter is not None]


def _slips(held: Iterable[Holding], lights: dict[str, Judged], period: str, day: date) -> list[Letter]:
    letters = []
    for one in held:
        lines = [_line(row, lights[row.code]) for row in one.live if lights[row.code].colour == "red"]
        if lines:
            key = f"{period}/{LetterKind.SLIP}/{one.item}/{one.department}"
            due = rules.answer_by(day, clock.calendar())
            letters.append(_issue(one, LetterKind.SLIP, key, lines, period, due=due))
    return [letter for letter in letters if letter is not None]


def _talks(
    plan: Plan, held: Iterable[Holding], lights: dict[str, Judged], period: str, day: date
) -> list[Letter]:
    """Red in this month and in the months before, without a break."""
    months = rules.value(rules.P.talk_after, day)
    running = red_months(plan, period, months)
    letters = []
    by_owner: dict[str, tuple[Holding, list[Line]]] = {}
    for one in held:
        lines = [
            _line(row, lights[row.code]) | {"words": f"{lights[row.code].words}（连续{months}个月红灯）"}
            for row in one.live
            if lights[row.code].colour == "red" and row.code in running
        ]
        if lines:
            by_owner.setdefault(one.department, (one, []))[1].extend(lines)
    for department, (one, lines) in by_owner.items():
        key = f"{period}/{LetterKind.TALK}/{department}"
        letters.append(_issue(one, LetterKind.TALK, key, lines, period, whole=True))
    return [letter for letter in letters if letter is not None]


def _issue(
    to: Holding,
    kind: LetterKind,
    key: str,
    lines: list[Line],
    period: str,
    *,
    due: date | None = None,
    whole: bool = False,
    by: User | None = None,
) -> Letter | None:
    """Writes one letter and mails it; None when its key exists already."""
    plan = to.plan
    if Letter.objects.filter(plan=plan, key=key).exists():
        return None
    last = Letter.objects.filter(plan=plan, kind=kind).aggregate(last=Max("serial"))["last"]
    first = DEMONSTRATION_FIRST if settings.DEMONSTRATION else 1
    letter = Letter.objects.create(
        plan=plan, kind=kind, key=key, serial=first if last is None else last + 1, department=to.department,
        office=to.office, leader="" if kind == LetterKind.REMINDER else to.leader, item=None if whole else to.item,
        period=period, lines=lines, issued_on=clock.today(), issued_at=clock.now(), due_on=due, by=actor_text(by),
    )  # fmt: skip
    ref = Ref("plan-letter", str(letter.pk))
    until = f"，请于{due}前答复" if due else ""
    body = "\n".join(f"{one['title']}：{one['words']}" for one in lines)
    people = officers_of(to.office, clock.today())
    tell(people, kind=MessageKind.DUTY, subject=f"{letter.title}{until}", body=body, about=ref)
    journal.record(
        actor=by, verb=f"plan.{kind}", subject=ref,
        summary=f"向{to.department}发出{letter.title}，{len(lines)}项{until}", detail={"key": key, "due": due},
    )  # fmt: skip
    return letter


def _mark(live: Iterable[Charge], lights: dict[str, Judged]) -> None:
    """滞后 while red, 办理中 again when it is not."""
    for row in live:
        red = lights[row.code].colour == "red"
        if red and row.state in {ChargeState.SIGNED, ChargeState.RUNNING, ChargeState.REOPENED}:
            move(row, ChargeState.BEHIND, by=None, note=lights[row.code].words)
        elif not red and row.state == ChargeState.BEHIND:
            move(row, ChargeState.RUNNING, by=None, note=lights[row.code].words)


@transaction.atomic
def urge(*, charge: Charge, reason: str, by: User) -> Letter:
    """当即督办 of one promise, outside the monthly round, by a keeper or by the leader in charge of it.

    Raises Refused for anybody else, a leader of other matters included, and for a promise nobody has signed for; Invalid
    without a reason.
    """
    require(may_urge(by, charge.owner))
    if not reason.strip():
        raise Invalid.one("reason", "未写督办事由", "请写明依据，例如领导批示的日期和内容")
    held = holding(charge.plan, charge.item, charge.owner.department) if charge.owner else None
    if held is None or charge.code not in {one.code for one in held.live}:
        raise Refused(f"{charge.code} 不在办理中，不能督办。", remedy="请先交办并签收。", conflict=True)
    day = clock.today()
    light = judged(charge.plan, day, [charge])[charge.code]
    line = _line(charge, light) | {"words": reason.strip()[:200]}
    count = charge.plan.letters.filter(key__startswith=f"hand/{charge.code}/").count()
    letter = _issue(
        held, LetterKind.SLIP, f"hand/{charge.code}/{count + 1}", [line], rules.period_of(day),
        due=rules.answer_by(day, clock.calendar()), by=by,
    )  # fmt: skip
    assert letter is not None
    tell_of_letters(charge.plan, [letter], by=by)
    return letter


@transaction.atomic
def escalate(letter: Letter, day: date) -> bool:
    """升级: a slip without an answer after its last day goes to the leader in charge; once. Whether it did."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if letter.escalated_on is not None or letter.closed_on is not None or letter.due_on is None:
        return False
    letter.escalated_on = day
    letter.save(update_fields=["escalated_on"])
    ref = Ref("plan-letter", str(letter.pk))
    body = f"{letter.department}应于{letter.due_on}前答复。请立即答复。"
    people = officers_of(letter.office, day)
    tell(
        people, kind=MessageKind.DUTY, subject=f"{letter.title}逾期未答复，已报分管领导", body=body, about=ref
    )
    tell_of_letter(
        letter,
        f"您分管的{letter.title}逾期未答复",
        f"{letter.department}应于{letter.due_on}前答复，至今没有。",
    )
    journal.record(
        actor=None, verb="plan.escalate", subject=ref,
        summary=f"{letter.department}逾期未答复{letter.title}，报{letter.leader or '分管领导'}",
    )  # fmt: skip
    return True
