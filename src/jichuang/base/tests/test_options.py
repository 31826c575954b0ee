"""Options escape what they are given, select one value, and are the same text for numbers and words of one value."""

from __future__ import annotations

from django.template import Context, Template


def drawn(pairs, chosen):
    source = Template("{% load options %}{% options pairs chosen %}")
    return source.render(Context({"pairs": pairs, "chosen": chosen}))


def test_the_chosen_value_is_selected_and_text_is_escaped():
    found = drawn([("a", "甲<b>"), ('"', "乙")], '"')
    assert found == '<option value="a">甲&lt;b&gt;</option><option value="&quot;" selected>乙</option>'


def test_a_number_is_chosen_by_its_digits_and_nothing_by_nothing():
    assert drawn([(1, "一"), (2, "二")], "2").count(" selected") == 1
    assert "selected" not in drawn([(1, "一")], "")
