"""The acceptance walks in a real browser, on throw-away demonstrations; a walk fails when its outcome verb does nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from jichuang import policy
from jichuang.base.refs import Ref
from jichuang.demo import loading, population, province
from jichuang.hall.verbs import rating
from jichuang.law.reads import ladder
from jichuang.matters.tech_sme_evaluation.matter import TECH_SME_EVALUATION
from journeys import instance, walking

pytestmark = pytest.mark.browser

SEPTEMBER_END = date(2018, 9, 30)
ON_ONE_PROVINCE = (
    "S80",
    "S66",
    "S78",
    "S08",
    "S09",
    "roster",
    "outsider",
    "audit",
    "S30",
    "S72",
    "announced",
)
"""Walked one after another on the same demonstration; the last one turns the clock."""
OF_THE_COMMON_SHAPE = (
    "S02",
    "S10",
    "S27",
    "S28",
    "S18",
    "S25",
    "S63",
    "S44",
    "S45",
    "S21",
    "recognised",
    "S54",
    "S65",
    "S67",
    "window",
    "standin",
)
"""Walked after the others on the same province: each turns the clock as far as its publicity lasts."""
OF_PLACES = ("S03", "S11", "S46", "S52", "S57", "park", "S56")
"""Walked one after another on a province of their own: with the others they would pass the year's end."""
ON_ITS_OWN = ("S07", "S01", "returns", "S79", "S06")
"""They wait so long that others before them would carry them past the year's end, or stand on a day of their own."""


def walk(name: str, live: instance.Instance) -> list[str]:
    """Walks a file of walks/ and returns what was told."""
    told: list[str] = []
    walking.walk(walking.read(walking.WALKS / f"{name}.toml"), live, told.append)
    return told


@pytest.fixture(scope="module")
def september() -> Iterator[instance.Instance]:
    with instance.throwaway(SEPTEMBER_END) as live:
        yield live


def test_every_walk_file_is_walked():
    assert {path.stem for path in walking.WALKS.glob("*.toml")} == {
        *ON_ONE_PROVINCE,
        *OF_THE_COMMON_SHAPE,
        *OF_PLACES,
        *ON_ITS_OWN,
    }


@pytest.mark.parametrize("name", (*ON_ONE_PROVINCE, *OF_THE_COMMON_SHAPE))
def test_a_walk_holds_on_the_full_province(name, september):
    path = walking.read(walking.WALKS / f"{name}.toml")
    assert len(walk(name, september)) == 1 + len(walking.steps_of(path))


@pytest.fixture(scope="module")
def second_province() -> Iterator[instance.Instance]:
    with instance.throwaway(SEPTEMBER_END) as live:
        yield live


@pytest.mark.parametrize("name", OF_PLACES)
def test_a_walk_holds_on_the_second_province(name, second_province):
    path = walking.read(walking.WALKS / f"{name}.toml")
    assert len(walk(name, second_province)) == 1 + len(walking.steps_of(path))


@pytest.mark.parametrize("name", ON_ITS_OWN)
def test_a_walk_holds_from_its_own_first_day(name):
    path = walking.read(walking.WALKS / f"{name}.toml")
    with instance.throwaway(path.on) as live:
        assert len(walk(name, live)) == 1 + len(walking.steps_of(path))


@pytest.fixture
def small_province(settings, transactional_db, monkeypatch):
    """Loads a demonstration with registers of a hundredth of their size in the test database."""
    settings.DEMONSTRATION = True
    small = tuple(
        replace(level, base=-(-level.base // 100), new=-(-level.new // 100), ended=0, renewed=0)
        for level in population.LEVELS
    )
    monkeypatch.setattr(population, "LEVELS", small)
    monkeypatch.setattr(province, "LEVELS", small)
    return lambda on: loading.load(on=on, progress=lambda *_: None)


@pytest.fixture
def hamlet(small_province):
    """A small demonstration, standing on the first day of S07."""
    small_province(date(2018, 9, 10))


@pytest.fixture
def idle_outcome(monkeypatch) -> Iterator[None]:
    """The matter's outcome answers as if it had written an entry, and writes none."""
    real = TECH_SME_EVALUATION.outcome
    object.__setattr__(TECH_SME_EVALUATION, "outcome", lambda **_: Ref("entry", "1"))
    yield
    object.__setattr__(TECH_SME_EVALUATION, "outcome", real)


def test_s07_stops_at_the_board_when_the_outcome_writes_nothing(hamlet, idle_outcome, live_server):
    with pytest.raises(walking.WalkStopped, match="目标板加一.*目标板：应为"):
        walk("S07", instance.Instance(live_server.url))


def test_s72_stops_at_the_supervisor_when_a_bad_rating_opens_no_call_back(
    small_province, monkeypatch, live_server
):
    small_province(SEPTEMBER_END)
    monkeypatch.setattr(rating, "_open", lambda *_: None)
    with pytest.raises(walking.WalkStopped, match="没有经办这件的负责人"):
        walk("S72", instance.Instance(live_server.url))


def test_s08_stops_when_a_number_does_not_lead_to_as_many_names(hamlet, monkeypatch, live_server):
    real = ladder.members
    monkeypatch.setattr(ladder, "members", lambda *given, **more: real(*given, **more)[1:])
    with pytest.raises(walking.WalkStopped, match="名单的家数：应为"):
        walk("S08", instance.Instance(live_server.url))


def test_s09_stops_when_the_law_is_not_asked_as_it_was_known(
    on_day, transactional_db, monkeypatch, live_server
):
    on_day(SEPTEMBER_END)
    real = policy.check
    monkeypatch.setattr(policy, "check", lambda one, facts, *, on, known=None: real(one, facts, on=on))
    with pytest.raises(walking.WalkStopped, match="已知的加计比例：应为 50%，实见 75%"):
        walk("S09", instance.Instance(live_server.url))
