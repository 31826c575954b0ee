"""归档保存期限: every matter says for every way a case may end how long its file is kept."""

from __future__ import annotations

import pytest

from jichuang.hall.declare import Keep
from jichuang.hall.declare.keeping import TITLES, USUAL, words
from jichuang.hall.declare.kit import DeclarationError
from jichuang.hall.exchange import element_row
from jichuang.hall.terms import Outcome
from jichuang.matters.catalogue import MATTERS

ENDINGS = {one.value: one.label for one in Outcome if one.value}


def test_the_endings_are_the_halls_own_in_its_own_words():
    assert ENDINGS == TITLES


@pytest.mark.parametrize("matter", MATTERS, ids=lambda one: one.code)
def test_every_matter_keeps_every_ending_for_a_term(matter):
    assert {one.outcome for one in matter.keeping} == set(ENDINGS)


def test_terms_of_one_length_stand_together_and_an_assumption_says_so():
    assert words(USUAL).startswith("通过、公示异议成立30年；") and words(USUAL).endswith("（推定）")
    assert words((Keep("granted", None, "档案保管期限表 1.1"),)) == "通过永久"


def test_an_ending_that_does_not_exist_is_refused():
    with pytest.raises(DeclarationError, match="没有“won”这种办结结果"):
        Keep("won", 10)


def test_the_guide_and_the_exchange_table_say_it(client, clerk, on_day):
    assert "归档保存" in client.get("/matters/hnte-reserve/").content.decode()
    assert "30年" in element_row(MATTERS[0], MATTERS[0].published_on)["archive_term"]
