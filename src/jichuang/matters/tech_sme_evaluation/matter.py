"""科技型中小企业评价: the matter, to be read beside its official guide.

An evaluation service, not a permit. The record is kept by the national platform: here firms test themselves, are
coached and pre-reviewed, and the announced list is reconciled.
"""

from datetime import date
from pathlib import Path

from jichuang.hall.declare import (
    Announcement,
    Batch,
    Citation,
    Desk,
    Export,
    FormCheck,
    Keeper,
    Matter,
    Nature,
    Publicity,
    Route,
    SystemOfRecord,
    load_guide,
)
from jichuang.matters.tech_sme_evaluation.form import INFORMATION_TABLE
from jichuang.matters.tech_sme_evaluation.national_table import write_case
from jichuang.matters.tech_sme_evaluation.outcome import already_entered, record_registration
from jichuang.registry.terms import PartyKind

MEASURES = Citation("科技型中小企业评价办法", "国科发政〔2017〕115号")
WORKING_GUIDE = Citation("科技型中小企业评价工作指引（试行）", "国科火字〔2017〕144号")
NUMBER_RULES = Citation("关于做好科技型中小企业评价工作有关事项的通知", "国科发火〔2018〕11号")

TECH_SME_EVALUATION = Matter(
    code="tech-sme-evaluation",
    title="科技型中小企业评价",
    short="科小评价",
    version=1,
    nature=Nature.EVALUATION,
    record=SystemOfRecord(
        Keeper.NATIONAL,
        "全国科技型中小企业信息服务平台",
        "http://www.innofund.gov.cn",
        since=date(2017, 10, 1),
    ),
    basis=(MEASURES, WORKING_GUIDE, NUMBER_RULES),
    audience="在本省注册的居民企业",
    kinds=(PartyKind.ENTERPRISE,),
    form=INFORMATION_TABLE,
    rules="tech-sme",
    route=Route(
        FormCheck(title="形式核对", by=Desk.CITY, days=5, public_label="市级科技部门形式核对中"),
        Batch(title="汇总分批", by=Desk.PROVINCE, public_label="待省级公示"),
        Publicity(title="公示", by=Desk.PROVINCE, days=10, public_label="省级公示中"),
        Announcement(title="公告并登记编号", by=Desk.PROVINCE, public_label="待公告"),
    ),
    outcome=record_registration,
    hindrance=already_entered,
    guide=load_guide(Path(__file__).with_name("guide.toml")),
    not_met_reasons=(
        ("size", "职工总数、销售收入或资产总额超过上限（第六条）"),
        ("score", "综合评价得分低于60分或科技人员指标为0分（第六条、第七条）"),
        ("restricted", "产品或服务属于禁止、限制或淘汰类（第六条）"),
        ("record", "存在重大事故、严重违法或严重失信记录（第六条）"),
        ("not_resident", "不是在境内注册的居民企业（第六条）"),
    ),
    exports=(Export("national-table", "全国平台信息表（逐栏）", write_case, "科技型中小企业信息表.xlsx"),),
    synonyms=("科小", "科技型中小企业入库", "科技型中小企业登记编号", "科小评价"),
    topics=("企业", "科技创新", "资质评价"),
    plan_items=(5,),
)
