"""催报: a letter to whoever owes a figure of an open situation table, by hand and by the clock. Once a day for each owner."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Refused
from jichuang.base.models import MessageKind
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.base.telling import tell
from jichuang.hall.chores.sweeping import sweep
from jichuang.indicators.models import Situation, SituationLetter
from jichuang.indicators.reads.access import may_record
from jichuang.indicators.reads.owners import officers_of
from jichuang.indicators.reads.situation import Line, lines, overdue

if TYPE_CHECKING:
    from jichuang.accounts.models import User

EVERY = 5
"""Working days between two letters by the clock, the first on the working day after the last day. This system's own arrangement."""


@transaction.atomic
def chase(*, situation: Situation, by: User) -> list[SituationLetter]:
    """发催报函 to every owner of a figure that is not there; returns what was sent.

    Raises Refused without a provincial appointment, for a frozen table, when nothing is owed, or when everybody who owes
    has had today's letter.
    """
    require(may_record(by))
    if situation.frozen_at is not None:
        raise Refused(f"{situation}已冻结，不再催报。", conflict=True)
    owing = overdue(situation, lines(situation), clock.today())
    if not owing:
        raise Refused(f"{situation}的数已经报齐，没有可催的。", conflict=True)
    sent = _send(situation, owing, clock.today(), by)
    if not sent:
        raise Refused("欠报的单位今天都已发过催报函。", remedy="请明天再催，或直接联系。", conflict=True)
    return sent


def chase_by_clock(day: date) -> int:
    """每日事务: letters on the working day after a table's last day, then every fifth working day until the figures are there."""
    late = [
        one for one in Situation.objects.filter(frozen_at__isnull=True, due_on__lt=day) if _is_due(one, day)
    ]
    return sweep("indicators.chase", late, _ref, lambda one: _chase(one, day))


def _chase(situation: Situation, day: date) -> None:
    _send(situation, overdue(situation, lines(situation), day), day, None)


def _is_due(situation: Situation, day: date) -> bool:
    calendar = clock.calendar()
    if not calendar.is_workday(day):
        return False
    return (calendar.workdays_between(situation.due_on, day) - 1) % EVERY == 0


def _ref(situation: Situation) -> Ref:
    return Ref("situation", situation.period)


def _send(
    situation: Situation, owing: list[tuple[str, list[Line]]], day: date, by: User | None
) -> list[SituationLetter]:
    """One letter an owner; none where one went out that day. An owner without an account: to who set the table up."""
    sent = []
    for owner, rows in owing:
        codes = [one.item.code for one in rows]
        letter, fresh = SituationLetter.objects.get_or_create(
            situation=situation, owner=owner, sent_on=day, defaults={"codes": codes, "by": by}
        )
        if not fresh:
            continue
        people = officers_of(owner, day)
        late = day > situation.due_on
        titles = "、".join(one.indicator.title for one in rows)
        subject = f"{situation}{'逾期' if late else ''}催报：{owner}欠{len(rows)}个数"
        body = f"{owner}：请报{situation.title}的{titles}。报数期限{situation.due_on.isoformat()}{'，已过' if late else ''}。"
        if not people:
            body += "该单位在本系统没有账号，请您转达并代为登记。"
        reached = people or [situation.opened_by]
        letter.people, letter.direct = len(reached), bool(people)
        letter.save(update_fields=["people", "direct"])
        tell(reached, kind=MessageKind.DUTY, subject=subject, body=body, about=_ref(situation))
        journal.record(
            actor=by, verb="situation.chase", subject=_ref(situation),
            summary=f"{situation}向{owner}发催报函，欠{len(rows)}个数", detail={"codes": codes, "direct": letter.direct},
        )  # fmt: skip
        sent.append(letter)
    return sent
