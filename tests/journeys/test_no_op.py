"""Every walk of a matter fails when the matter's outcome does nothing: its own file told twice by verbs, and no browser.

The check at the end is the walks' own (`journeys.board.moved` and the register); the browser walks of test_walks.py go
through the same files page by page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from jichuang.accounts.models import User
from jichuang.base import clock
from jichuang.base.keeping import forget
from jichuang.demo import population, province
from jichuang.demo.people import load_people
from jichuang.demo.plan import load_plan
from jichuang.demo.province import load_province
from journeys import taught, told, walking
from journeys.driver import WalkFault

DAY = date(2018, 9, 30)
WALKS = {path.stem: walking.read(path).given for path in sorted(walking.WALKS.glob("*.toml"))}
OF_A_MATTER = sorted(name for name, given in WALKS.items() if "desks" in given)
PROVEN_ELSEWHERE = {
    "S07": "journeys.test_walks:test_s07_stops_at_the_board_when_the_outcome_writes_nothing",
    "S08": "journeys.test_walks:test_s08_stops_when_a_number_does_not_lead_to_as_many_names",
    "S09": "journeys.test_walks:test_s09_stops_when_the_law_is_not_asked_as_it_was_known",
    "announced": "journeys.test_no_op:test_a_list_of_which_nothing_is_entered_does_not_move_the_board",
    "roster": "journeys.test_no_op:test_a_roster_of_which_nothing_is_written_does_not_move_the_board",
}
"""Walks of another shape, and the test that takes their verb away."""
WITHOUT_AN_OUTCOME = {
    "S30": "评审的结果交给事项，自己不写名录",
    "S06": "季报与公报，数是汇总来的",
    "S65": "形势分析，数是读来的",
    "S66": "区域指数，数是算来的",
    "S67": "调查的流向表，数是加权来的",
    "S72": "咨询、催办、评价，不是事项的结果",
    "S78": "文件与法规的台账，不是事项的结果",
    "S79": "督导与评估，不是事项的结果",
    "S80": "读目标板，不办事项",
    "audit": "查封存链，不办事项",
    "outsider": "什么也不写",
    "returns": "定期报送不是办件，没有结果动作；各步都核对写下的数",
    "standin": "代理是任职的读法，不是事项的结果；期外被拒即是证明",
    "window": "到提交为止，没有结果",
}
"""Walks in which no outcome writes anything, and why."""


def little(levels: tuple[population.Level, ...]) -> tuple[population.Level, ...]:
    """The registers of a province a hundred times smaller."""
    return tuple(
        replace(one, base=-(-one.base // 100), new=-(-one.new // 100), ended=0, renewed=0) for one in levels
    )


@pytest.fixture(scope="module")
def cast(
    django_db_setup: None, django_db_blocker: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The demonstration's cast, plan and a small population, without its cases; written once for the module."""
    data = tmp_path_factory.mktemp("told")
    patch = pytest.MonkeyPatch()
    small = little(population.LEVELS)
    patch.setattr(population, "LEVELS", small)
    patch.setattr(province, "LEVELS", small)
    with django_db_blocker.unblock(), override_settings(DEMONSTRATION=True, DATA_DIR=data):  # type: ignore[attr-defined]
        clock.set_demonstration_day(DAY)
        load_province(until=DAY, progress=lambda *_: None)
        load_plan(users=load_people(), until=DAY, progress=lambda *_: None)
        clock.set_demonstration_day(DAY)
        yield data
        call_command("flush", verbosity=0, interactive=False)
        forget()
    patch.undo()


@pytest.fixture
def stage(cast: Path, db: None, settings: object) -> Iterator[None]:
    """One telling; what it wrote is rolled back."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    forget()
    yield
    forget()


def test_no_walk_is_forgotten():
    assert set(WALKS) == {*OF_A_MATTER, *PROVEN_ELSEWHERE, *WITHOUT_AN_OUTCOME}
    for where in PROVEN_ELSEWHERE.values():
        module, _, name = where.partition(":")
        assert callable(getattr(import_module(module), name))


@pytest.mark.parametrize("name", OF_A_MATTER)
def test_a_walk_told_by_verbs_ends_where_its_file_says(name, stage):
    told.tell(WALKS[name])
    assert User.objects.filter(username=WALKS[name]["firm"]["clerk"]).exists()


@pytest.mark.parametrize("name", OF_A_MATTER)
def test_a_walk_fails_when_its_matters_outcome_does_nothing(name, stage):
    given = WALKS[name]
    with told.idle(given["matter"]["code"]), pytest.raises(WalkFault, match="目标板|名录中的"):
        told.tell(given)


def test_the_course_of_a_base_gives_certificates_and_fails_without(stage, monkeypatch):
    told.tell(WALKS["S45"])
    taught.tell(WALKS["S45"])
    monkeypatch.setattr("jichuang.matters.talent_base.certifying.record_entry", lambda **_: None)
    again = {
        **WALKS["S45"],
        "course": {**WALKS["S45"]["course"], "title": "再一期", "level": "中级技术经纪人"},
    }
    with pytest.raises(WalkFault, match="新发证书"):
        taught.tell(again)


def test_a_roster_of_which_nothing_is_written_does_not_move_the_board(stage, tmp_path, monkeypatch):
    told.roster(WALKS["roster"], tmp_path)
    monkeypatch.setattr("jichuang.registry.verbs.imports.load_entries", lambda *_, **__: 0)
    with pytest.raises(WalkFault, match="目标板"):
        told.roster(WALKS["roster"], tmp_path)


def test_a_list_of_which_nothing_is_entered_does_not_move_the_board(stage, tmp_path, monkeypatch):
    User.objects.create_user("filing-agent", name="代理申报（演示）", demonstration=True)
    monkeypatch.setattr("jichuang.matters.tech_sme_evaluation.reconcile._enter", lambda *_: None)
    with pytest.raises(WalkFault, match="目标板"):
        told.announced(WALKS["announced"], tmp_path)


def test_a_list_that_is_entered_moves_the_board(stage, tmp_path):
    User.objects.create_user("filing-agent", name="代理申报（演示）", demonstration=True)
    told.announced(WALKS["announced"], tmp_path)
