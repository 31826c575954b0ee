"""Lights: the fixed cases of the board, the borders judged exactly, and the words."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from jichuang.methods.lights import (
    Goal,
    judge,
    level_progress,
    light,
    meets,
    report_mark,
    rung_progress,
    shortfall,
)
from jichuang.methods.pace import linear

ON = date(2018, 9, 30)
PACE = linear(ON, date(2017, 12, 31), date(2018, 12, 31))


def level(target: int, base: int | None, comparator: str = ">=", unit: str = "家", **more: object) -> Goal:
    known = None if base is None else Fraction(base)
    return Goal("level", comparator, Fraction(target), unit, known, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "base", "target", "value", "colour", "words"),
    [
        ("院士工作站", 272, 300, 297, "green", "按期 · 还差 3 家"),
        ("院士工作站", 272, 300, 275, "red", "滞后 · 还差 25 家"),
        ("创新平台", 461, 600, 548, "amber", "略慢 · 还差 52 家"),
        ("新型研发机构", 0, 20, 11, "amber", "略慢 · 还差 9 家"),
    ],
)
def test_the_board_of_2018_09_30_has_these_lights(
    name: str, base: int, target: int, value: int, colour: str, words: str
) -> None:
    assert Fraction(273, 365) == PACE
    result = judge(level(target, base), value=value, pace=PACE)
    assert (result.colour, result.words) == (colour, words)


def test_a_met_level_says_its_net_increase() -> None:
    result = judge(level(4000, 3174, ">"), value=4008, pace=PACE)
    assert (result.colour, result.words, result.state, result.shape) == (
        "green",
        "已达 · 净增 834",
        "ok",
        "●",
    )


def test_more_than_4000_is_not_reached_by_4000_and_lacks_one_whole_firm() -> None:
    goal = level(4000, 3174, ">")
    assert not meets(goal, 4000)
    assert shortfall(goal, 4000) == 1
    assert judge(goal, value=4000, pace=Fraction(1)).words == "期末未达 · 还差 1 家"


@pytest.mark.parametrize(
    ("gap", "colour"),
    [
        (Fraction(-5, 100), "green"),
        (Fraction(-5, 100) - Fraction(1, 10**12), "amber"),
        (Fraction(-20, 100), "amber"),
        (Fraction(-20, 100) - Fraction(1, 10**12), "red"),
    ],
)
def test_borders_are_judged_before_rounding(gap: Fraction, colour: str) -> None:
    assert light(progress=Fraction(1, 2) + gap, pace=Fraction(1, 2)).colour == colour


def test_increments_are_value_over_target() -> None:
    goal = Goal("increment", ">=", Fraction(1000), "家")
    result = judge(goal, value=700, pace=Fraction(3, 4))
    assert result.progress == Fraction(7, 10)
    assert (result.colour, result.gap) == ("green", Fraction(-5, 100))
    assert judge(goal, value=699, pace=Fraction(3, 4)).colour == "amber"


def test_a_strive_target_is_never_red() -> None:
    goal = Goal("count", ">=", Fraction(80_000_000), "元", strive=True)
    result = judge(goal, value=1_000_000, pace=Fraction(1))
    assert (result.colour, result.reason_code) == ("amber", "strive_behind")
    assert result.words == "努力目标滞后 · 还差 7,900 万元"


def test_what_others_decide_is_lit_by_our_own_rung() -> None:
    goal = Goal("count", ">=", Fraction(2), "家", strive=False, own_rungs=2)
    assert judge(goal, value=0, pace=Fraction(3, 4), rung=2).colour == "green"
    assert judge(goal, value=0, pace=Fraction(3, 4), rung=2).words == "按期 · 本级已办，待上级决定"
    assert judge(goal, value=0, pace=Fraction(3, 4), rung=1).colour == "red"
    assert judge(goal, value=2, pace=Fraction(3, 4), rung=0).reason_code == "met"
    assert judge(goal, value=None, pace=Fraction(3, 4)).reason_code == "no_report"


@pytest.mark.parametrize(
    ("goal", "value", "missing", "reason"),
    [
        (level(100, None), 90, "", "no_base"),
        (level(100, 80), None, "", "no_value"),
        (level(100, 80), None, "not_published", "not_published"),
    ],
)
def test_without_base_or_published_value_the_light_is_grey(
    goal: Goal, value: int | None, missing: str, reason: str
) -> None:
    result = judge(goal, value=value, pace=PACE, missing=missing)
    assert (result.colour, result.reason_code, result.gap) == ("grey", reason, None)


def test_items_without_light_have_none_even_when_a_value_exists() -> None:
    result = judge(Goal("count", ">=", Fraction(3), "类", lit=False), value=3, pace=PACE)
    assert (result.colour, result.shape, result.words) == ("none", "", "本条不设灯")


def test_about_uses_its_tolerance_and_percentages_say_points() -> None:
    goal = Goal("rate", "~=", Fraction(143, 100), "%", Fraction(133, 100), tolerance=Fraction(2, 100))
    assert judge(goal, value=Decimal("1.41"), pace=PACE).words == "已达 · 现为 1.41%"
    short = judge(goal, value=Decimal("1.39"), pace=Fraction(1))
    assert (short.colour, short.words) == ("red", "期末未达 · 还差 0.04 个百分点")


def test_a_range_is_met_from_its_lower_bound_and_says_when_it_is_exceeded() -> None:
    goal = Goal("count", "range", Fraction(2), "个", value_max=Fraction(3))
    assert judge(goal, value=2, pace=PACE).reason_code == "met"
    assert judge(goal, value=5, pace=PACE).words == "已达 · 超出区间上限 2 个"


def test_a_level_to_be_kept_is_compared_with_the_target_itself() -> None:
    goal = level(130, 130, unit="个")
    assert judge(goal, value=130, pace=PACE).colour == "green"
    assert judge(goal, value=125, pace=PACE).colour == "green"
    assert judge(goal, value=120, pace=PACE).colour == "amber"
    assert judge(goal, value=100, pace=PACE).colour == "red"


def test_a_growth_rate_is_compared_with_the_target_itself() -> None:
    goal = Goal("growth", ">=", Fraction(10), "%", strive=True)
    assert judge(goal, value=Decimal("9.6"), pace=PACE).colour == "green"
    assert judge(goal, value=Decimal("8"), pace=PACE).colour == "amber"
    assert judge(goal, value=Decimal("-3"), pace=PACE).colour == "amber"


def test_a_ceiling_is_green_while_it_holds_and_red_when_broken() -> None:
    goal = Goal("count", "<=", Fraction(10), "起")
    assert judge(goal, value=3, pace=PACE).words == "已达 · 未超上限"
    broken = judge(goal, value=12, pace=PACE)
    assert (broken.colour, broken.words) == ("red", "已超上限 · 超出 2 起")


def test_a_float_is_refused_because_it_has_lost_its_digits() -> None:
    with pytest.raises(TypeError, match="已丢失精度"):
        judge(level(600, 461), value=548.0, pace=PACE)  # type: ignore[arg-type]


def test_progress_functions_refuse_impossible_ladders_and_equal_base_and_target() -> None:
    with pytest.raises(ZeroDivisionError):
        level_progress(5, 7, 7)
    with pytest.raises(ValueError, match="阶梯"):
        rung_progress(1, 0)


@pytest.mark.parametrize(
    ("due", "reported", "words"),
    [
        (date(2018, 9, 20), None, "报送逾期 10 天"),
        (date(2018, 9, 20), date(2018, 9, 23), "报送晚了 3 天"),
        (date(2018, 9, 20), date(2018, 10, 2), "报送逾期 10 天"),
        (date(2018, 9, 20), date(2018, 9, 20), None),
        (date(2018, 10, 20), None, None),
        (None, None, None),
    ],
)
def test_a_late_report_is_a_second_mark(due: date | None, reported: date | None, words: str | None) -> None:
    mark = report_mark(due=due, reported=reported, on=ON)
    assert (mark.words if mark else None) == words
