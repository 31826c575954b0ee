"""A small matter of the tests' own: the hall knows no real one. Two steps, two materials, the usual route."""

from __future__ import annotations

from datetime import date
from typing import Any

from jichuang.base.refs import Ref
from jichuang.codes.serials import TechSmeEntry
from jichuang.hall.declare import (
    Announcement,
    AtMost,
    Batch,
    Citation,
    Desk,
    Element,
    Field,
    FieldType,
    Form,
    FormCheck,
    Guide,
    Keeper,
    Material,
    Matter,
    Nature,
    Publicity,
    Route,
    Step,
    SystemOfRecord,
)
from jichuang.hall.declare.guide import OPTIONAL, TITLES
from jichuang.hall.models import Case
from jichuang.hall.verbs import issue_certificate
from jichuang.registry.verbs import record_entry


def grant(*, case: Case, by: Any, on: date, number: str | None = None) -> Ref:
    """Writes one register entry."""
    number = (
        number or TechSmeEntry.make(on.year, case.party.region, True, True, 900000 + case.pk % 90000).value
    )
    end = date(on.year, 12, 31)
    entry = record_entry(
        register="tech_sme",
        party=case.party,
        number=number,
        valid_from=on,
        valid_to=end,
        source=Ref("case", case.number),
        by=by,
    )
    issue_certificate(
        title="试验凭单", matter=case.matter, party=case.party, number=number, valid_from=on, valid_to=end,
        entry=Ref("entry", str(entry.pk)), case=case, by=by,
    )  # fmt: skip
    return Ref("entry", str(entry.pk))


def guide(**changes: Any) -> Guide:
    """A complete guide, with differences."""
    return Guide(
        **({key: Element("已填") for key in TITLES if key not in OPTIONAL} | {"promised_days": 15} | changes)
    )


def asked(key: str, title: str, type: FieldType = FieldType.INTEGER, unit: str = "人", **more: Any) -> Field:
    """A field whose key is also its fact and its registry key."""
    return Field(key, title, type, unit, prefill=f"registry:{key}", fact=key, minimum=0, **more)


FORM = Form(
    steps=(
        Step(
            "people",
            "人员",
            (
                asked("staff", "职工总数"),
                asked("tech_staff", "科技人员数"),
                Field("products", "主要产品", FieldType.TEXT, public=True),
            ),
        ),
        Step(
            "money",
            "收入与研发",
            (
                asked("sales", "年销售收入", FieldType.MONEY, "万元"),
                asked("rd_expense", "研发费用", FieldType.MONEY, "万元"),
                asked("cost_expense", "成本费用支出", FieldType.MONEY, "万元"),
            ),
        ),
    ),
    materials=(
        Material("rd_ledger", "研发费用辅助账", required=False),
        Material("licence", "营业执照副本", required=False),
    ),
    checks=(
        AtMost("tech_staff", "staff", "科技人员数大于职工总数", "请核对"),
        AtMost("rd_expense", "cost_expense", "研发费用大于成本费用支出", "请核对口径和单位"),
    ),
)

ROUTE = Route(
    FormCheck(by=Desk.CITY, days=5),
    Batch(by=Desk.PROVINCE),
    Publicity(by=Desk.PROVINCE, days=10),
    Announcement(by=Desk.PROVINCE),
)

TRIAL = Matter(
    code="trial-evaluation",
    title="试验评价",
    version=2,
    nature=Nature.EVALUATION,
    record=SystemOfRecord(Keeper.NATIONAL, "全国试验平台", since=date(2017, 10, 1)),
    basis=(Citation("试验办法", "试发〔2017〕1号"),),
    audience="企业",
    form=FORM,
    rules="tech-sme",
    route=ROUTE,
    outcome=grant,
    guide=guide(),
    not_met_reasons=(("size", "规模超过上限"), ("score", "得分不足")),
)

# Version 1 asked less and checked for three days.
TRIAL_V1 = TRIAL.earlier(
    1,
    form=Form(steps=(FORM.steps[0],), materials=FORM.materials, checks=(FORM.checks[0],)),
    route=Route(FormCheck(by=Desk.CITY, days=3), *ROUTE.stages[1:]),
)

GOOD = {
    "staff": "46",
    "tech_staff": "14",
    "products": "气体传感器",
    "sales": "3200",
    "rd_expense": "240",
    "cost_expense": "2730",
}
"""Answers as typed (money in 万元)."""
