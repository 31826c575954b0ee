"""省级科技成果转移转化试验区认定: the place applies with its goals; once recognised, each goal is a task with an owner.

The guide for trial zones (M16.2) was still to be written in 2018: no threshold is known, so no rule judges.
"""

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
from jichuang.matters.applicants import PLACES, Only
from jichuang.matters.goals import goals_lacking
from jichuang.matters.guides import provincial_guide
from jichuang.matters.trial_zone.form import APPLICATION
from jichuang.matters.trial_zone.outcome import recognise
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第16项")

TRIAL_ZONE = Matter(
    code="trial-zone",
    title="省级科技成果转移转化试验区认定",
    short="转化试验区",
    version=1,
    nature=Nature.CONFIRMATION,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN,),
    audience="设区市、县（市、区）人民政府和开发区管委会",
    kinds=(PartyKind.GOVERNMENT, PartyKind.PARK_OPERATOR),
    form=APPLICATION,
    rules=None,
    lacking=goals_lacking,
    route=Route(
        Recommend(title="设区市推荐", by=Desk.CITY, days=10, public_label="设区市科技部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(title="专家论证", days=20, experts=Composition(5)),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布认定名单"),
    ),
    outcome=recognise,
    hindrance=Only(kinds=PLACES, audience="设区市、县（市、区）人民政府和开发区管委会", cite=PLAN),
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("plan", "建设方案或空间范围不明确"),
        ("goals", "建设目标不可考核或没有责任单位"),
        ("opinion", "专家论证未通过"),
    ),
    afterlife=(
        Revocation(
            Route(CollectiveDecision(title="撤销认定研究", days=10)),
            title="撤销认定",
            reasons=(("check", "年度检查不合格且整改不到位"),),
        ),
    ),
    synonyms=("转移转化试验区", "成果转化试验区"),
    topics=("成果转化", "区域创新"),
    plan_items=(16,),
)
