"""新型研发机构备案: recommended, reviewed by experts, listed for construction, evaluated. Hebei's own figures of 2018 were not found."""

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
from jichuang.matters.guides import provincial_guide
from jichuang.matters.new_rd_institution.form import APPLICATION
from jichuang.matters.new_rd_institution.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第2项")

NEW_RD_INSTITUTION = Matter(
    code="new-rd-institution",
    title="新型研发机构备案",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN,),
    audience="在本省注册、以研发为主业的独立法人机构",
    kinds=(PartyKind.ENTERPRISE, PartyKind.INSTITUTE, PartyKind.OTHER),
    form=APPLICATION,
    rules="new-rd-institution",
    route=Route(
        Recommend(title="归口推荐", days=10, public_label="归口管理部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        SiteVisit(title="现场考察", by=Desk.PROVINCE, days=10),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布备案名单"),
    ),
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("independent", "不具有独立法人资格，或内控制度不健全"),
        ("main", "不以研发、成果转化和研发服务为主业"),
        ("income", "没有相对稳定的收入来源"),
        ("opinion", "专家评审未通过"),
    ),
    afterlife=(
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="撤销备案研究", days=10)),
            title="撤销备案",
            reasons=(("evaluation", "绩效评价不合格"), ("false", "申报或统计数据不真实")),
        ),
    ),
    synonyms=("新研机构", "新型研发机构认定"),
    topics=("平台", "科技创新", "研发机构"),
    plan_items=(2,),
)
