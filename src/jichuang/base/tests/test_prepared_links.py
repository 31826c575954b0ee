"""Links prepared for a list are asked once a kind, for one reader, and only within the request."""

from __future__ import annotations

import pytest

from jichuang.base import keeping, refs
from jichuang.base.refs import Link, Ref


@pytest.fixture
def asked(monkeypatch):
    """What the resolver of many was asked, and a resolver of one that must not be asked."""
    seen: list[tuple[set[str], object]] = []

    def many(ids, user):
        seen.append((set(ids), user))
        return {one: Link(f"物{one}") for one in ids if one != "9"}

    monkeypatch.setattr(refs, "_many", {"thing": many})
    monkeypatch.setattr(refs, "_resolvers", {"thing": lambda identity, user: Link(f"单{identity}")})
    keeping.begin_request()
    yield seen
    keeping.end_request()


def test_a_list_asks_once_and_what_is_missing_is_asked_alone(asked):
    refs.prepare(["thing:1", Ref("thing", "2"), "thing:1", "thing:9", "other:3"])
    assert asked == [({"1", "2", "9"}, None)]
    assert [refs.resolve(f"thing:{one}").text for one in "129"] == ["物1", "物2", "单9"]
    assert refs.resolve("other:3").text == "other:3"


def test_what_was_prepared_for_one_reader_is_not_shown_to_another_nor_in_the_next_request(asked):
    refs.prepare(["thing:1"])
    reader = type("Reader", (), {"pk": 7})()
    assert refs.resolve("thing:1", reader).text == "单1"
    keeping.end_request()
    keeping.begin_request()
    assert refs.resolve("thing:1").text == "单1"
