"""省级农业科技园区认定: the place applies, experts read and visit, the province decides and publishes."""

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
    Surrender,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.applicants import PLACES, Only
from jichuang.matters.guides import provincial_guide
from jichuang.matters.provincial_agri_park.form import APPLICATION
from jichuang.matters.provincial_agri_park.outcome import enlist
from jichuang.registry.terms import PartyKind

MEASURES = Citation("河北省农业科技园区管理办法", "冀科农〔2018〕15号")
PLAN = Citation("2018年全省科技工作要点", "", "第22项")

PROVINCIAL_AGRI_PARK = Matter(
    code="provincial-agri-park",
    title="省级农业科技园区认定",
    short="省级农科园区",
    version=1,
    nature=Nature.CONFIRMATION,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(MEASURES, PLAN),
    audience="县（市、区）人民政府和园区管理机构",
    kinds=(PartyKind.GOVERNMENT, PartyKind.PARK_OPERATOR),
    form=APPLICATION,
    rules=None,
    route=Route(
        Recommend(title="设区市推荐", by=Desk.CITY, days=10, public_label="设区市科技部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        SiteVisit(title="现场考察", by=Desk.PROVINCE, days=10),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布认定名单"),
    ),
    outcome=enlist,
    hindrance=Only(kinds=PLACES, audience="县（市、区）人民政府和园区管理机构", cite=PLAN),
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("zones", "核心区、示范区、辐射区范围或功能不清"),
        ("support", "没有技术依托单位或管理机构"),
        ("opinion", "专家评审或现场考察未通过"),
    ),
    afterlife=(
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="撤销研究", days=10)),
            title="撤销",
            reasons=(("evaluation", "年度评估不合格且整改不到位"), ("false", "数据不真实")),
        ),
    ),
    synonyms=("省级农科园区", "农业科技园区"),
    topics=("农业", "园区"),
    plan_items=(22,),
)
