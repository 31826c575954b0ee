"""Which column of the file holds what: headings are matched by title and by the usual variants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jichuang.base.errors import Invalid, Problem
from jichuang.codes import chinese
from jichuang.registry.registers import Column, Register

_MARKS = re.compile(r"[\s*＊:：]+")


@dataclass(frozen=True, slots=True)
class Layout:
    """`places`: column key → position in the row; `ignored`: headings the register has no column for."""

    places: dict[str, int]
    ignored: tuple[str, ...]


def plain(heading: str) -> str:
    """A heading for comparison: half-width, without spaces, asterisks and colons."""
    return _MARKS.sub("", chinese.normalise(heading))


def match(register: Register, headings: Sequence[tuple[str, str]]) -> Layout:
    """Finds the register's columns among `headings` (text, cell address).

    Raises Invalid naming every required column that is missing and every column that stands twice.
    """
    problems: list[Problem] = []
    places: dict[str, int] = {}
    titles = {column.key: column.title for column in register.columns}
    for position, (text, address) in enumerate(headings):
        key = _key_of(register.columns, text, taken=places)
        if key is None:
            continue
        if key in places:
            problems.append(
                Problem(address, f"“{text}”与前面的列重复（都是{titles[key]}）", "请删去其中一列")
            )
            continue
        places[key] = position
    seen = "、".join(text for text, _ in headings if text) or "无"
    problems += [
        Problem("表头", f"缺少必需的列“{column.title}”", f"请在首行写明该列；表头现有：{seen}")
        for column in register.columns
        if column.required and column.key not in places
    ]
    if problems:
        raise Invalid(problems)
    used = set(places.values())
    ignored = tuple(text for position, (text, _) in enumerate(headings) if text and position not in used)
    return Layout(places, ignored)


def _key_of(columns: Sequence[Column], heading: str, *, taken: dict[str, int]) -> str | None:
    """The exact title wins; among aliases, a column not yet found wins."""
    wanted = plain(heading)
    if not wanted:
        return None
    for column in columns:
        if plain(column.title) == wanted:
            return column.key
    for column in columns:
        if column.key not in taken and wanted in {plain(alias) for alias in column.aliases}:
            return column.key
    return None
