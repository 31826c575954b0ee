"""A quarterly return of the tests' own, owed by whoever stands in `tech_transfer_body`."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from jichuang.base.refs import Ref
from jichuang.hall.declare import Citation, Desk, Field, FieldType, Form, Step
from jichuang.registry.reads import entries
from jichuang.registry.verbs import end_entry
from jichuang.returns.declare import Balance, Consequence, Frequency, InForce, Return, Swing, Within

MONEY = FieldType.MONEY


def lapse(*, owed: Any, on: date) -> Ref:
    """Ends the entry."""
    held = entries("tech_transfer_body").in_force(on).get(subject=owed.subject)
    ended = end_entry(entry=held, last_day=on - timedelta(days=1), by=None, reason="季报未报")
    return Ref("entry", str(ended.pk))


TRIAL = Return(
    code="trial-quarterly",
    title="试验季度报告",
    frequency=Frequency.QUARTER,
    form=Form(
        steps=(
            Step(
                "all",
                "收入与人员",
                (
                    Field("income", "营业收入", MONEY, "万元"),
                    Field("service", "其中：服务收入", MONEY, "万元"),
                    Field("other", "其中：其他收入", MONEY, "万元"),
                    Field("staff", "人员", FieldType.INTEGER, "人", prefill="last:staff", minimum=0),
                ),
            ),
        )
    ),
    roster=InForce("tech_transfer_body"),
    due=Within(workdays=15),
    basis=(Citation("试验办法", "试发〔2018〕1号"),),
    since=date(2018, 1, 1),
    by=Desk.CITY,
    checks=(Balance("income", ("service", "other")), Swing("income", down=60)),
    consequences=(
        Consequence("warning", "警告", "请补报。", after=5),
        Consequence("lapse", "移出名录", "登记失效。", after=20, act=lapse),
    ),
)
GOOD = {"income": "100", "service": "80", "other": "20", "staff": "12"}
