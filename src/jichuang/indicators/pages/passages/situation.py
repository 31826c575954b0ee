"""形势表写进材料: the whole table with its counting sentence, or one group of it in the words of the brief."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse

from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.indicators.models import Situation
from jichuang.indicators.reads.access import may_see_inside
from jichuang.indicators.reads.situation import Line, facts, lines
from jichuang.indicators.situation.words import overview, sentence
from jichuang.passages.sources import Figure, Passage

if TYPE_CHECKING:
    from jichuang.accounts.models import User

HEADERS = ("指标", "单位", "本期", "比上期末", "比上年同期")


def situation(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<period>`: the whole table."""
    found = _found(user, key)
    rows = [one for one in lines(found) if one.given]
    every = [fact for _, members in facts(found, rows) for fact in members]
    return _passage(found, rows, f"{found.title}，{overview(every)}", str(found))


def group(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<period>/<group>`: one group of the table."""
    period, _, name = key.partition("/")
    found = _found(user, period)
    rows = [one for one in lines(found) if one.given and one.item.group == name]
    if not rows:
        raise LookupError(f"{found}里“{name}”还没有数。")
    words = "".join(sentence(fact) for _, members in facts(found, rows) for fact in members)
    return _passage(found, rows, f"{found.title}，{words}", f"{found.title}{name}主要指标")


def _found(user: User, period: str) -> Situation:
    require(may_see_inside(user))
    found = Situation.objects.filter(period=period).first()
    if found is None:
        raise LookupError(f"还没有布置过{period[:8]}的形势表。")
    return found


def _passage(found: Situation, rows: Sequence[Line], words: str, title: str) -> Passage:
    frozen = found.frozen_at is not None
    sources = dict.fromkeys(one.row.citation if one.row else "名录实时计数" for one in rows)
    return Passage(
        title=title,
        sentence=words,
        as_of=found.frozen_at.astimezone(clock.SHANGHAI).date() if found.frozen_at else clock.today(),
        caliber="各项口径见指标目录；年初累计数与上年同期累计数相比"
        + ("；本表已冻结" if frozen else "；本表尚未冻结，数字可能变动"),
        source="；".join(sources),
        url=reverse("indicators:situation", args=[found.period]),
        figures=tuple(figure for one in rows for figure in _figures(one)),
        headers=HEADERS,
        rows=tuple(
            (one.indicator.title, one.indicator.unit, one.text or "缺", one.last.text if one.last else "—", one.year.text)
            for one in rows
        ),
    )  # fmt: skip


def _figures(one: Line) -> tuple[Figure, ...]:
    """The figure as the table holds it; of a frozen table also what came afterwards."""
    code, title, unit = one.item.code, one.indicator.title, one.indicator.unit
    told = (Figure(code, title, f"{one.text or '缺'}{unit}，比上年同期{one.year.text}"),)
    return (
        (*told, Figure(f"{code}:later", f"{title}（冻结后更新）", f"{one.update.text}{unit}"))
        if one.update
        else told
    )
