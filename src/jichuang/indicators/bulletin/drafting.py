"""公报正文: sentences drafted from the tables of a snapshot. Words of growth come from `changes` and nowhere else.

A paragraph is plain text; a hidden figure is never in it, and a list of parts claims to be the whole only when it is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jichuang.indicators.bulletin.changes import Way, change, change_of, points, share, shares_that_sum
from jichuang.indicators.bulletin.measures import BY_KEY

Data = Mapping[str, Any]
SPANS = {1: "一季度", 2: "上半年", 3: "前三季度", 4: "全年"}
NUMERALS = "一二三四五六七八九十"
LEADING = 3


@dataclass(frozen=True, slots=True)
class Section:
    """一、总体情况, with its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def span(data: Data) -> str:
    """上半年, 前三季度: what a sum since 1 January covers."""
    return SPANS[int(data["number"])]


def draft(data: Data) -> list[Section]:
    """The whole text over a snapshot's data, section by section."""
    tables = {table["key"]: table for table in data["tables"]}
    return [
        Section("总体情况", (_population(data), *_totals(data))),
        Section("分地区情况", tuple(_ranked(data, tables["home"], "地区"))),
        Section("分技术领域情况", tuple(_structure(data, tables["field"], "领域"))),
        Section("分企业规模情况", tuple(_structure(data, tables["size"], "规模"))),
    ]


def _population(data: Data) -> str:
    reported, roster, flags = data["reported"], data["roster"], data["flags"]
    rate = share(reported, roster)
    whole = "全部报送统计季报" if reported == roster else f"报送统计季报的{reported:,}家，报送率{rate}%"
    return (
        f"{data['quarter']}末，全省有效期内的高新技术企业{roster:,}家，{whole}。报送企业中，规模（限额）以上企业"
        f"{flags['above_scale']:,}家，上市企业{flags['listed']:,}家，建立研发机构的企业{flags['rd_body']:,}家。"
    )


def said(key: str, figures: Data) -> str:
    """营业收入575.70亿元，比上年同期增长14.8%. Says 不公布 for what is secret, and gives no rate without a base."""
    measure = BY_KEY[key]
    if figures["mark"] != "open" or figures["now"] is None:
        return (
            f"{measure.title}按统计保密要求不公布"
            if figures["mark"] != "open"
            else f"{measure.title}没有数据"
        )
    if key == "profit" and figures["now"] < 0:
        named = f"净亏损{measure.text(-figures['now'])}"
    else:
        named = f"{measure.title}{measure.text(figures['now'])}"
    if not measure.compared:
        return named
    return f"{named}，{change_of(figures).words}"


def _totals(data: Data) -> list[str]:
    total = data["total"]
    money = "；".join(said(key, total[key]) for key in ("income", "output", "value_added"))
    result = "；".join(said(key, total[key]) for key in ("profit", "taxes", "exports"))
    rd, income = total["rd"], total["income"]
    now, before = share(rd["now"], income["now"], 2), share(rd["before"], income["before"], 2)
    intensity = "" if now is None else f"；占营业收入的比重为{now}%，{_points(now, before)}"
    staff, researchers = total["staff"], total["rd_staff"]
    heads = share(researchers["now"], staff["now"])
    people = f"{said('staff', staff)}，其中{said('rd_staff', researchers)}"
    return [
        f"{span(data)}，报送企业{money}。",
        f"{result}。",
        f"{said('rd', rd)}{intensity}。期末{people}{'' if heads is None else f'，占{heads}%'}。",
    ]


def _points(now: Any, before: Any) -> str:
    words = points(now, before)
    return (
        words.replace(f"{abs(now - before):.1f}个", f"{abs(now - before):.2f}个")
        if before is not None
        else words
    )


def _open(table: Data, key: str) -> list[Data]:
    return [row for row in table["rows"] if row["cells"][key]["mark"] == "open" and row["units"]]


def _hidden(table: Data, key: str) -> int:
    return sum(1 for row in table["rows"] if row["cells"][key]["mark"] != "open" and row["units"])


def _ranked(data: Data, table: Data, noun: str) -> list[str]:
    """Who leads, how much of the whole they are, and how many rose, fell, stood still. Hidden places are said to be."""
    income, rows, total = BY_KEY["income"], _open(table, "income"), data["total"]["income"]["now"]
    if total is None or len(rows) < LEADING:
        return [f"各{noun}营业收入按统计保密要求不公布。"]
    first = sorted(rows, key=lambda row: (-row["cells"]["income"]["now"], row["code"]))[:LEADING]
    listed = "、".join(f"{row['title']}（{income.text(row['cells']['income']['now'])}）" for row in first)
    part = share(sum(row["cells"]["income"]["now"] for row in first), total)
    hidden = _hidden(table, "income")
    among = "公布数据的地区中，" if hidden else ""
    return [
        f"{among}营业收入居前{NUMERALS[LEADING - 1]}位的是{listed}，合计占全省的{part}%。",
        _how_many(rows, noun) + (f"另有{hidden}个{noun}按统计保密要求不公布。" if hidden else ""),
    ]


def _how_many(rows: Sequence[Data], noun: str) -> str:
    ways = [change_of(row["cells"]["income"]).way for row in rows]
    counted = [
        (sum(way is Way.UP for way in ways), "增长"),
        (sum(way is Way.DOWN for way in ways), "下降"),
        (sum(way is Way.FLAT for way in ways), "持平"),
    ]
    other = len(ways) - sum(n for n, _ in counted)
    words = [f"{word}的{noun}{n}个" for n, word in counted if n]
    if other:
        words.append(f"没有可比增速的{noun}{other}个")
    return f"与上年同期相比，营业收入{'，'.join(words)}。"


def _structure(data: Data, table: Data, noun: str) -> list[str]:
    """Shares that sum to 100 when every part is shown; otherwise the shown ones, said not to be all."""
    income, rows, total = BY_KEY["income"], _open(table, "income"), data["total"]["income"]["now"]
    units = "、".join(f"{row['title']}{row['units']:,}家" for row in table["rows"] if row["units"])
    found = [f"从企业数看，{units}。"]
    if total is None or not rows:
        return [*found, f"各{noun}营业收入按统计保密要求不公布。"]
    values = [row["cells"]["income"]["now"] for row in rows]
    if _hidden(table, "income") == 0 and sum(values) == total and total > 0:
        parts = shares_that_sum(values, total)
        listed = "、".join(f"{row['title']}占{part}%" for row, part in zip(rows, parts, strict=True))
        found.append(f"从营业收入看，{listed}。")
    else:
        listed = "、".join(f"{row['title']}{income.text(row['cells']['income']['now'])}" for row in rows)
        found.append(f"从营业收入看，{listed}；其余{noun}按统计保密要求不公布，以上各项不是全部。")
    grown = "，".join(f"{row['title']}{change_of(row['cells']['income']).brief}" for row in rows)
    return [*found, f"与上年同期相比，各{noun}营业收入：{grown}。"]


def notes(data: Data) -> list[str]:
    """附注: population, basis of growth, rounding, secrecy, places, source. Each says what a reader must know."""
    rule, marks = data["rule"], data["marks"]
    return [
        f"调查范围：{data['quarter']}末证书在有效期内的高新技术企业，不论规模；以报送并审核通过的{data['reported']:,}家为准，"
        "未报送的不推算。",
        "增速按同一批企业本期与上年同期数计算（可比口径）；" + _raw(data),
        "金额自年初累计。表中数据以调查表的计量单位精确换算，各分项之和等于合计；正文以亿元为单位四舍五入。",
        f"统计保密：少于{rule['fewest']}家的、一家占{rule['dominant'] / 10:g}%以上的数据不公布（表中为“*”），为防止推算（包括与本年前几期相减）一并不公布其他"
        f"数据（“**”）；阈值{rule['status_words']}。",
        "定州市、辛集市、雄安新区单列，不计入保定市、石家庄市。",
        f"资料来源：{data['survey']}，{'　'.join(f'{title}：{text}' for title, text in marks)}。",
    ]


def _raw(data: Data) -> str:
    """The raw comparison with what was published a year ago, where it was."""
    raw = data.get("raw")
    if not raw:
        return "上年同期没有发布统计数，不计算原口径增速。"
    words = change(data["total"]["income"]["now"], raw["income"]).words
    return f"按上年同期发布数计算的原口径，营业收入{words}，其中含报送企业增减的影响。"
