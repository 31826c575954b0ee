"""统计调查的冻结资料, without names: what tabulation reads, and nobody else (a house test reads the imports).

Survey answers never feed approval, prefill of others, supervision or a named list. So a row here says where its unit
counts and what it answered, not who it is; tables leave the room above only after statistical secrecy is applied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from jichuang.base.errors import Refused
from jichuang.returns.models import OpenPeriod, Owed


@dataclass(frozen=True, slots=True)
class Anonymous:
    """One frozen return: its 考核归属 unit and its answers."""

    home: str
    answers: Mapping[str, Any]


def frozen_answers(period: OpenPeriod) -> list[Anonymous]:
    """Every frozen return of a survey's period. One query. Raises Refused before the freeze or for what is no survey."""
    rows = _frozen(period).values_list("home", "frozen__answers")
    return [Anonymous(home, answers) for home, answers in rows]


def _frozen(period: OpenPeriod) -> QuerySet[Owed]:
    if not period.is_survey:
        raise Refused(f"{period.title}不是统计调查。", conflict=True)
    if period.frozen_at is None:
        raise Refused(
            f"{period.title}还没有冻结，不能汇总。", remedy="请在审核完毕后冻结本期。", conflict=True
        )
    return Owed.objects.filter(period=period, frozen__isnull=False).order_by("home", "id")


def frozen_pairs(before: OpenPeriod, now: OpenPeriod) -> list[tuple[Anonymous | None, Anonymous | None]]:
    """What every unit of either period reported then and now, None where it did not; joined here, so that nobody needs a name.

    Two queries. Raises what `frozen_answers` raises.
    """
    first, second = _by_subject(before), _by_subject(now)
    return [(first.get(one), second.get(one)) for one in sorted(first.keys() | second.keys())]


def _by_subject(period: OpenPeriod) -> dict[str, Anonymous]:
    rows = _frozen(period).values_list("subject", "home", "frozen__answers")
    return {subject: Anonymous(home, answers) for subject, home, answers in rows}


def frozen_period(code: str, period: str) -> OpenPeriod | None:
    """The period, opened and frozen; None otherwise."""
    return OpenPeriod.objects.filter(code=code, period=period, frozen_at__isnull=False).first()


def frozen_periods(code: str) -> list[OpenPeriod]:
    """Every frozen period of a survey, the earliest first."""
    return list(OpenPeriod.objects.filter(code=code, frozen_at__isnull=False).order_by("due_on", "id"))


def owed_count(period: OpenPeriod) -> int:
    """How many units the roster named."""
    return Owed.objects.filter(period=period).count()
