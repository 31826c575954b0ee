"""可比基数: the earlier period counted as the later one is, from a named source. Recorded once, replaced by a later row."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem
from jichuang.base.permissions import require
from jichuang.base.refs import Ref
from jichuang.indicators import catalogue
from jichuang.indicators.models import ComparableBase
from jichuang.indicators.reads.access import RECORDERS
from jichuang.indicators.verbs.observations import period_problems, region_problems
from jichuang.registry.reads import holds_any

if TYPE_CHECKING:
    from jichuang.accounts.models import User


@transaction.atomic
def record_comparable_base(
    *,
    indicator: str,
    period: str,
    earlier: str,
    value: Decimal,
    reason: str,
    publisher: str,
    title: str,
    by: User,
    region: str = "130000",
) -> ComparableBase:
    """登记可比基数. `value` is the earlier period's figure on the later period's footing, in the indicator's unit.

    Raises Refused without a provincial officer's appointment, Invalid with every fault at once.
    """
    today = clock.today()
    require(holds_any(by, RECORDERS, on=today))
    problems = _problems(indicator, period, earlier, region, value, reason, publisher, title)
    if problems:
        raise Invalid(problems)
    row = ComparableBase.objects.create(
        indicator=indicator, region=region, period=period, earlier=earlier, value=value, reason=reason.strip(),
        publisher=publisher.strip(), title=title.strip(), known_on=today, recorded_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="comparable.record",
        subject=Ref("comparable", str(row.pk)),
        summary=f"登记可比基数：{row}为{value}",
        detail={"publisher": row.publisher, "title": row.title, "reason": row.reason},
    )
    return row


def _problems(
    indicator: str,
    period: str,
    earlier: str,
    region: str,
    value: Decimal,
    reason: str,
    publisher: str,
    title: str,
) -> list[Problem]:
    """Every fault at once."""
    problems = period_problems(period) + region_problems(region, clock.today())
    problems += [Problem("earlier", one.message, one.remedy) for one in period_problems(earlier)]
    if catalogue.find(indicator) is None:
        problems.append(Problem("indicator", f"没有指标“{indicator}”", "请从指标目录中选择"))
    if not problems and earlier >= period:
        problems.append(
            Problem("earlier", f"对比时期{earlier}不早于{period}", "可比基数是较早一期按本期口径的数")
        )
    if value <= 0:
        problems.append(Problem("value", "可比基数应大于零", "基数为零或负时没有增速可言，请只发布绝对数"))
    if not reason.strip():
        problems.append(Problem("reason", "没有写为何另取基数", "如“填报企业范围调整，按本期同一批企业计算”"))
    if not publisher.strip() or not title.strip():
        problems.append(Problem("publisher", "缺来源单位或标题", "可比基数必须写明由谁给出"))
    return problems
