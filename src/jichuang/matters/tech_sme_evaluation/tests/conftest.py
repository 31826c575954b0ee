"""The hall's standing cast plays the first real matter."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.hall import verbs
from jichuang.hall.models import Case, PublicityNotice
from jichuang.hall.tests.cast import *  # noqa: F403
from jichuang.registry.models import Party

MATTER = "tech-sme-evaluation"
ANSWERS = {
    "main_products": "低漂移气体传感器",
    "resident_enterprise": "是",
    "restricted_industry": "否",
    "staff": "46",
    "tech_staff": "14",
    "sales": "3200",
    "assets": "2780",
    "rd_expense": "240",
    "cost_expense": "2730",
    "ip_class1": "0",
    "ip_class2": "4",
    "serious_violation": "否",
    "abnormal_list": "否",
    "dishonest_list": "否",
    "hnte_certificate_valid": "否",
    "national_award_top3": "否",
    "provincial_rd_body": "否",
    "led_standard": "否",
}


def file_case(party: Party, by: User, **changes: str) -> Case:
    """Starts, fills in and submits."""
    case = verbs.start(matter=MATTER, party=party, by=by)
    case = verbs.save_draft(case=case, by=by, answers={**ANSWERS, **changes}, revision=case.revision)
    return verbs.submit(case=case, by=by, key=secrets.token_hex(8))


@pytest.fixture
def published(
    firm: Party, clerk: User, city_officer: User, province_officer: User, stand: Callable[[date], None]
) -> PublicityNotice:
    """澄光传感's case on a notice posted 2018-09-20."""
    case = verbs.accept_complete(case=file_case(firm, clerk), by=city_officer)
    stand(date(2018, 9, 20))
    notice = verbs.compose_notice(matter=MATTER, cases=[case], by=province_officer)
    return verbs.post_notice(notice=notice, by=province_officer)


@pytest.fixture
def real(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """`real(day)` leaves demonstration mode on that business day."""

    def leave(day: date) -> None:
        settings.DEMONSTRATION = False
        monkeypatch.setattr("jichuang.base.today.today", lambda: day)
        monkeypatch.setattr(clock, "today", lambda: day)

    return leave
