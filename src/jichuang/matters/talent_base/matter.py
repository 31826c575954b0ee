"""省级技术转移人才培养基地备案: who teaches 技术经纪人, with what; reports its courses every year."""

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
    Surrender,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.guides import provincial_guide
from jichuang.matters.talent_base.form import APPLICATION
from jichuang.matters.talent_base.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第16项")

TALENT_BASE = Matter(
    code="talent-base",
    title="省级技术转移人才培养基地备案",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN,),
    audience="高校、科研院所和技术转移服务机构",
    kinds=(PartyKind.UNIVERSITY, PartyKind.INSTITUTE, PartyKind.SERVICE_BODY),
    form=APPLICATION,
    rules=None,
    route=Route(
        Recommend(title="归口推荐", days=10, public_label="归口管理部门审核推荐中"),
        FormCheck(title="备案核对", by=Desk.PROVINCE, days=5, public_label="省科技厅备案核对中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布备案名单"),
    ),
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("teachers", "师资或课程不足以开展培训"),
        ("site", "没有固定培训场所"),
        ("opinion", "专家评审未通过"),
    ),
    afterlife=(
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="取消备案研究", days=10)),
            title="取消备案",
            reasons=(("idle", "连续两年没有开班（推定）"), ("false", "培训数据不真实")),
        ),
    ),
    synonyms=("技术经纪人培训基地", "技术转移培训基地"),
    topics=("服务机构", "人才", "成果转化"),
    plan_items=(16,),
)
