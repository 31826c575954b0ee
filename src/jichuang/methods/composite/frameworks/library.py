"""自带的指标体系: shipped trees as data with sources. What nobody could check is marked unverified.

A tree is a TOML file here, named by its key: `[[part]]` tables nested level by level, `[recipe]` in the command's words,
`[[grade]]` class bars, `[[published]]` class sizes of past years. `status` says who vouches for a standard or a bar.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jichuang.methods.composite import words
from jichuang.methods.composite.climb import Aggregation
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.framework import Element, Framework, Grade
from jichuang.methods.composite.normalise import Normalisers
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.treat import Treatments

HERE = Path(__file__).parent
UNVERIFIED = "unverified"
DIVISION = ("divide_by", "times")
"""What a part says for those who draft from it: the published indicator its raw figures are divided by, and the multiplier."""
VOUCHED = {"official": "已核对原文", "republished": "据转载", "unverified": "未核实"}


def every() -> Iterator[Framework]:
    """The shipped frameworks, by file name."""
    return (_read(path.stem) for path in sorted(HERE.glob("*.toml")))


def get(key: str) -> Framework:
    """A shipped framework. Raises CompositeError (unknown_framework)."""
    keys = {each.key: each for each in every()}
    if key not in keys:
        raise CompositeError("unknown_framework", f"没有自带的指标体系“{key}”；现有：{'、'.join(keys)}")
    return keys[key]


def line(tree: Framework, element: Element) -> str:
    """One element as a line: indented by level, with weight, standard and who vouches for them."""
    depth = max(tree.levels.values()) - tree.levels[element.code]
    parts = [f"{'  ' * depth}{element.code} {element.title}"]
    if element.parent is not None:
        parts.append(f"权重 {element.weight:g}（{VOUCHED[element.weight_status]}）")
    if element.standard is not None:
        parts.append(f"标准 {element.standard:g} {element.unit}（{VOUCHED[element.status]}）")
    elif not element.aggregate and element.goalposts is None:
        parts.append(f"标准待录入 {element.unit}")
    return "\t".join(parts)


@dataclass(frozen=True)
class PublishedClasses:
    """How many units were published in each class for a year, with source and status."""

    year: int
    counts: Mapping[str, int]
    source: str
    status: str


def recipe(key: str) -> Recipe:
    """The recipe a shipped framework is computed by. Raises CompositeError (unknown_framework)."""
    given = _content(_stem(key))["recipe"]
    return Recipe(
        words.imputer(given["impute"]),
        treat=Treatments(words.treatment(given["winmax"])),
        normalise=Normalisers(words.normaliser(given["normalise"])),
        aggregate=Aggregation(words.aggregator(given["aggregate"])),
    )


def published(key: str) -> tuple[PublishedClasses, ...]:
    """Published class sizes by year; empty where a framework has none."""
    return tuple(PublishedClasses(**each) for each in _content(_stem(key)).get("published", ()))


def divisions(key: str) -> dict[str, tuple[str, float]]:
    """{code: (published indicator, times)}: the per-head and per-product figures of a framework. Inferred, unverified."""
    found: dict[str, tuple[str, float]] = {}
    parts = list(_content(_stem(key))["part"])
    while parts:
        part = parts.pop()
        parts += part.get("part", [])
        if "divide_by" in part:
            found[part["code"]] = (part["divide_by"], float(part.get("times", 1)))
    return found


def _stem(key: str) -> str:
    return get(key).key.replace("-", "_")


@cache
def _content(stem: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{stem}.toml").read_text(encoding="utf-8"))


@cache
def _read(stem: str) -> Framework:
    content = _content(stem)
    head = content["framework"]
    root = Element(head["root"], head["title"], aggregate=True, source=head["source"], status=head["status"])
    return Framework(
        head["key"],
        head["title"],
        (root, *_below(content["part"], root.code)),
        head.get("valid_from") if isinstance(head.get("valid_from"), date) else None,
        head["source"],
        tuple(Grade(**grade) for grade in content.get("grade", ())),
        head.get("note", ""),
    )


def _below(parts: list[Mapping[str, Any]], parent: str) -> Iterator[Element]:
    for part in parts:
        below = part.get("part", [])
        given: dict[str, Any] = {"status": UNVERIFIED, "weight_status": UNVERIFIED, **part}
        for key in ("part", *DIVISION):
            given.pop(key, None)
        if "goalposts" in given:
            given["goalposts"] = tuple(given["goalposts"])
        wrong = {given["status"], given["weight_status"]} - set(VOUCHED)
        if wrong:
            raise CompositeError(
                "status", f"“{given['code']}”的 status 是“{wrong.pop()}”，应为 {'、'.join(VOUCHED)} 之一"
            )
        yield Element(parent=parent, aggregate=bool(below), **given)
        yield from _below(below, given["code"])
