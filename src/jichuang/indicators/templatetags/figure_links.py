"""{% figure %}: a number that leads to its definition, source, date and rows. Usable by every room above."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from jichuang.base.charts.ink import figure as written
from jichuang.indicators import catalogue

register = template.Library()


@register.simple_tag
def figure(
    code: str,
    value: object,
    unit: str = "",
    on: date | None = None,
    region: str = "",
    known: date | None = None,
    page: str = "",
    big: bool = False,
) -> SafeString:
    """{% figure "hnte-in-force" 4008 "家" on=day %} : the number, linked to the indicator's page on that day.

    `page` is where else the number is defined (a target's page), used where `code` names no indicator. `value` may be
    a number or text as published; a dash where there is none; `big` as on a board. Raises ValueError for a figure that leads nowhere.
    """
    shown = value if isinstance(value, str) else written(value)
    if value is None or value == "":
        return format_html('<span class="soft">{}</span>', "—")
    return format_html(
        '<a{} href="{}" title="定义、来源与明细">{}</a><span class="unit">{}</span>',
        format_html(' class="{}"', "figure") if big else "", _address(code, on, region, known) or _given(page, code), shown, unit,
    )  # fmt: skip


@register.simple_tag
def definition(code: str, title: str = "") -> SafeString:
    """{% definition "hnte-survey-income" "营业收入" %} : a column's or row's name, linked to what it means."""
    found = catalogue.find(code)
    words = title or (found.title if found else code)
    if found is None:
        return format_html("{}", words)
    return format_html('<a href="{}">{}</a>', reverse("indicators:indicator", args=[code]), words)


def _address(code: str, on: date | None, region: str, known: date | None) -> str:
    if catalogue.find(code) is None:
        return ""
    asked = {
        "on": on.isoformat() if on else "",
        "known": known.isoformat() if known else "",
        "region": region,
    }
    query = urlencode({key: text for key, text in asked.items() if text})
    return f"{reverse('indicators:indicator', args=[code])}{'?' if query else ''}{query}"


def _given(page: str, code: str) -> str:
    if not page:
        raise ValueError(f"a figure of {code!r} leads nowhere: no such indicator, and no page was given")
    return page
