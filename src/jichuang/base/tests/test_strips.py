"""分布条: every value has its mark, an outlying one another shape, and the words say both."""

from __future__ import annotations

from jichuang.base import charts


def test_an_outlying_value_is_another_shape_and_is_said_in_words():
    drawn = charts.strip([(80, False), (82, False), (44, True)], label="A01")
    assert drawn.count("<circle") == 2 and drawn.count("<g ") == 1
    assert "A01：80、82、44（离群），中位数80" in drawn


def test_nothing_is_drawn_for_no_values_and_a_label_cannot_break_out():
    assert charts.strip([]) == ""
    assert "<script>" not in charts.strip([(1, False)], label="<script>")
