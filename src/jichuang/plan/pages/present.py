"""Rows as templates draw them: numbers for the charts, words for the chips. Knows no query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.utils.safestring import SafeString

from jichuang.base.charts import Tile, bullet, linechart, sparkline, tilemap
from jichuang.indicators import catalogue
from jichuang.indicators.declare import NotYet
from jichuang.methods.amounts import counts_whole
from jichuang.methods.pace import pace
from jichuang.plan.models import Plan
from jichuang.plan.reads.ahead import record
from jichuang.plan.reads.board import Board
from jichuang.plan.reads.drill import Level
from jichuang.plan.reads.marks import Mark
from jichuang.plan.reads.rows import Row, written
from jichuang.plan.terms import COLOUR_WORDS

STATES = {"green": "ok", "amber": "warn", "red": "bad", "grey": "none", "none": "none"}


@dataclass(frozen=True)
class Shown:
    """A row with the numbers its charts need."""

    row: Row
    bullet: SafeString
    spark: SafeString
    chip_state: str
    chip_text: str
    base_text: str
    mark: Mark | None = None


def shown(row: Row, mark: Mark | None = None) -> Shown:
    """The row ready for the template, with what stands beside its light."""
    return Shown(
        row, _bullet(row), _spark(row), STATES[row.light.colour], chip_text(row), _base_text(row), mark
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
    indicator: str
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
        row.promised or row.target.value_text,
        row.target.indicator,
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


def groups(found: list[tuple[Any, list[Row]]], marked: Mapping[str, Mark]) -> list[tuple[Any, list[Shown]]]:
    """Groups of rows ready for the template."""
    return [(head, [shown(row, marked.get(row.target.code)) for row in rows]) for head, rows in found]


def summary(board: Board) -> list[tuple[str, str]]:
    """(chip state, `41 按期`) of each light, in fixed order."""
    return [
        (STATES[colour], f"{number} {COLOUR_WORDS[colour]}")
        for colour, number in board.summary.items()
        if colour != "none" or number
    ]


def line(row: Row, plan: Plan) -> SafeString:
    """The target page's chart: actual values, the pace line, the target, the forecast band; empty without points."""
    if not row.points:
        return SafeString("")
    deadline, goal = row.target.deadline, float(row.goal_value)
    start = 0.0 if _from_zero(row) else (None if row.base is None else float(row.base))
    pace_points = []
    if row.pace_value is not None and start is not None:
        days = [plan.base_on + (deadline - plan.base_on) * step / 24 for step in range(25)]
        shares = [float(_expected(row, day, plan, deadline)) for day in days]
        pace_points = [(day, start + (goal - start) * share) for day, share in zip(days, shares, strict=True)]
    last_day, last = row.points[-1]
    ahead = row.forecast
    band = []
    if ahead is not None and ahead.method != "actual" and last_day < deadline:
        band = [(last_day, float(last), float(last)), (deadline, ahead.low, ahead.high)]
    return SafeString(
        linechart(
            actual=[(day, float(value)) for day, value in row.points],
            pace=pace_points,
            target=(deadline, goal),
            band=band,
            unit=row.target.unit,
            title=f"{row.target.name}：{row.value_text}{row.value_unit}，目标{row.target.value_text}；{row.forecast_text}",
        )
    )


def past_hits(row: Row, day: date) -> dict[str, Any] | None:
    """How the same forecasts did over the past, for the page; None without enough of it."""
    found = None if row.ahead is None else record(row.target, row.ahead, day)
    if found is None:
        return None
    return {
        "times": found.times,
        "inside": found.inside,
        "weeks": found.weeks,
        "share": f"{found.coverage * 100:.0f}",
        "brier": "" if found.brier is None else f"{found.brier:.2f}",
        "bins": [
            {
                "range": f"{one.low * 100:.0f}%–{one.high * 100:.0f}%",
                "times": one.times,
                "said": f"{one.said * 100:.0f}",
                "happened": f"{one.happened * 100:.0f}",
            }
            for one in found.bins
        ],
    }


def _expected(row: Row, day: date, plan: Plan, deadline: date) -> Fraction:
    if row.curve is not None:
        return row.curve.on(day, plan.base_on, deadline)
    return pace(row.target.pace, day, plan.base_on, deadline)


def tiles(levels: list[Level], unit: str, query: str, chosen: str) -> SafeString:
    """The fourteen units as tiles, each a link to its part of the drill-down."""
    joint = "&" if query else "?"
    cells = [
        Tile(level.code, level.name, level.value, f"{query}{joint}home={level.code}#parts")
        for level in levels
    ]
    return SafeString(tilemap(cells, unit=unit, current=chosen))


def _from_zero(row: Row) -> bool:
    return row.target.kind in {"increment", "count"}


def _bullet(row: Row) -> SafeString:
    if row.value is None or row.light.reason_code == "not_published":
        return SafeString("")
    ahead = row.forecast
    whole = counts_whole(row.target.unit)

    def near(value: float) -> float:
        return round(value) if whole else round(value, 2)

    return SafeString(
        bullet(
            value=float(row.value),
            base=0.0 if _from_zero(row) or row.base is None else float(row.base),
            target=float(row.goal_value),
            pace=None if row.pace_value is None else near(float(row.pace_value)),
            low=None if ahead is None else near(ahead.low),
            high=None if ahead is None else near(ahead.high),
            state=STATES[row.light.colour],
            unit=row.target.unit,
        )
    )


def _base_text(row: Row) -> str:
    text, unit = written(row.base, row.target.unit)
    return f"{text} {unit}".strip()


def _spark(row: Row) -> SafeString:
    return SafeString(sparkline([float(value) for _, value in row.points]))
