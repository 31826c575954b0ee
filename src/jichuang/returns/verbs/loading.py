"""批量报入: returns collected elsewhere (a city's own sheets, the national system) enter an opened period in one go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, OuterRef, Subquery

from jichuang.base import clock, journal, permissions
from jichuang.base.errors import Refused
from jichuang.returns.models import Filing, OpenPeriod, Owed
from jichuang.returns.reads.permissions import may_review_period
from jichuang.returns.terms import State
from jichuang.returns.verbs.common import digest_of, period_ref

if TYPE_CHECKING:
    from jichuang.accounts.models import User

BATCH = 1000


@transaction.atomic
def load_returns(
    *,
    period: OpenPeriod,
    answers: Mapping[str, Mapping[str, Any]],
    source: str,
    by: User,
    on: date | None = None,
) -> int:
    """Files and accepts {subject: stored answers} for units that owe and have not begun; returns how many. `source` says whence.

    The answers are in stored form and have been checked where they were collected. Units that have begun or reported keep
    what they wrote. Raises Refused without the reviewing role for the whole period, or after the freeze.
    """
    permissions.require(may_review_period(by, period))
    if period.frozen_at is not None:
        raise Refused(f"{period.title}已经冻结，不能再批量报入。", remedy="请按更正处理。", conflict=True)
    day = on or clock.today()
    waiting = Owed.objects.select_for_update().filter(
        period=period, state__in=[State.OWED, State.LATE], saved_at__isnull=True, subject__in=answers
    )
    rows = list(waiting.order_by("id").values_list("pk", "subject"))
    filings = _filings(rows, answers, by)
    Filing.objects.bulk_create(filings, batch_size=BATCH)
    filed = Filing.objects.filter(owed=OuterRef("pk"), number=1).values("answers")
    Owed.objects.filter(pk__in=[key for key, _ in rows]).update(
        answers=Subquery(filed), state=State.ACCEPTED, handed_in_on=day, decided_by=by, decided_on=day,
        revision=F("revision") + 1,
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="period.loaded",
        subject=period_ref(period),
        summary=f"{period.title}批量报入{len(rows)}份（{source}）",
        detail={"source": source, "loaded": len(rows)},
    )
    return len(rows)


def _filings(rows: list[tuple[int, str]], answers: Mapping[str, Mapping[str, Any]], by: User) -> list[Filing]:
    """The first filing of each (row, subject), not yet saved."""
    at = clock.now()
    return [
        Filing(
            owed_id=key,
            number=1,
            answers=answers[subject],
            at=at,
            by=by,
            digest=digest_of(answers[subject], {}),
        )
        for key, subject in rows
    ]
