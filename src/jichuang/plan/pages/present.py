"""Rows as templates draw them: numbers for the charts, words for the chips. Knows no query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from jichuang.indicators import catalogue
from jichuang.indicators.declare import NotYet
from jichuang.plan.reads.board import Board
from jichuang.plan.reads.rows import Row
from jichuang.plan.terms import COLOUR_WORDS

STATES = {"green": "ok", "amber": "warn", "red": "bad", "grey": "none", "none": "none"}


@dataclass(frozen=True)
class Shown:
    """A row with the numbers its charts need."""

    row: Row
    bullet: dict[str, Any] | None
    spark: list[float]
    chip_state: str
    chip_text: str


def shown(row: Row) -> Shown:
    """The row ready for the template."""
    return Shown(
        row,
        _bullet(row),
        [float(value) for _, value in row.points],
        STATES[row.light.colour],
        chip_text(row),
    )


def chip_text(row: Row) -> str:
    """The light in words; a target whose system is still to come says so."""
    declared = catalogue.find(row.target.indicator)
    if row.light.colour == "grey" and declared is not None and isinstance(declared.value, NotYet):
        return f"待接入 · {declared.value.system}"
    if row.light.colour == "grey" and row.light.reason_code == "not_published" and row.value is None:
        return "待公布 · 尚无数"
    return row.light.words


@dataclass(frozen=True)
class Public:
    """What the public sees of a target: its words and a released figure with its source. No light, no forecast."""

    code: str
    name: str
    quote: str
    value_text: str
    value_unit: str
    period: str
    target_text: str
    source: str
    notes: list[str]
    why: str
    url: str


def public(row: Row) -> Public:
    """Strips a row to what is released."""
    return Public(
        row.target.code,
        row.target.name,
        row.target.quote,
        row.value_text,
        row.value_unit,
        f"{row.observation.period}年" if row.observation and row.observation.period.isdigit() else "",
        row.target.value_text,
        source_words(row),
        [note.text for note in row.notes],
        "" if row.value is not None else row.why,
        row.target.get_absolute_url(),
    )


def source_words(row: Row) -> str:
    """Where the figure comes from, in words."""
    if row.observation is not None:
        return f"{row.observation.citation}（{row.observation.check_label}）"
    return "名录实时计数" if row.live else "—"


def groups(found: list[tuple[Any, list[Row]]]) -> list[tuple[Any, list[Shown]]]:
    """Groups of rows ready for the template."""
    return [(head, [shown(row) for row in rows]) for head, rows in found]


def summary(board: Board) -> list[tuple[str, int, str]]:
    """(chip state, number, word) of each light, in fixed order."""
    return [
        (STATES[colour], number, COLOUR_WORDS[colour])
        for colour, number in board.summary.items()
        if colour != "none" or number
    ]


def line(row: Row, deadline: date) -> dict[str, Any]:
    """Numbers of the target page's line chart: actual points, the pace line, the target, the forecast."""
    goal = float(row.goal_value)
    base = (
        0.0 if row.target.kind in {"increment", "count"} else (None if row.base is None else float(row.base))
    )
    ahead = row.forecast
    return {
        "points": [(day, float(value)) for day, value in row.points],
        "target": goal,
        "base": base,
        "deadline": deadline,
        "forecast": None if ahead is None else (deadline, ahead.point, ahead.low, ahead.high),
    }


def _bullet(row: Row) -> dict[str, Any] | None:
    if row.value is None or row.target.measure == "ladder" and not row.steps:
        return None
    flow = row.target.kind in {"increment", "count"}
    ahead = row.forecast
    return {
        "value": float(row.value),
        "base": 0.0 if flow or row.base is None else float(row.base),
        "target": float(row.goal_value),
        "pace": None if row.pace_value is None else float(row.pace_value),
        "low": None if ahead is None else ahead.low,
        "high": None if ahead is None else ahead.high,
        "state": STATES[row.light.colour],
    }
