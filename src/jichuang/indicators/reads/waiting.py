"""待起草: frozen quarters of the survey that have no bulletin yet."""

from __future__ import annotations

from jichuang.indicators.models import Bulletin
from jichuang.indicators.reads.tabulation import SURVEY
from jichuang.returns.reads.surveys import frozen_periods


def drafting_waits_for() -> list[tuple[str, str]]:
    """(period, title) of each, the earliest first. Two queries."""
    drafted = set(Bulletin.objects.filter(survey=SURVEY).values_list("period", flat=True))
    return [(one.period, one.when.title) for one in frozen_periods(SURVEY) if one.period not in drafted]
