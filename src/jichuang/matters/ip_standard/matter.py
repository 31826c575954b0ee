"""企业知识产权贯标: the enterprise opens a case with an adviser, three steps are logged, the certificate is verified and registered."""

from datetime import date

from jichuang.hall.declare import (
    Certificate,
    Change,
    Citation,
    Decision,
    Desk,
    FormCheck,
    Keeper,
    Matter,
    Nature,
    Route,
    Surrender,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.guides import provincial_guide
from jichuang.matters.ip_standard.form import CERTIFICATE, OPENING
from jichuang.matters.ip_standard.outcome import certify, open_case
from jichuang.matters.ip_standard.steps import steps_lacking
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第30项")
STANDARD = Citation("企业知识产权管理规范", "GB/T 29490—2013", "")

IP_STANDARD = Matter(
    code="ip-standard",
    title="企业知识产权贯标",
    version=1,
    nature=Nature.PUBLIC_SERVICE,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN, STANDARD),
    audience="有意建立知识产权管理体系的企业",
    kinds=(PartyKind.ENTERPRISE,),
    form=OPENING,
    rules=None,
    route=Route(
        FormCheck(title="建档核对", by=Desk.CITY, days=5, public_label="设区市核对中"),
        Decision(title="建档", by=Desk.CITY, days=3, public_label="待建档"),
    ),
    outcome=open_case,
    hindrance=open_case.already,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("adviser", "辅导机构没有在本系统登记"),
        ("plan", "没有可行的贯标计划"),
    ),
    afterlife=(
        Change(
            Route(
                FormCheck(title="证书核验", by=Desk.CITY, days=5, public_label="证书核验中"),
                Certificate(title="登记认证", days=3, public_label="待登记"),
            ),
            CERTIFICATE,
            certify,
            "认证登记",
            reasons=(("certificate", "证书在认证机构的公开查询中查不到"), ("expired", "证书已失效")),
            lacking=steps_lacking,
        ),
        Surrender(title="终止贯标"),
    ),
    synonyms=("贯标", "知识产权贯标", "知识产权管理体系认证"),
    topics=("知识产权", "企业"),
    plan_items=(30,),
)
