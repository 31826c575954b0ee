"""创新型县（市、区）试点: the county applies with its class, path and goals; as a pilot it owes them, each with an owner."""

from datetime import date

from jichuang.hall.declare import (
    Announcement,
    Batch,
    Citation,
    CollectiveDecision,
    Composition,
    Desk,
    FormCheck,
    Keeper,
    Matter,
    Nature,
    Panel,
    Publicity,
    Recommend,
    Revocation,
    Route,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.applicants import Only, first_of
from jichuang.matters.goals import goals_lacking
from jichuang.matters.guides import provincial_guide
from jichuang.matters.innovative_county.form import APPLICATION
from jichuang.matters.innovative_county.outcome import make_pilot, pilot_already
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第18项")
COUNTIES = Citation("关于县域创新驱动发展的若干意见", "国办发〔2017〕43号", "创新型县（市）")

INNOVATIVE_COUNTY = Matter(
    code="innovative-county",
    title="创新型县（市、区）试点",
    short="创新型县试点",
    version=1,
    nature=Nature.CONFIRMATION,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN, COUNTIES),
    audience="县（市、区）人民政府",
    kinds=(PartyKind.GOVERNMENT,),
    form=APPLICATION,
    rules=None,
    lacking=goals_lacking,
    route=Route(
        Recommend(title="设区市推荐", by=Desk.CITY, days=10, public_label="设区市科技部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=7),
        Announcement(title="公布试点名单"),
    ),
    outcome=make_pilot,
    hindrance=first_of(
        Only(kinds=(PartyKind.GOVERNMENT,), audience="县（市、区）人民政府", cite=PLAN), pilot_already
    ),
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("plan", "建设方案没有结合县域类型"),
        ("goals", "建设目标不可考核或没有责任单位"),
        ("opinion", "专家评审未通过"),
    ),
    afterlife=(
        Revocation(
            Route(CollectiveDecision(title="退出试点研究", days=10)),
            title="退出试点",
            reasons=(("check", "年度监测连续不合格"), ("wish", "自愿退出")),
        ),
    ),
    synonyms=("创新型县", "创新型县市", "县域创新跃升工程"),
    topics=("县域", "区域创新"),
    plan_items=(18,),
)
