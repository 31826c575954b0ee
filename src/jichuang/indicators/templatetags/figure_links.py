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
) -> SafeString:
    """{% figure "hnte-in-force" 4008 "家" on=day %} : the number, linked to the indicator's page on that day.

    Plain text where the code is no indicator. `value` may be a number or text as published.
    """
    shown = value if isinstance(value, str) else written(value)
    if value is None or value == "" or catalogue.find(code) is None:
        return format_html('{}<span class="unit">{}</span>', shown or "—", unit)
    asked = {
        "on": on.isoformat() if on else "",
        "known": known.isoformat() if known else "",
        "region": region,
    }
    query = urlencode({key: text for key, text in asked.items() if text})
    address = f"{reverse('indicators:indicator', args=[code])}{'?' if query else ''}{query}"
    return format_html(
        '<a href="{}" title="定义、来源与明细">{}</a><span class="unit">{}</span>', address, shown, unit
    )
