"""办事大厅的分面: whoever looks for what is for him finds it under the kind of party he is."""

from __future__ import annotations

from datetime import date

from jichuang.hall.pages import facets
from jichuang.matters.catalogue import MATTERS

ON = date(2018, 9, 30)


def test_every_matter_says_which_kinds_of_party_it_is_for():
    assert not [one.code for one in MATTERS if not one.kinds]


def test_the_facet_of_parties_is_short_and_its_counts_are_rows():
    audience = next(one for one in facets.facets(list(MATTERS), {}, ON, "") if one.key == "audience")
    assert len(audience.choices) <= 9
    counts = [one.count for one in audience.choices]
    assert counts == sorted(counts, reverse=True)
    for one in audience.choices:
        assert len(facets.narrowed(MATTERS, {"audience": one.title}, ON)) == one.count
