"""页面组件: chips, findings, verdicts, fields, charts. Each tag draws; none of them queries or decides."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.http import QueryDict
from django.template.context import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jichuang.base import charts, refs
from jichuang.base.charts.ink import figure
from jichuang.base.templatetags.icons import ICONS

register = template.Library()

STATES = {
    "ok": "ok", "pass": "ok", "green": "ok", "done": "ok",
    "warn": "warn", "amber": "warn", "manual": "none", "score": "info",
    "bad": "bad", "fail": "bad", "red": "bad",
    "none": "none", "missing": "none", "grey": "none", "not_applicable": "none", "": "none",
    "info": "info",
}  # fmt: skip
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
FINDING_WORDS = {
    "pass": "满足", "fail": "不符", "missing": "缺数据", "manual": "人工", "not_applicable": "不适用",
}  # fmt: skip


def _safe(svg: str) -> SafeString:
    """Charts escape every text they are given, so their SVG may stand as it is."""
    return mark_safe(svg)  # noqa: S308


def state_of(word: object) -> str:
    """The drawing state (ok, warn, bad, none, info) of a verdict, light or state word."""
    return STATES.get(str(word), "none")


@register.simple_tag
def chip(state: object, text: object) -> SafeString:
    """{% chip "ok" "按期" %} : mark + words + colour."""
    return _chip(state_of(state), text)


@lru_cache(maxsize=1024, typed=True)  # typed: what is marked safe is not the same text
def _chip(drawn: str, text: object) -> SafeString:
    """The same few chips stand in every row of every list."""
    return format_html('<span class="chip {}">{}{}</span>', drawn, _safe(charts.state_mark(drawn)), text)


@register.simple_tag
def unit(value: object, unit: str = "") -> SafeString:
    """{% unit 60412 "家" %} : the number written for people, the unit small behind it; — for none, words as they are."""
    if value is None or value == "":
        return _safe('<span class="soft">—</span>')
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        return format_html("{}", value)
    return format_html('{}<span class="unit">{}</span>', figure(value), unit)


@register.inclusion_tag("base/parts/verdict.html")
def verdict(headline: str, subline: str = "", state: str = "none") -> dict[str, object]:
    """{% verdict explanation.headline explanation.subline explanation.state %} : leads a result page."""
    return {"headline": headline, "subline": subline, "state": state_of(state)}


@register.inclusion_tag("base/parts/finding.html")
def finding(finding: Any) -> dict[str, object]:
    """{% finding f %} : one 核验结论 with state, title, clause, value and what is short."""
    state = getattr(finding, "state", None) or finding["state"]
    drawn, words = state_of(state), FINDING_WORDS.get(str(state), "")
    bar = getattr(finding, "bar_text", "") or ""
    points = getattr(finding, "points", None)
    if points is not None and getattr(finding, "max_points", None):
        low, high = points if isinstance(points, tuple | list) else (points, points)
        got = figure(low) if low == high else f"{figure(low)} 至 {figure(high)}"
        words = f"{got} / {figure(finding.max_points)} 分"
        share = float(low) / float(finding.max_points)
        drawn = "none" if low != high else "ok" if share >= 0.8 else "warn" if share > 0 else "bad"
        # a score's bar is the next band; at the top there is none
        bar = f"下一档 {finding.bar_text}" if finding.bar_text and finding.shortfall else ""
    elif state == "fail" and getattr(finding, "alternative", False):
        drawn, words = "none", "不具备"  # one of several ways: lacking it alone decides nothing
    return {"f": finding, "state": drawn, "words": words, "bar": bar}


@register.simple_tag
def bullet(
    value: Any = None,
    target: Any = 0,
    base: Any = 0,
    pace: Any = None,
    low: Any = None,
    high: Any = None,
    state: str = "none",
    unit: str = "",
    width: int = 232,
) -> SafeString:
    """{% bullet value=v target=t base=b pace=p low=l high=h state="ok" %} : 完成条."""
    return _safe(
        charts.bullet(
            value=value, target=target, base=base or 0, pace=pace, low=low, high=high,
            state=state_of(state), unit=unit, width=width,
        )
    )  # fmt: skip


@register.simple_tag
def bullet_legend() -> SafeString:
    """{% bullet_legend %} : what the lines of a 完成条 mean, for the head of its column."""
    return _safe(f'<span class="legend">{charts.bullet_legend()}</span>')


@register.simple_tag
def sparkline(values: Sequence[Any], label: str = "") -> SafeString:
    """{% sparkline row.trend %} : 今年走势."""
    return _safe(charts.sparkline(list(values), label=label))


@register.simple_tag
def strip(marks: Sequence[tuple[Any, bool]], label: str = "", low: Any = 0, high: Any = 100) -> SafeString:
    """{% strip row.marks label="A01" %} : 分布条 of (value, outlying)."""
    return _safe(charts.strip(list(marks), low=low, high=high, label=label))


@register.simple_tag
def linechart(
    actual: Sequence[tuple[date, Any]],
    pace: Sequence[tuple[date, Any]] = (),
    target: tuple[date, Any] | None = None,
    band: Sequence[tuple[date, Any, Any]] = (),
    unit: str = "",
    title: str = "",
) -> SafeString:
    """{% linechart actual=points pace=line target=goal band=forecast %} : 折线图."""
    drawn = charts.linechart(actual=actual, pace=pace, target=target, band=band, unit=unit, title=title)
    return _safe(drawn)


@register.simple_tag
def barchart(rows: Sequence[tuple[str, Any]], unit: str = "", title: str = "") -> SafeString:
    """{% barchart rows unit="家" %} : 横条图."""
    return _safe(charts.barchart(list(rows), unit=unit, title=title))


@register.simple_tag
def flowchart(
    links: Sequence[Any], moves: Mapping[tuple[str, str], int], unit: str = "", title: str = ""
) -> SafeString:
    """{% flowchart links moves unit="家" %} : 流向图; links are charts.Link."""
    return _safe(charts.flowchart(list(links), moves, unit=unit, title=title))


@register.simple_tag
def tilemap(cells: Sequence[Any], unit: str = "", title: str = "", current: str = "") -> SafeString:
    """{% tilemap cells unit="家" %} : 方格图; cells are charts.Tile or mappings of code, name, value, url."""
    tiles = [charts.Tile(**cell) if isinstance(cell, Mapping) else cell for cell in cells]
    return _safe(charts.tilemap(tiles, unit=unit, title=title, current=current))


@register.simple_tag
def chart_table(headers: Sequence[str], rows: Sequence[Sequence[Any]], title: str = "数据表") -> SafeString:
    """{% chart_table headers rows %} : a chart's numbers as a folded table; a chart never stands without it."""
    return _safe(charts.table(headers, rows, title=title))


@register.inclusion_tag("base/parts/slider.html")
def date_slider(
    day: date, first: date, last: date, name: str = "on", label: str = "截至", latest: date | None = None
) -> dict[str, object]:
    """{% date_slider day first last %} : a GET form with a date box; a script adds the range. `latest` may be chosen last."""
    return {
        "day": day,
        "first": first,
        "latest": latest or last,
        "span": (last - first).days,
        "offset": (day - first).days,
        "name": name,
        "label": label,
    }


@register.inclusion_tag("base/parts/timeline.html")
def timeline(items: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """{% timeline items %} : items of title, when, who, note, state (done, current, todo), url."""
    return {"items": items}


@register.simple_tag
def clause(cite: object, url: str = "") -> SafeString:
    """{% clause "国科发政〔2017〕115号 第六条（二）" %} : the basis, linked where there is a page."""
    if url:
        return format_html('<a class="clause" href="{}">{}</a>', url, cite)
    return format_html('<span class="clause">{}</span>', cite)


@register.inclusion_tag("base/parts/route.html")
def route_picture(steps: Sequence[Mapping[str, Any]]) -> dict[str, object]:
    """{% route_picture steps %} : steps of title, who, days, state; an ordered list is its own text twin."""
    return {"steps": steps}


@register.simple_tag
def route_chart(
    rows: Sequence[Sequence[charts.Box]], start: str = "提交申请", end: str = "办结"
) -> SafeString:
    """{% route_chart rows start end %} : the route as a flow chart; pages put the text twin beside it."""
    return _safe(charts.routechart(rows, start=start, end=end))


@register.inclusion_tag("base/parts/field.html")
def field(
    bound: forms.BoundField, source: str = "", unit: str = "", inline: bool = True
) -> dict[str, object]:
    """{% field form.staff %} : label, help, control, unit, prefill source, errors. Attributes on the form field win."""
    held = bound.field
    widget = held.widget
    grouped = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return {
        "f": bound,
        "grouped": grouped,
        "single_check": isinstance(widget, forms.CheckboxInput),
        "unit": unit or getattr(held, "unit", ""),
        "source": source or getattr(held, "source", ""),
        "optional": not held.required and not isinstance(widget, forms.CheckboxInput),
    }


def _named(label: str, message: str) -> str:
    """The message with its field in front, where it does not begin with it."""
    return message if message.startswith(label) else f"{label}：{message}"


@register.inclusion_tag("base/parts/errors.html")
def error_summary(form: Any) -> dict[str, object]:
    """{% error_summary form %} : 错误汇总, each line linked to its field. Takes a form, or a list of Problem."""
    if isinstance(form, forms.BaseForm):
        listed = [
            (form[name].auto_id, _named(str(form[name].label), str(message)))
            if name in form.fields
            else ("", message)
            for name, messages in form.errors.items()
            for message in messages
        ]
    else:
        listed = [(f"id_{one.field}" if one.field else "", str(one)) for one in form or []]
    return {"listed": listed}


@register.inclusion_tag("base/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page) -> dict[str, object]:
    """{% pager page %} : 分页, keeping the other parts of the address."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query.pop("page", None)
    return {"page": page, "query": f"{query.urlencode()}&" if query else ""}


@register.inclusion_tag("base/parts/empty.html")
def empty(title: str, why: str = "", next_url: str = "", next_text: str = "") -> dict[str, str]:
    """{% empty "还没有办件" "…" "/matters/" "去看事项" %} : what, why, next step."""
    return {"title": title, "why": why, "next_url": next_url, "next_text": next_text}


@register.simple_tag
def icon(name: str) -> SafeString:
    """{% icon "search" %} : a 16 × 16 line icon, hidden from screen readers."""
    return _safe(
        '<svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" fill="none" stroke="currentColor" '
        f'stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">{ICONS[name]}</svg>'
    )


@register.simple_tag(takes_context=True)
def link(context: Context, ref: object) -> SafeString:
    """{% link case.source %} : the reference as this reader may see it; plain text when unknown or not permitted."""
    request = context.get("request")
    found = refs.resolve(str(ref), getattr(request, "user", None)) if ref else None
    if found is None:
        return _safe("")
    if found.url is None:
        return format_html("{}", found.text)
    return format_html('<a href="{}">{}</a>', found.url, found.text)


@register.filter
def figures(value: object) -> str:
    """{{ 60412|figures }} : 60,412."""
    return figure(value)
