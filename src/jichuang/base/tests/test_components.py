"""页面组件: what a tag draws for a value it did not expect, and that a fault leads to its field."""

from __future__ import annotations

import re

from django import forms
from django.template import Context, Template


class Asked(forms.Form):
    """One box and one group of buttons."""

    staff = forms.IntegerField(label="职工总数")
    listed = forms.ChoiceField(label="是否上市", choices=(("1", "是"), ("0", "否")), widget=forms.RadioSelect)


def drawn(text: str, **given: object) -> str:
    return Template("{% load jichuang %}" + text).render(Context(given))


def test_a_number_has_its_unit_and_words_stand_as_they_are():
    assert drawn('{% unit value "家" %}', value="60412") == '60,412<span class="unit">家</span>'
    assert drawn('{% unit value "" %}', value="是") == "是"
    assert drawn('{% unit value "" %}', value="<b>C3391") == "&lt;b&gt;C3391"
    assert "—" in drawn('{% unit value "家" %}', value="")


def test_every_fault_of_the_summary_leads_to_something_on_the_page():
    page = drawn("{% error_summary form %}{% for one in form %}{% field one %}{% endfor %}", form=Asked({}))
    aims = re.findall(r'href="#([^"]*)"', page)
    assert aims == ["id_staff", "id_listed"]
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert set(aims) <= set(ids) and len(ids) == len(set(ids)) and "" not in ids
