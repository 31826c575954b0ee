"""催办: on the last working day before the end, to those who owe something, once; a bad round stops nobody."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from jichuang.base import clock
from jichuang.base.models import Outbox
from jichuang.review import chores
from jichuang.review.models import Round


@pytest.fixture
def round(play, pool, case) -> Round:
    """Closes on Monday 2018-09-17; one of five has handed in."""
    held = play.drawn([case])
    play.score(play.ready(held)[0].reviews.get())
    Round.objects.filter(pk=held.pk).update(closes_at=datetime(2018, 9, 17, 17, tzinfo=clock.SHANGHAI))
    return held


def _letters() -> int:
    return Outbox.objects.filter(subject__contains="评分即将截止").count()


def test_turning_the_clock_reminds_those_who_owe_on_the_last_working_day(round, season):
    clock.advance(to=date(2018, 9, 13))
    assert _letters() == 0
    clock.advance(to=date(2018, 9, 17))
    assert _letters() == 4
    assert "还有1项没有提交" in Outbox.objects.filter(subject__contains="即将截止").first().body


def test_one_bad_round_does_not_stop_the_others(round, play, cases, monkeypatch):
    other = play.drawn(cases[1:2])
    Round.objects.filter(pk=other.pk).update(closes_at=datetime(2018, 9, 17, 17, tzinfo=clock.SHANGHAI))
    plain = chores._remind

    def first_is_bad(held: Round) -> None:
        if held.pk == round.pk:
            raise ValueError("bad")
        plain(held)

    monkeypatch.setattr(chores, "_remind", first_is_bad)
    chores.remind_experts(date(2018, 9, 14))
    assert _letters() == 5
