"""A second matter of the tests' own with the longest of routes: signature, acceptance, recommendation, parallel stages,
joint decision, filing and publicity elsewhere, certificate, and everything that may follow."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from typing import Any

from jichuang.base import files
from jichuang.base.models import StoredFile
from jichuang.base.refs import Ref
from jichuang.hall.declare import (
    Appeal,
    Certificate,
    Change,
    Citation,
    Composition,
    Desk,
    Discipline,
    ExternalFiling,
    ExternalPublicity,
    Field,
    FieldType,
    Form,
    FormCheck,
    JointDecision,
    Keeper,
    Mark,
    Material,
    Matter,
    Member,
    Nature,
    Opinion,
    Panel,
    Recommend,
    Renewal,
    Revocation,
    Route,
    SiteVisit,
    Step,
    Submission,
    Surrender,
    SystemOfRecord,
    Together,
)
from jichuang.hall.models import Case
from jichuang.hall.tests.trial import guide
from jichuang.hall.verbs import issue_certificate
from jichuang.hall.verbs.granting import entry_of
from jichuang.registry.verbs import correct_entry, record_entry

LAW = Citation("试验许可条例", "试令第1号", "第五条")
EXPERTS = Composition(5, shares=((Discipline.TECHNICAL, Fraction(3, 5)),), counts=((Discipline.FINANCE, 1),))


def recognise(*, case: Case, by: Any, on: date, number: str | None = None) -> Ref:
    """One entry of three years with its slip."""
    entry = record_entry(
        register="hnte_reserve",
        party=case.party,
        number=number or f"SY{on.year}{case.pk:06d}",
        valid_from=on,
        valid_to=date(on.year + 3, on.month, on.day),
        source=Ref("case", case.number),
        by=by,
    )
    issue_certificate(
        title="试验证书", matter=case.matter, party=case.party, number=entry.number, valid_from=on,
        valid_to=entry.valid_to, entry=Ref("entry", str(entry.pk)), case=case, by=by,
    )  # fmt: skip
    return Ref("entry", str(entry.pk))


def rename(*, case: Case, by: Any, on: date, number: str | None = None) -> Ref:
    """The entry carries the new name."""
    fresh = correct_entry(entry=entry_of(case), by=by, reason="更名", name=case.answers["new_name"])
    return Ref("entry", str(fresh.pk))


FORM = Form(
    steps=(
        Step(
            "unit",
            "单位",
            (
                Field("products", "主要产品", FieldType.TEXT, public=True),
                Field("staff", "职工总数", FieldType.INTEGER, "人"),
            ),
        ),
    ),
    materials=(Material("licence", "营业执照副本", required=False),),
)
NEW_NAME = Form((Step("name", "更名", (Field("new_name", "新名称", FieldType.TEXT),)),))

RECOGNITION = Matter(
    code="trial-recognition",
    title="试验认定",
    version=1,
    nature=Nature.PERMIT,
    record=SystemOfRecord(Keeper.NATIONAL, "全国试验平台"),
    basis=(LAW,),
    audience="企业",
    form=FORM,
    rules=None,
    route=Route(
        Submission(),
        FormCheck(title="受理", by=Desk.CITY, days=5, public_label="受理审查中", silence=LAW),
        Recommend(by=(Desk.RECOMMENDER, Desk.CITY_FINANCE, Desk.CITY_TAX), days=10),
        Together(
            SiteVisit(by=Desk.CITY, days=10),
            Panel(by=Desk.PROVINCE, days=20, experts=EXPERTS, mark=Mark(71)),
            key="review",
        ),
        JointDecision(by=(Desk.PROVINCE, Desk.PROVINCE_FINANCE, Desk.PROVINCE_TAX), days=5),
        ExternalFiling(body="全国试验办公室"),
        ExternalPublicity(body="全国试验办公室", days=10),
        Certificate(by=Desk.PROVINCE, days=10),
    ),
    outcome=recognise,
    guide=guide(statutory_days=20, promised_days=20),
    extension_days=10,
    supplement_lapses=5,
    not_met_reasons=(("score", "评审未达到合格线"), ("false", "材料不实")),
    afterlife=(
        Appeal(within=20, back_to="panel"),
        Change(Route(FormCheck(by=Desk.CITY), Certificate(title="变更登记")), NEW_NAME, rename, "更名"),
        Renewal(opens=90),
        Surrender(),
        Revocation(
            Route(JointDecision(by=(Desk.PROVINCE, Desk.PROVINCE_TAX))),
            reasons=(("fraud", "以欺骗手段取得"),),
        ),
    ),
)

ANSWERS = {"products": "气体传感器", "staff": "46"}


def paper(name: str = "纪要.txt") -> StoredFile:
    """A stored document."""
    return files.store(BytesIO(f"会议纪要 {name}".encode()), name, by=None)


def experts(technical: int = 3, finance: int = 2, score: str = "80") -> tuple[Member, ...]:
    """So many technical and finance experts, each giving the same score."""
    kinds = [Discipline.TECHNICAL] * technical + [Discipline.FINANCE] * finance
    return tuple(Member(f"专家{index}", kind, score=Decimal(score)) for index, kind in enumerate(kinds))


def opinion(stage: str, day: date, *, agreed: bool = True, score: str = "80") -> Opinion:
    """A complete opinion of the lead desk of a stage."""
    note = "同意" if agreed else "材料不实"
    if stage == "site_visit":
        return Opinion(agreed, "设备在位", day, members=(Member("甲"), Member("乙")))
    if stage == "panel":
        return Opinion(agreed, note, day, members=experts(score=score))
    if stage == "external_publicity":
        return Opinion(agreed, note, date(2018, 9, 3), until=date(2018, 9, 20), number="试公〔2018〕1号")
    if stage in {"joint_decision", "collective_decision", "external_filing"}:
        return Opinion(agreed, note, day, number="试会〔2018〕1号")
    return Opinion(agreed, note)
