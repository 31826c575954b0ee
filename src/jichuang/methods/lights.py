"""亮灯: the light of a target, judged exactly and said in words.

The rule (design of the house): level progress p = (value - base) / (target - base); increments p = value
/ target; gap = p - pace; gap >= -0.05 green, >= -0.20 amber, else red, compared as fractions before any
rounding. Met is green. 努力目标 (strive) is never red. What another authority decides is lit by the rung
that we reach ourselves. No base, no figure, or a figure not yet published is grey. Items without a light
(党建 and the like) say so. A late report is a second mark and never changes the light.

Two cases the rule leaves open, decided here: a level that must be *kept* (the base is already at or
beyond the target) and a growth rate (already a comparison with the same months) are compared with the
target itself, gap = value / target - 1. A ceiling without a base (不超过) is green while it holds and red
once it is broken.

Knows no indicator, no date, no database. Percentages, yuan and pieces are exact (`Fraction`), never float.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from jichuang.methods.amounts import Exact, amount, counts_whole, exact

Colour = Literal["green", "amber", "red", "grey", "none"]
Kind = Literal["level", "increment", "count", "rate", "growth"]
Comparator = Literal[">=", ">", "<=", "<", "~=", "=", "range"]

GREEN_FROM = Fraction(-5, 100)
AMBER_FROM = Fraction(-20, 100)

SHAPES: dict[Colour, str] = {"green": "●", "amber": "▲", "red": "■", "grey": "○", "none": ""}
STATES: dict[Colour, str] = {"green": "ok", "amber": "warn", "red": "bad", "grey": "none", "none": "none"}

# reason codes of grey and of "no light", with the words that lead
MISSING_WORDS: dict[str, str] = {
    "no_base": "缺基数 · 不亮灯",
    "no_value": "缺数据 · 尚无台账",
    "not_published": "尚未公布 · 公布后亮灯",
    "no_report": "缺报送 · 尚未报告进展",
    "not_started": "基期未到 · 不亮灯",
    "no_light": "本条不设灯",
}


@dataclass(frozen=True)
class Light:
    """A light: colour, exact gap (None when not judged), reason code for machines, words for people."""

    colour: Colour
    gap: Fraction | None
    reason_code: str
    words: str
    progress: Fraction | None = None
    pace: Fraction | None = None

    @property
    def shape(self) -> str:
        """● ▲ ■ ○: colour is never the only sign; empty when there is no light."""
        return SHAPES[self.colour]

    @property
    def state(self) -> str:
        """Chip state: ok, warn, bad or none."""
        return STATES[self.colour]


@dataclass(frozen=True)
class Goal:
    """What is judged. ``value`` is the target (lower bound of a range); ``base`` is None when unknown.

    ``own_rungs``: rungs of the ladder that are ours, when another authority takes the decision (else 0).
    ``tolerance``: how far below ``value`` 左右 may stay and count as met, in the target's unit.
    """

    kind: Kind
    comparator: Comparator
    value: Fraction
    unit: str
    base: Fraction | None = None
    value_max: Fraction | None = None
    strive: bool = False
    own_rungs: int = 0
    tolerance: Fraction = Fraction(0)
    lit: bool = True

    @property
    def ceiling(self) -> bool:
        """Whether less is better (不超过)."""
        return self.comparator in {"<=", "<"}


def level_progress(value: Exact, base: Exact, target: Exact) -> Fraction:
    """(value - base) / (target - base). Raises ``ZeroDivisionError`` when target equals base."""
    return (exact(value) - exact(base)) / (exact(target) - exact(base))


def share_progress(value: Exact, target: Exact) -> Fraction:
    """value / target, for increments and counts. Raises ``ZeroDivisionError`` for a target of zero."""
    return exact(value) / exact(target)


def rung_progress(reached: int, own_rungs: int) -> Fraction:
    """Share of our own rungs reached; rungs beyond ours count as all of ours."""
    if own_rungs < 1 or reached < 0:
        raise ValueError(f"阶梯数须为正数，已到阶梯不能为负（阶梯 {own_rungs}，已到 {reached}）")
    return Fraction(min(reached, own_rungs), own_rungs)


def meets(goal: Goal, value: Exact) -> bool:
    """Whether a value satisfies the target. Beyond the top of a range still counts as met."""
    reached = exact(value)
    match goal.comparator:
        case ">":
            return reached > goal.value
        case "<":
            return reached < goal.value
        case "<=":
            return reached <= goal.value
        case "~=":
            return reached >= goal.value - goal.tolerance
        case _:
            return reached >= goal.value


def light(
    *,
    progress: Fraction | None,
    pace: Fraction | None,
    strive: bool = False,
    met: bool = False,
    missing: str = "",
    shortfall: str = "",
    surplus: str = "",
) -> Light:
    """The rule alone. ``missing`` is a reason code of `MISSING_WORDS`; ``shortfall`` and ``surplus`` are
    the words after the dot.

    Example: progress 87/139, pace 273/365 gives amber with gap -0.122.
    """
    if met:
        return Light("green", None, "met", _joined("已达", surplus), progress, pace)
    if missing:
        return Light("none" if missing == "no_light" else "grey", None, missing, MISSING_WORDS[missing])
    if progress is None or pace is None:
        return Light("grey", None, "no_value", MISSING_WORDS["no_value"], progress, pace)
    gap = progress - pace
    due = pace >= 1
    if gap >= GREEN_FROM:
        return Light(
            "green", gap, "on_pace", _joined("期末未达" if due else "按期", shortfall), progress, pace
        )
    if gap >= AMBER_FROM:
        return Light(
            "amber", gap, "behind", _joined("期末未达" if due else "略慢", shortfall), progress, pace
        )
    if strive:
        return Light("amber", gap, "strive_behind", _joined("努力目标滞后", shortfall), progress, pace)
    return Light("red", gap, "far_behind", _joined("期末未达" if due else "滞后", shortfall), progress, pace)


def judge(
    goal: Goal,
    *,
    value: Exact | None,
    pace: Fraction,
    rung: int | None = None,
    missing: str = "",
) -> Light:
    """The light of a target on a day.

    ``value``: the indicator's value known on that day, None when there is none; ``missing`` then says why
    (a reason code of `MISSING_WORDS`; "no_value" when empty). ``rung``: the rung reached, for goals with
    ``own_rungs``.
    """
    if not goal.lit:
        return light(progress=None, pace=pace, missing="no_light")
    if goal.own_rungs:
        return _judge_rungs(goal, value, pace, rung)
    if value is None:
        return light(progress=None, pace=pace, missing=missing or "no_value")
    figure = exact(value)
    if meets(goal, figure) and (not goal.ceiling or goal.base is None or pace >= 1):
        return light(progress=_progress(goal, figure), pace=pace, met=True, surplus=_surplus(goal, figure))
    if goal.ceiling and goal.base is None:
        return _broken_ceiling(goal, figure)
    if _against_target(goal):
        return light(
            progress=share_progress(figure, goal.value),
            pace=Fraction(1),
            strive=goal.strive,
            shortfall=_shortfall(goal, figure),
        )
    progress = _progress(goal, figure)
    if progress is None:
        return light(progress=None, pace=pace, missing="no_base")
    return light(progress=progress, pace=pace, strive=goal.strive, shortfall=_shortfall(goal, figure))


def shortfall(goal: Goal, value: Exact) -> Fraction:
    """How much is missing, in the target's unit, never negative; whole pieces for "more than 4000"."""
    figure = exact(value)
    if meets(goal, figure):
        return Fraction(0)
    if goal.ceiling:
        return figure - goal.value
    strict = 1 if goal.comparator == ">" and counts_whole(goal.unit) else 0
    return goal.value - figure + strict


@dataclass(frozen=True)
class ReportMark:
    """The second mark: a report that is late. ``days`` in calendar days, at least 1."""

    days: int
    words: str


def report_mark(*, due: date | None, reported: date | None, on: date) -> ReportMark | None:
    """None when nothing was due by ``on`` or it came in time; otherwise how late it is or was."""
    if due is None or due >= on and reported is None:
        return None
    came = reported if reported is not None and reported <= on else None
    days = ((came or on) - due).days
    if days <= 0:
        return None
    return ReportMark(days, f"报送晚了 {days} 天" if came else f"报送逾期 {days} 天")


def _judge_rungs(goal: Goal, value: Exact | None, pace: Fraction, rung: int | None) -> Light:
    if value is not None and meets(goal, value):
        return light(progress=Fraction(1), pace=pace, met=True, surplus=_surplus(goal, exact(value)))
    if rung is None:
        return light(progress=None, pace=pace, missing="no_report")
    left = goal.own_rungs - min(rung, goal.own_rungs)
    words = f"本级还差 {left} 步" if left else "本级已办，待上级决定"
    return light(progress=rung_progress(rung, goal.own_rungs), pace=pace, strive=goal.strive, shortfall=words)


def _broken_ceiling(goal: Goal, figure: Fraction) -> Light:
    over = _joined("已超上限", _shortfall(goal, figure))
    return Light("amber" if goal.strive else "red", None, "over_ceiling", over)


def _against_target(goal: Goal) -> bool:
    if goal.kind == "growth":
        return True
    kept = goal.base is not None and not goal.ceiling and goal.base >= goal.value
    return goal.kind in {"level", "rate"} and kept


def _progress(goal: Goal, figure: Fraction) -> Fraction | None:
    if goal.kind in {"increment", "count"}:
        return share_progress(figure, goal.value) if goal.value else None
    if goal.kind == "growth" or goal.base is None or goal.base == goal.value:
        return None
    return level_progress(figure, goal.base, goal.value)


def _shortfall(goal: Goal, figure: Fraction) -> str:
    missing = shortfall(goal, figure)
    lead = "超出" if goal.ceiling else "还差"
    return f"{lead} {amount(missing, goal.unit, difference=True)}"


def _surplus(goal: Goal, figure: Fraction) -> str:
    if goal.ceiling:
        return "未超上限"
    if goal.value_max is not None and figure > goal.value_max:
        return f"超出区间上限 {amount(figure - goal.value_max, goal.unit, difference=True)}"
    if goal.kind in {"increment", "count"}:
        return f"完成 {amount(figure, goal.unit)}"
    if goal.kind == "level" and goal.base is not None and figure > goal.base:
        return f"净增 {amount(figure - goal.base, goal.unit).removesuffix(f' {goal.unit}')}"
    return f"现为 {amount(figure, goal.unit)}"


def _joined(lead: str, tail: str) -> str:
    return f"{lead} · {tail}" if tail else lead
