"""Each matter moves its target: a whole journey adds exactly what the plan's indicator should count, and no more."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from importlib import import_module
from typing import Any

import pytest

from jichuang.base import clock
from jichuang.base.refs import Ref
from jichuang.hall import catalogue
from jichuang.indicators.reads.series import series
from jichuang.matters.incubatee.tests.test_incubatee import ANSWERS as TENANT
from jichuang.matters.tests.journey import *  # noqa: F403
from jichuang.registry.verbs import record_entry


@dataclass(frozen=True)
class Moves:
    """`adds` is what one journey of `matter` adds, by indicator; answers are those of the matter's own tests.

    Tests whose matter needs more than answers have a `story(journey)` that says what a journey is given.
    """

    matter: str
    module: str
    adds: dict[str, int]
    more: dict[str, Any] = field(default_factory=dict)

    def story(self, journey) -> dict[str, Any]:
        told = import_module(f"jichuang.matters.{self.module}")
        if hasattr(told, "story"):
            return told.story(journey)
        return {"answers": {**told.ANSWERS, **self.more}}


ALL = (
    Moves("hebei-tech-sme", "hebei_tech_sme.tests.test_hebei_tech_sme", {"hebei-tech-sme-in-force": 1, "hebei-tech-sme-new": 1}),
    Moves("atse", "atse.tests.test_atse", {"atse-in-force": 1}),
    Moves("alliance", "alliance.tests.test_alliance", {"alliances-new": 1}),
    Moves("trial-zone", "trial_zone.tests.test_trial_zone", {"tech-transfer-pilot-zones-new": 1}),
    Moves("work-meeting", "work_meeting.tests.test_work_meeting", {"consultations-held": 1}),
    Moves("innovative-county", "innovative_county.tests.test_innovative_county", {"innovative-counties": 1}),
    Moves("agri-park", "agri_park.tests.test_agri_park", {"national-agri-parks": 1, "agri-parks": 0}),
    Moves("provincial-agri-park", "provincial_agri_park.tests.test_provincial_agri_park", {"agri-parks": 1, "national-agri-parks": 0}),
    Moves("ip-standard", "ip_standard.tests.test_ip_standard", {"ip-standard-opened": 1, "ip-standard-certifications": 0}),
    Moves("service-body", "service_body.tests.test_service_body", {"key-service-bodies": 1}),
    Moves("international-base", "international_base.tests.test_international_base", {"international-bases-new": 1}),
    Moves("hnte-reserve", "hnte_reserve.tests.test_hnte_reserve", {"hnte-reserve-new": 1}),
    Moves("new-rd-institution", "new_rd_institution.tests.test_new_rd_institution", {"new-rd-institutions": 1}),
    Moves("academician-station", "academician_station.tests.test_academician_station", {"academician-stations": 1, "academician-stations-new": 1}),
    Moves("key-laboratory", "key_laboratory.tests.test_key_laboratory", {"platforms-three-kinds": 1, "platforms-three-kinds-new": 1}),
    Moves("technology-centre", "technology_centre.tests.test_technology_centre", {"platforms-three-kinds": 1, "platforms-three-kinds-new": 1}),
    Moves("transfer-body", "transfer_body.tests.test_transfer_body", {"tech-transfer-bodies": 1, "tech-transfer-bodies-new": 1}),
    Moves("talent-base", "talent_base.tests.test_talent_base", {"tech-transfer-training-bases-new": 1}),
    Moves("incubator", "incubator.tests.test_incubator", {"incubators-and-spaces": 1, "incubators-new": 1}),
    Moves("maker-space", "maker_space.tests.test_maker_space", {"incubators-and-spaces": 1, "maker-spaces-new": 1}),
    Moves("star-space", "star_space.tests.test_star_space", {"incubators-and-spaces": 1, "star-spaces-new": 1}),
)  # fmt: skip


def test_a_tenant_founded_this_year_is_a_small_firm_brought_forth(journey):
    record_entry(
        register="maker_space", party=journey.firm, subject="ZC1", number="ZC1", name="澄光众创（演示）",
        valid_from=date(2018, 1, 1), source="import:1", by=None,
    )  # fmt: skip
    born = ("tech-micro-enterprises-born",)
    before = shown(born)
    journey.whole("incubatee", TENANT)
    assert shown(born)[born[0]] == before[born[0]] + 1


def shown(codes) -> dict[str, int]:
    """The value of each indicator today."""
    today = clock.today()
    return {code: days[today] or 0 for code, days in series(codes, [today]).items()}


@pytest.mark.parametrize(
    "moves", ALL, ids=lambda one: f"{one.matter} {one.module.split('.')[0]} {len(one.more)}"
)
def test_a_journey_moves_its_target_by_what_it_should(moves, journey):
    story = moves.story(journey)
    before = shown(moves.adds)
    journey.whole(moves.matter, **story)
    after = shown(moves.adds)
    assert {code: after[code] - before[code] for code in moves.adds} == moves.adds


@pytest.mark.parametrize("moves", ALL, ids=lambda one: one.matter)
def test_an_outcome_that_writes_nothing_moves_nothing(moves, journey, monkeypatch):
    matter = catalogue.get(moves.matter)
    real = matter.outcome
    object.__setattr__(matter, "outcome", lambda **_: Ref("entry", "1"))
    try:
        story = moves.story(journey)
        before = shown(moves.adds)
        journey.drive(journey.file(moves.matter, **story))
        assert shown(moves.adds) == before
    finally:
        object.__setattr__(matter, "outcome", real)
