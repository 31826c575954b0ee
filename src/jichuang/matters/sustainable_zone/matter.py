"""省级可持续发展实验区: a county or district applies with its plan, experts look at it, the province lists it, a check each year."""

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
    SiteVisit,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.applicants import PLACES, Only, first_of
from jichuang.matters.guides import provincial_guide
from jichuang.matters.sustainable_zone.form import APPLICATION
from jichuang.matters.sustainable_zone.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第23项")

SUSTAINABLE_ZONE = Matter(
    code="sustainable-zone",
    title="省级可持续发展实验区建设",
    version=1,
    nature=Nature.OTHER_POWER,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN,),
    audience="县（市、区）人民政府和开发区管委会",
    kinds=(PartyKind.GOVERNMENT, PartyKind.PARK_OPERATOR),
    form=APPLICATION,
    rules=None,
    route=Route(
        Recommend(title="市级推荐", by=Desk.CITY, days=10, public_label="设区市科技部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        SiteVisit(title="现场考察", by=Desk.PROVINCE, days=10),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="批准建设"),
    ),
    outcome=enlist,
    hindrance=first_of(
        Only(kinds=PLACES, audience="县（市、区）人民政府和开发区管委会", cite=PLAN), enlist.already
    ),
    guide=provincial_guide(__file__),
    not_met_reasons=(("plan", "建设规划不完整或目标不可考核"), ("opinion", "专家评审或现场考察未通过")),
    afterlife=(
        Revocation(
            Route(CollectiveDecision(title="撤销研究", days=10)),
            title="撤销",
            reasons=(("check", "连续两年年度检查不合格（推定）"), ("false", "数据不真实")),
        ),
    ),
    synonyms=("可持续发展实验区",),
    topics=("区域", "社会发展"),
    plan_items=(23,),
)
