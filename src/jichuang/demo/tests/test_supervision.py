"""The year of supervision in the demonstration: reports, letters, one adjustment, one policy, one evaluation, and pages that show them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from jichuang.accounts.models import User
from jichuang.demo import loading, population, province
from jichuang.plan.models import Plan
from jichuang.plan.reads.charges import unowned
from jichuang.plan.terms import LetterKind

PAGES = (
    "",
    "mine/",
    "assign/",
    "chase/",
    "reports/",
    "letters/",
    "adjustments/",
    "policies/",
    "scores/",
    "evaluations/",
)


@pytest.fixture
def story(settings, transactional_db, monkeypatch) -> Plan:
    """A demonstration of a hundredth of the province, without its cases, on 30 September 2018."""
    settings.DEMONSTRATION = True
    small = tuple(
        replace(level, base=-(-level.base // 100), new=-(-level.new // 100), ended=0, renewed=0)
        for level in population.LEVELS
    )
    monkeypatch.setattr(population, "LEVELS", small)
    monkeypatch.setattr(province, "LEVELS", small)
    monkeypatch.setattr(loading, "load_cases", lambda **_: None)
    loading.load(on=date(2018, 9, 30), progress=lambda *_: None)
    return Plan.objects.get()


def test_the_demonstration_shows_every_part_of_supervision_with_content(story):
    assert not unowned(story).exists()
    assert story.reports.filter(verdict__accepted=True).count() > 250
    assert story.reports.filter(cycle="quarter", verdict__accepted=True).count() > 30
    assert story.reports.filter(cycle="quarter", verdict__accepted=False).exists()
    assert story.letters.filter(key__startswith="hand/", closed_on=None).exists()
    assert story.charges.filter(owner__in_charge=None).count() == 0
    assert story.letters.filter(kind=LetterKind.SLIP).exclude(closed_on=None).exists()
    assert story.adjustments.get().document and story.quarter_paces.get().decided_on
    assert story.policies.get().charges.count() == 9
    assert story.evaluations.get().sample.exclude(score=None).count() == 2
    supervisor, evaluator = Client(), Client()
    supervisor.force_login(User.objects.get(username="supervisor"))
    evaluator.force_login(User.objects.get(username="evaluator"))
    for part in PAGES:
        assert supervisor.get(f"/plan/2018/follow/{part}").status_code == 200, part
    assert supervisor.get("/plan/2018/targets/T04.4/cities/").status_code == 200
    assert evaluator.get(story.evaluations.get().get_absolute_url()).status_code == 200
    assert evaluator.get("/plan/2018/follow/").status_code == 403
