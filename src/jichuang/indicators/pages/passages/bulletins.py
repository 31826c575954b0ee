"""公报写进材料: a section's words and an annexed table as issued. What was issued never changes; corrections are said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from jichuang.base.permissions import require
from jichuang.indicators.models import Bulletin
from jichuang.indicators.reads.bulletins import content, may_read
from jichuang.passages.sources import Figure, Passage

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def paragraph(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<survey>/<period>/<n>`: the n-th section's words, from 1."""
    found, part = _issued(user, key)
    sections = content(found)["sections"]
    if not part.isdecimal() or not 1 <= int(part[:4]) <= len(sections):
        raise LookupError(f"《{found.title}》没有第“{part}”节。")
    section = sections[int(part[:4]) - 1]
    words = "".join(section["paragraphs"])
    return _passage(found, f"{found.title}：{section['title']}", words, (Figure("words", "原文", words),))


def printed_table(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<survey>/<period>/<table>`: an annexed table, with its chart where it has one."""
    found, part = _issued(user, key)
    table = next((one for one in content(found)["tables"] if one["key"] == part), None)
    if table is None:
        raise LookupError(f"《{found.title}》没有附表“{part}”。")
    head, rows = table["head"], table["rows"]
    cells = tuple(
        Figure(f"{row[0]}/{at}", f"{row[0]} {title}", text)  # two columns may have one title: 增速
        for row in rows
        for at, (title, text) in enumerate(zip(head[1:], row[1:], strict=False), 1)
    )
    return _passage(found, f"{table['title']}（{table['unit']}）", table["alt"], cells, table)


def _issued(user: User, key: str) -> tuple[Bulletin, str]:
    survey, _, rest = key.partition("/")
    period, _, part = rest.partition("/")
    found = Bulletin.objects.select_related("snapshot").filter(survey=survey, period=period).first()
    if found is None:
        raise LookupError("没有这一期公报。")
    require(may_read(user, found))
    if found.issued_on is None:
        raise LookupError("公报还没有发布，发布后才能写进材料。")
    return found, part


def _passage(
    found: Bulletin,
    title: str,
    words: str,
    figures: tuple[Figure, ...],
    table: Mapping[str, Any] | None = None,
) -> Passage:
    assert found.issued_on is not None  # seen to by _issued
    paper = content(found)
    corrected = "；".join(
        f"{one.place}：“{one.was}”更正为“{one.corrected}”" for one in found.errata.order_by("id")
    )
    notes = "；".join(str(note).rstrip("。") for note in paper["notes"][:2])
    return Passage(
        title=title,
        sentence=words,
        as_of=found.issued_on,
        caliber=f"{notes}；已有更正：{corrected}" if corrected else notes,
        source=f"{paper['office']}《{found.title}》（{found.number}）",
        url=reverse("indicators:bulletin", args=[found.survey, found.period]),
        figures=(*figures, Figure("errata", "更正", corrected or "无")),
        headers=tuple(table["head"]) if table else (),
        rows=tuple(tuple(row) for row in table["rows"]) if table else (),
        picture=str(table["chart"]) if table else "",
    )
