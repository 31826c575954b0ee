"""目标与看板写进材料: a target or the headline board as sentence, table and picture, for whoever may see the inside."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from jichuang.base import clock
from jichuang.base.permissions import require
from jichuang.indicators import catalogue
from jichuang.methods.amounts import counts_whole
from jichuang.passages.sources import Figure, Passage, day_in, day_words
from jichuang.plan.models import Plan
from jichuang.plan.pages import present
from jichuang.plan.reads import Row, board, plan_by_slug
from jichuang.plan.reads.access import may_see_inside
from jichuang.plan.reads.drill import drill
from jichuang.plan.reads.leader import leader
from jichuang.plan.terms import COLOUR_WORDS

if TYPE_CHECKING:
    from jichuang.accounts.models import User

HEADERS = ("目标", "现值", "目标值", "状态", "年末预测")


def target(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<plan>/<code>`, with `on` and `known` as days. Raises as `sources` says."""
    require(may_see_inside(user))
    plan, row, day = _row(key, params)
    parts = drill(row.target.indicator, day, day_in(params, "known")) if row.live else []
    return Passage(
        title=row.target.name,
        sentence=_sentence(row, day),
        as_of=day,
        caliber=_caliber(row),
        source=_source(row),
        url=reverse("plan:target", args=[plan.slug, row.target.code]),
        figures=(*_figures(row), *(Figure(f"home:{p.code}", p.name, f"{p.value}{row.target.unit}") for p in parts)),
        headers=("考核归属", f"数量（{row.target.unit}）") if parts else (),
        rows=tuple((part.name, str(part.value)) for part in parts),
        picture=str(present.line(row, plan)),
    )  # fmt: skip


def forecast(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<plan>/<code>`: where the target is heading, how likely it is met, and how good such forecasts have been."""
    require(may_see_inside(user))
    plan, row, day = _row(key, params)
    known, told = row.ahead, row.forecast_text
    if known is None or not told:
        raise LookupError(f"{row.target.name}没有预测：没有自己的序列，或已到期限。")
    unit, rows = row.target.unit, _expected(row)
    past = present.past_hits(row, day)
    chance = f"，{row.chance_text}" if row.chance_text else "；历史太短，不说可能性"
    return Passage(
        title=f"{row.target.name}年末预测",
        sentence=f"截至{day_words(day)}，{row.target.name}为{_value(row)}，目标为“{row.target.quote}”；{told}{unit}{chance}。",
        as_of=day,
        caliber=f"{known.forecast.words.rstrip('。')}；区间为八成把握；"
        + (
            f"同一办法放回过去{past['times']}个时点，区间罩住{past['inside']}次"
            if past
            else "历史不够长，还不能检验这样的预测过去准不准"
        ),
        source=_source(row),
        url=reverse("plan:target", args=[plan.slug, row.target.code]),
        figures=tuple(Figure(title, title, text) for title, text in rows),
        headers=("项目", f"数值（{unit}）"),
        rows=rows,
        picture=str(present.line(row, plan)),
    )


def headline(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<plan>`: the goals of the preamble in one table."""
    require(may_see_inside(user))
    plan = _plan(key)
    day, known = day_in(params, "on") or _last(plan), day_in(params, "known")
    found = board(plan, day, known)
    rows = [row for _, group in found.headline for row in group]
    counted = found.summary
    lights = "、".join(f"{COLOUR_WORDS[colour]}{number}项" for colour, number in counted.items() if number)
    return Passage(
        title=f"{plan.title}总体目标进展",
        sentence=f"截至{day_words(day)}，《{plan.title}》{len(found.rows)}项目标中，{lights}。",
        as_of=day,
        caliber="各项口径见目标页；状态按进度线与现值之差判定",
        source="工作要点目标板",
        url=reverse("plan:board", args=[key]),
        figures=tuple(
            Figure(row.target.code, row.target.name, f"{_value(row)}，{present.chip_text(row)}")
            for row in rows
        ),
        headers=HEADERS,
        rows=tuple(
            (
                row.target.name,
                _value(row),
                row.target.value_text,
                present.chip_text(row),
                row.forecast_text.removeprefix("预计年末 ") or "—",
            )
            for row in rows
        ),
    )


def risks(user: User, key: str, params: Mapping[str, str]) -> Passage:
    """`<plan>`: the targets that will probably be missed, with who can change it."""
    require(may_see_inside(user))
    plan = _plan(key)
    day, known = day_in(params, "on") or _last(plan), day_in(params, "known")
    rows = [one.row for one in leader(plan, day, known).risks]
    names = "、".join(row.target.name for row in rows)
    return Passage(
        title=f"{plan.title}中看来会完不成的目标",
        sentence=f"截至{day_words(day)}，《{plan.title}》"
        + (f"有{len(rows)}项目标看来会完不成：{names}。" if rows else "没有看来会完不成的目标。"),
        as_of=day,
        caliber="亮红灯的，或按预测达到目标的可能不到一半的；各项口径见目标页",
        source="工作要点目标板",
        url=reverse("plan:leader", args=[key]),
        figures=(
            Figure("count", "项数", str(len(rows))),
            *(
                Figure(row.target.code, row.target.name, f"{_value(row)}，{present.chip_text(row)}")
                for row in rows
            ),
        ),
        headers=("目标", "现值", "目标值", "年末预测", "责任单位"),
        rows=tuple(
            (
                row.target.name,
                _value(row),
                row.target.value_text,
                row.forecast_text.removeprefix("预计年末 ") or "—",
                row.owner or "未定",
            )
            for row in rows
        ),
    )


def _row(key: str, params: Mapping[str, str]) -> tuple[Plan, Row, date]:
    """The target that the key names, on the day of the conditions."""
    slug, _, code = key.partition("/")
    plan = _plan(slug)
    day, known = day_in(params, "on") or _last(plan), day_in(params, "known")
    row = board(plan, day, known, only=[code]).rows.get(code)
    if row is None:
        raise LookupError(f"《{plan.title}》没有目标 {code}。")
    return plan, row, day


def _expected(row: Row) -> tuple[tuple[str, str], ...]:
    """The forecast as a table: value now, target, point, both ends of the range, and the chance."""
    ahead = row.forecast
    assert ahead is not None  # asked for by `forecast` only where there is one
    numbers = (("年末预计", ahead.point), ("八成把握的下限", ahead.low), ("八成把握的上限", ahead.high))
    whole = counts_whole(row.target.unit)
    return (
        ("现值", row.value_text),
        ("目标值", row.target.value_text),
        *((title, f"{value:,.0f}" if whole else f"{value:,.2f}") for title, value in numbers),
        *((("达到目标的可能", row.chance_text.removeprefix("达到目标的可能")),) if row.chance_text else ()),
    )


def _plan(slug: str) -> Plan:
    plan = plan_by_slug(slug)
    if plan is None:
        raise LookupError(f"没有代号为“{slug}”的工作要点。")
    return plan


def _last(plan: Plan) -> date:
    return max(plan.base_on, min(clock.today(), plan.ends_on))


def _value(row: Row) -> str:
    return f"{row.value_text}{row.value_unit}" if row.value_text else "—"


def _sentence(row: Row, day: date) -> str:
    name, goal = row.target.name, f"目标为“{row.target.quote}”"
    if not row.value_text:
        return f"截至{day_words(day)}，{name}尚无数字，{goal}。{row.why}"
    year = f"{row.observation.period[:4]}年" if row.observation else ""
    said = f"截至{day_words(day)}，{year}{name}为{row.value_text}{row.value_unit}，{goal}"
    if row.base is not None and row.value is not None and row.target.kind == "level" and not row.observation:
        change = row.value - row.base
        word = "净增" if change > 0 else "净减"
        said += f"，比基数{word}{float(abs(change)):g}{row.target.unit}" if change else "，与基数持平"
    said += f"，{present.chip_text(row).split(' · ')[0]}。"
    if row.forecast_text and row.chance_text:
        said += f"{row.forecast_text}{row.target.unit}，{row.chance_text}。"
    return said


def _figures(row: Row) -> tuple[Figure, ...]:
    found = [Figure("value", "现值", _value(row)), Figure("light", "状态", present.chip_text(row))]
    found.append(Figure("goal", "目标值", row.target.value_text))
    if row.base is not None:
        found.append(Figure("base", "基数", f"{float(row.base):g}{row.target.unit}"))
    return tuple(found)


def _caliber(row: Row) -> str:
    declared = catalogue.find(row.target.indicator)
    return declared.definition if declared else str(row.target.get_measure_display())


def _source(row: Row) -> str:
    return "工作要点目标板" if present.source_words(row) == "—" else present.source_words(row)
