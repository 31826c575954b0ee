"""Every address x every person: who is let in is what `permissions.txt` says, and nobody reaches a form he may not send."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from matrix.asking import METHOD, NONE, REFUSED, Asker, undrawn
from matrix.table import Line, read
from matrix.world import World, build

FEW = ("visitor", "outsider", "auditor")
"""Asked where everybody is let in, and of the methods an address does not take."""


@pytest.fixture
def world(settings: object, db: None) -> World:
    """One of everybody and everything."""
    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    return build()


@pytest.fixture
def quiet() -> Iterator[None]:
    """Thousands of refusals are not written to the log."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def test_every_address_answers_every_person_as_the_table_says(world, quiet):
    groups, lines = read()
    asker, wrong = Asker(world), []
    assert set(world.people) == groups["everybody"]
    with undrawn():
        for line in lines:
            wrong += _differences(asker, line, groups["everybody"])
    assert wrong == [], "\n".join(wrong)


def _differences(asker: Asker, line: Line, everybody: frozenset[str]) -> Iterator[str]:
    address = line.asked.format(**asker.world.things)
    people = (
        everybody
        if not line.address.startswith("/api/")
        else {"visitor", "clerk", "token:clerk", "token:foreign"}
    )
    asked = FEW if line.let_in >= everybody else sorted(people)
    for name in asked:
        answer = asker.ask(name, line.method, address)
        if answer != line.expects(name):
            yield f"line {line.number}: {line.title} answers {name} with {answer}, declared {line.expects(name)}"


def test_a_method_that_the_table_does_not_name_is_taken_from_nobody(world, quiet):
    _, lines = read()
    named = {(line.method, line.asked) for line in lines}
    asker, wrong = Asker(world), []
    with undrawn():
        for address in sorted({line.asked for line in lines}):
            for method in ("GET", "POST"):
                if (method, address) in named:
                    continue
                for name in FEW:
                    answer = asker.ask(name, method, address.format(**world.things))
                    if answer not in {METHOD, REFUSED, NONE}:
                        wrong.append(f"{method} {address} answers {name} with {answer}; it has no line")
    assert wrong == []
