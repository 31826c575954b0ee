"""The hall's standing cast, three bodies in a register, and a period opened on 2018-07-02."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.base.today import today
from jichuang.hall.tests.cast import *  # noqa: F403
from jichuang.hall.tests.cast import enterprise
from jichuang.registry.verbs import record_entry
from jichuang.returns import catalogue, verbs
from jichuang.returns.models import Owed
from jichuang.returns.tests.trial import GOOD, TRIAL

OPENED = date(2018, 7, 2)


@pytest.fixture
def roster(stand, firm, other_firm):
    """澄光传感 (石家庄), 白榆生物 (廊坊) and a third body stand in the register since January."""
    third = enterprise(7, "青禾技术转移有限公司（演示）", "131124")
    for party in (firm, other_firm, third):
        record_entry(
            register="tech_transfer_body", party=party, subject=party.credit_code, number=f"ZY{party.pk:06d}",
            valid_from=date(2018, 1, 5), source="演示", by=None,
        )  # fmt: skip
    stand(OPENED)
    with catalogue.on_trial(TRIAL):
        yield [firm, other_firm, third]


@pytest.fixture
def opened(roster):
    """2018Q2, opened by the daily duty's own verb; due on 2018-07-20."""
    return verbs.open_period(code="trial-quarterly", period="2018Q2", by=None)


@pytest.fixture
def owed(opened, firm):
    """What 澄光传感 owes."""
    return Owed.objects.get(period=opened, party=firm)


def fill(owed, by, **changes):
    """Saves the good answers, with differences; explanations as `explain_x`."""
    said = {key.removeprefix("explain_"): text for key, text in changes.items() if key.startswith("explain_")}
    answers = {key: text for key, text in {**GOOD, **changes}.items() if not key.startswith("explain_")}
    owed.refresh_from_db()
    return verbs.save(owed=owed, by=by, answers=answers, explanations=said, revision=owed.revision)


def file(owed, by, **changes):
    """Saves and hands in."""
    owed = fill(owed, by, **changes)
    return verbs.hand_in(owed=owed, by=by, revision=owed.revision)


def on(day):
    """Moves the demonstration clock forward with its duties."""
    assert day > today()
    clock.advance(to=day)
