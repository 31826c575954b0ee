"""The 2018 plan as data: quotes stand in the text, counts agree, contradictions are refused."""

import copy
from collections import Counter
from datetime import date
from fractions import Fraction
from importlib.resources import files
from typing import Any

import pytest
import yaml

from jichuang.methods.lights import judge
from jichuang.methods.pace import pace
from jichuang.plan.data.load import PlanDataError, load, parse

FOLDER = files("jichuang.plan.data")
TEXT = FOLDER.joinpath("hebei-2018.txt").read_text(encoding="utf-8")
PLAN = load()


@pytest.fixture
def raw() -> dict[str, Any]:
    return copy.deepcopy(yaml.safe_load(FOLDER.joinpath("hebei-2018.yaml").read_text(encoding="utf-8")))


def test_the_plan_has_8_chapters_36_items_68_targets_118_milestones_143_duties() -> None:
    counts = [len(part) for part in (PLAN.chapters, PLAN.items, PLAN.targets, PLAN.milestones, PLAN.duties)]
    assert counts == [8, 36, 68, 118, 143]


def test_item_4_has_five_targets_three_milestones_five_duties() -> None:
    assert [len(part) for part in PLAN.of_item(4)] == [5, 3, 5]


def test_every_quote_is_the_text_at_its_offsets() -> None:
    every = [*PLAN.targets, *PLAN.milestones, *PLAN.duties, *PLAN.parameters]
    assert all(TEXT[one.span[0] : one.span[1]] == one.quote for one in every)


def test_every_quote_lies_inside_its_item() -> None:
    spans = {item.no: item.span for item in PLAN.items}
    for one in [*PLAN.targets, *PLAN.milestones, *PLAN.duties]:
        if one.item:
            start, end = spans[one.item]
            assert start <= one.span[0] < one.span[1] <= end, one.id


@pytest.mark.parametrize(
    ("identity", "comparator", "value", "unit"),
    [
        ("G.01", "~=", Fraction(143, 100), "%"),
        ("G.07", ">", Fraction(4000), "家"),
        ("G.08", ">=", Fraction(62_000), "家"),
        ("G.09", ">", Fraction(36_000_000_000), "元"),
        ("T29.2", ">=", Fraction(80_000_000), "元"),
    ],
)
def test_figures_are_exact(identity: str, comparator: str, value: Fraction, unit: str) -> None:
    target = PLAN.target(identity)
    assert (target.comparator, target.value, target.unit) == (comparator, value, unit)


@pytest.mark.parametrize(
    ("identity", "value", "colour"),
    [("G.06", 297, "green"), ("G.06", 275, "red"), ("G.04", 548, "amber"), ("G.05", 11, "amber")],
)
def test_the_lights_of_2018_09_30_follow_from_the_data(identity: str, value: int, colour: str) -> None:
    target, on = PLAN.target(identity), date(2018, 9, 30)
    share = pace(target.pace, on, PLAN.base_date, target.deadline)
    assert judge(target.goal(target.base.usable_on(on)), value=value, pace=share).colour == colour


def test_items_32_to_34_have_no_light() -> None:
    assert [item.no for item in PLAN.items if not item.lit] == [32, 33, 34]
    assert not PLAN.target("T33.1").lit
    light = judge(PLAN.target("T33.1").goal(None), value=3, pace=Fraction(1, 2))
    assert light.colour == "none"


def test_a_base_is_not_used_before_it_was_known() -> None:
    base = PLAN.target("G.01").base
    assert base.usable_on(date(2018, 9, 30)) is None
    assert base.usable_on(date(2018, 10, 9)) == Fraction(133, 100)


def test_the_gap_of_3000_firms_is_a_note_on_both_targets() -> None:
    for identity in ("G.08", "T05.2"):
        assert any("3000" in note.text for note in PLAN.notes_about(identity))
    head, new = PLAN.target("G.08"), PLAN.target("T05.2")
    assert head.base.value is not None
    assert head.base.value + new.value - head.value == 3000


def test_targets_without_an_indicator_are_those_that_others_decide() -> None:
    without = {target.id for target in PLAN.targets if target.indicator is None}
    assert without == {"T01.2", "T01.3", "T19.1", "T21.1", "T21.2", "T21.3"}
    assert all(PLAN.target(one).decided_by and PLAN.target(one).own_rungs for one in without)


def test_one_indicator_serves_two_targets_only_where_the_plan_says_one_number_twice() -> None:
    shared = Counter(target.indicator for target in PLAN.targets if target.indicator)
    assert {code for code, count in shared.items() if count > 1} == {"new-rd-institutions"}


def test_no_mirror_address_and_no_confession_of_memory_is_in_the_data() -> None:
    body = FOLDER.joinpath("hebei-2018.yaml").read_text(encoding="utf-8")
    assert "http" not in body
    assert "memory" not in body


def spoil_quote(raw: dict[str, Any]) -> None:
    raw["targets"][6]["quote"] = "高新技术企业超过5000家"


def spoil_count(raw: dict[str, Any]) -> None:
    raw["duties"].pop()


def spoil_id(raw: dict[str, Any]) -> None:
    raw["milestones"][1]["id"] = "M01.2"


def spoil_link(raw: dict[str, Any]) -> None:
    raw["notes"][0]["about"] = ["G.99"]


def spoil_value(raw: dict[str, Any]) -> None:
    raw["targets"][0]["value"] = 1.43


def spoil_pace(raw: dict[str, Any]) -> None:
    raw["targets"][3]["pace"] = "rocket"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (spoil_quote, "G.07：.*原文为“高新技术企业超过4000家”"),
        (spoil_count, "duties：应有 143 条，实有 142 条"),
        (spoil_id, "M01.2：编号重复"),
        (spoil_link, "N01：所指 G.99 不存在"),
        (spoil_value, "G.01：小数须加引号"),
        (spoil_pace, "G.04.pace：“rocket”不可用"),
    ],
)
def test_a_contradiction_is_refused_by_name(raw: dict[str, Any], spoil: Any, words: str) -> None:
    spoil(raw)
    with pytest.raises(PlanDataError, match=words):
        parse(raw, TEXT)
