"""Writes of the room: published figures are recorded once and never edited."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.codes.errors import CodeError
from jichuang.indicators import catalogue
from jichuang.indicators.models import Observation
from jichuang.indicators.reads.access import RECORDERS
from jichuang.indicators.terms import Check, Status
from jichuang.registry.reads import holds_any
from jichuang.registry.reads.regions import table

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def record_observation(
    *,
    indicator: str,
    period: str,
    value: Decimal | None,
    publisher: str,
    title: str,
    published_on: date,
    by: User,
    known_on: date | None = None,
    region: str = "130000",
    status: str = Status.PUBLISHED,
    check: str = Check.UNCHECKED,
    note: str = "",
) -> Observation:
    """登记一个外部发布数. Recording the same publication and period again returns the first row unchanged.

    `known_on` defaults to the later of the publication day and today: a figure typed late was not known earlier.
    `value` None goes with status 缺数 and needs its reason in `note`: missing is no zero. Raises Refused without a
    provincial officer's appointment; Invalid for a publication in the future, an indicator that is not a published
    one, or a figure less firm than one already held (an estimate never replaces a published figure).
    """
    require(holds_any(by, RECORDERS, on=clock.today()))
    today = clock.today()
    problems = _problems(indicator, publisher, title, published_on, today)
    problems += (
        period_problems(period) + region_problems(region, today) + _value_problems(value, status, note)
    )
    problems = problems or _firmness_problems(indicator, region, period, status)
    if problems:
        raise Invalid(problems)
    row, created = _keep(
        indicator=indicator, region=region, period=period, value=value, publisher=publisher.strip(),
        title=title.strip(), published_on=published_on, known_on=known_on or max(published_on, today),
        status=status, check_state=check, note=note,
    )  # fmt: skip
    if created:
        journal.record(
            actor=by,
            verb="observation.record",
            subject=Ref("observation", str(row.pk)),
            summary=f"登记外部发布数：{row}",
            detail={"publisher": row.publisher, "title": row.title, "published_on": row.published_on},
        )
    return row


@transaction.atomic
def load_publications(*, name: str = "publications") -> int:
    """载入随系统附带的公开发布数; returns how many were new. Loading again changes nothing."""
    text = files("jichuang.indicators").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    new = 0
    for publication in tomllib.loads(text)["publication"]:
        for figure in publication["figures"]:
            _, created = _keep(**_values(publication, figure))
            new += created
    if new:
        journal.record(
            actor=None,
            verb="observation.load",
            subject=Ref("publications", name),
            summary=f"载入公开发布数 {new} 个",
        )
    return new


def _values(publication: dict[str, Any], figure: dict[str, Any]) -> dict[str, Any]:
    catalogue.get(figure["indicator"])
    return {
        "indicator": figure["indicator"],
        "region": figure.get("region", publication.get("region", "130000")),
        "period": figure["period"],
        "value": Decimal(figure["value"]),
        "unit": figure["unit"],
        "publisher": publication["publisher"],
        "title": publication["title"],
        "published_on": publication["published_on"],
        "known_on": publication.get("known_on", publication["published_on"]),
        "status": figure.get("status", Status.PUBLISHED),
        "check_state": publication["check"],
        "note": figure.get("note", ""),
    }


def period_problems(period: str) -> list[Problem]:
    """What is wrong with a period as written; nothing for 2017, 2018S1, 2018Q3, 2018-09."""
    if re.fullmatch(r"20\d{2}(S[12]|Q[1-4]|-(0[1-9]|1[0-2]))?", period):
        return []
    remedy = "年度写 2017，半年写 2018S1，季度写 2018Q3，月份写 2018-09"
    return [Problem("period", f"所属时期“{period}”写法不对", remedy)]


def region_problems(region: str, on: date) -> list[Problem]:
    """What is wrong with a region's code; province, cities, counties and 考核归属 units are right."""
    try:
        table().name(region, on)
    except CodeError as fault:
        return [Problem("region", str(fault))]
    return []


def _value_problems(value: Decimal | None, status: str, note: str) -> list[Problem]:
    if status == Status.MISSING:
        if value is not None:
            return [Problem("value", "状态是缺数，却填了数值", "没有数就留空；零也是数，应选别的状态")]
        return (
            [] if note.strip() else [Problem("note", "缺数没有写原因", "如“本期未发布”“口径调整，停止发布”")]
        )
    return [Problem("value", "没有填数值", "确实没有数的，状态选“缺数”并写原因")] if value is None else []


def _firmness_problems(indicator: str, region: str, period: str, status: str) -> list[Problem]:
    """An estimate or a preliminary figure after a firmer one; a missing one may withdraw any."""
    held = Observation.objects.filter(indicator=indicator, region=region, period=period)
    latest = held.order_by("-known_on", "-pk").first()
    if latest is None or Status.MISSING in {latest.status, status}:
        return []
    if Status(status).firmness >= Status(latest.status).firmness:
        return []
    words = f"{period}已有{latest.get_status_display()}{latest.text}{latest.unit}（{latest.citation}）"
    return [Problem("status", words, f"{Status(status).label}不能替代它；确有修订的，状态选“修订数”")]


def _keep(**values: Any) -> tuple[Observation, bool]:
    value: Decimal | None = values["value"]
    exponent = 0 if value is None else value.as_tuple().exponent
    values.setdefault("unit", catalogue.get(values["indicator"]).unit)
    values["places"] = max(0, -exponent) if isinstance(exponent, int) else 0
    key = {name: values.pop(name) for name in ("indicator", "region", "period", "publisher", "title")}
    key["published_on"] = values.pop("published_on")
    return Observation.objects.get_or_create(**key, defaults={**values, "recorded_at": clock.now()})


def _problems(indicator: str, publisher: str, title: str, published_on: date, today: date) -> list[Problem]:
    problems = []
    declared = catalogue.find(indicator)
    if declared is None or declared.registers:
        problems.append(
            Problem("indicator", f"“{indicator}”不是外部发布数", "名录类指标由系统实时计数，不得录入")
        )
    if not publisher.strip() or not title.strip():
        problems.append(
            Problem("publisher", "缺发布单位或发布物标题", "外部数字必须写明由谁发布、标题和日期")
        )
    if published_on > today:
        problems.append(
            Problem(
                "published_on",
                f"发布日期{published_on.isoformat()}在今天之后",
                "尚未发布的数字不存在，请在发布后登记",
            )
        )
    return problems
