"""评审规则的数: dated, cited parameters of the pool, of avoidance and of the statistics. Knows no person and no case."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jichuang.policy.parameters import Book, Parameter, ParameterInForce


class P(Book, file=Path(__file__).with_name("parameters.toml")):
    """All of them are from memory or assumed: they warn, set defaults and keep experts apart, and reject nobody."""

    avoid_years: Parameter
    max_age: Parameter
    trim_from: Parameter
    outlier_bar: Parameter
    reserve_ratio: Parameter
    refresh_years: Parameter


def value(parameter: Parameter, on: date) -> Any:
    """The parameter's value on a day; before its first value the earliest one stands."""
    held = parameter.on(on)
    return parameter.values[0].value if held is None else held.value


def in_force(on: date) -> list[ParameterInForce]:
    """Every parameter of the day, for the page that shows where the numbers come from."""
    return [held for held in (one.on(on) for one in P.all()) if held is not None]
