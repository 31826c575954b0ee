"""Every address of the site has its line in the permission matrix, and every line an address."""

from __future__ import annotations

from collections import defaultdict

from django.urls import Resolver404

from matrix.asking import patterns, route_of
from matrix.table import owed, read

SAMPLES = defaultdict(
    lambda: "1", code="91130108DEM00001X0", slug="2018", register="hnte", report="a", period="2018Q2"
)
"""Something of the right shape for each word in braces."""
OWED = "add a line for it to tests/matrix/permissions.txt: METHOD /address/ | who is let in | who is told 404"


def test_every_address_has_a_line_that_says_who_is_let_in():
    _, lines = read()
    covered = {route_of(line.asked.format_map(SAMPLES)) for line in lines}
    trees = tuple(route_of(line.asked.format_map(SAMPLES)) for line in lines if line.is_tree)
    missing = [
        f"{name} ({route}): {OWED}"
        for name, route in patterns()
        if route not in covered | owed() and not route.startswith(trees)
    ]
    assert missing == []


def test_what_is_owed_a_line_is_an_address_without_one():
    _, lines = read()
    covered = {route_of(line.asked.format_map(SAMPLES)) for line in lines}
    assert owed() <= {route for _, route in patterns()} - covered


def test_every_line_leads_somewhere_and_names_known_people_once():
    groups, lines = read()
    people = groups["everybody"] | {"token:clerk", "token:foreign"}
    for line in lines:
        try:
            route_of(line.asked.format_map(SAMPLES))
        except Resolver404:
            raise AssertionError(f"line {line.number}: no page answers {line.address}") from None
        unknown = (line.let_in | line.told_none) - people
        assert not unknown, f"line {line.number}: unknown {sorted(unknown)}"
    titles = [line.title for line in lines]
    assert len(titles) == len(set(titles)), "an address is declared twice"
