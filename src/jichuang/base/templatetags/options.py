"""选项: the options of a select, drawn once for the same list and the same choice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

register = template.Library()

SELECTED = SafeString(" selected")


@register.simple_tag
def options(pairs: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """{% options matters matter_chosen %} : (value, title) pairs, the chosen value selected."""
    return _options(tuple((str(value), str(title)) for value, title in pairs), str(chosen))


@lru_cache(maxsize=256)
def _options(pairs: tuple[tuple[str, str], ...], chosen: str) -> SafeString:
    """The same few lists stand on every page of a room."""
    rows = ((value, SELECTED if value == chosen else "", title) for value, title in pairs)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)
