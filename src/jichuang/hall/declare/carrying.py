"""带到新版本: what a draft's answers become under another version's form. Nothing typed is lost on the way. Knows no case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jichuang.codes.errors import CodeError
from jichuang.hall.declare.form import Field, Form
from jichuang.hall.declare.values import kept, read, show, typed_again

Rough = dict[str, dict[str, str]]
READ_BY = ("type", "unit", "choices", "columns", "minimum", "maximum", "max_length")
"""What decides how an answer is read."""


@dataclass
class Carried:
    """Answers and what could not be read, by the new keys; `dropped` by title, as a person reads it."""

    answers: dict[str, Any] = field(default_factory=dict)
    rough: Rough = field(default_factory=dict)
    dropped: dict[str, str] = field(default_factory=dict)


def carried(old: Form, new: Form, answers: Mapping[str, Any], rough: Mapping[str, dict[str, str]]) -> Carried:
    """Every answer under the key that asks for it now (`Field.was`), read anew where its type, unit or choices have changed.

    What can no longer be read is kept as typed with its fault; what is asked no more is told in `dropped`.
    """
    before = {one.key: one for one in old.fields}
    found, taken = Carried(), set[str]()
    for one in new.fields:
        key = one.key if one.key in before or not one.was else one.was
        taken.add(key)
        former = before.get(key, one)
        if key in rough:
            _read(found, one, rough[key]["text"], None)
        elif key in answers:
            _carry(found, former, one, answers[key])
    for key, one in before.items():
        text = rough[key]["text"] if key in rough else show(one, answers.get(key))
        if key not in taken and text:
            found.dropped[one.title] = text
    return found


def _carry(found: Carried, former: Field, one: Field, stored: Any) -> None:
    if _alike(former, one):
        found.answers[one.key] = stored
    else:
        _read(found, one, typed_again(former, stored), stored)


def _alike(former: Field, one: Field) -> bool:
    """Whether the stored form means the same under both."""
    return all(getattr(former, name) == getattr(one, name) for name in READ_BY)


def _read(found: Carried, one: Field, text: str, stored: Any) -> None:
    try:
        found.answers[one.key] = read(one, text)
    except CodeError as fault:
        found.rough[one.key] = {"text": kept(one, text, stored), "problem": str(fault)}
