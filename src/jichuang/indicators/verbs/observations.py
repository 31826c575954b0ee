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
from jichuang.indicators import catalogue
from jichuang.indicators.models import Observation
from jichuang.indicators.terms import Check, Status
from jichuang.registry.reads import holds_any
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

RECORDERS = (Role.PROVINCE_OFFICER,)


@transaction.atomic
def record_observation(
    *,
    indicator: str,
    period: str,
    value: Decimal,
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
    Raises Refused without a provincial officer's appointment, Invalid for a publication in the future or an
    indicator that is not a published one.
    """
    require(holds_any(by, RECORDERS, on=clock.today()))
    today = clock.today()
    problems = _problems(indicator, publisher, title, published_on, today) + _period_problems(period)
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
        "region": publication.get("region", "130000"),
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


def _period_problems(period: str) -> list[Problem]:
    if re.fullmatch(r"20\d{2}(Q[1-4]|-(0[1-9]|1[0-2]))?", period):
        return []
    return [Problem("period", f"所属时期“{period}”写法不对", "年度写 2017，季度写 2018Q3，月份写 2018-09")]


def _keep(**values: Any) -> tuple[Observation, bool]:
    exponent = values["value"].as_tuple().exponent
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
