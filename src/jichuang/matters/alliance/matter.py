"""产业技术创新联盟备案: members confirm online, then recommended, reviewed, shown to the public and filed."""

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
from jichuang.matters.alliance.form import APPLICATION
from jichuang.matters.alliance.members import members_lacking
from jichuang.matters.alliance.outcome import enlist
from jichuang.matters.guides import provincial_guide
from jichuang.registry.terms import PartyKind

MEASURES = Citation("河北省产业技术创新联盟建设管理办法", "冀科区规〔2018〕1号", "备案")

ALLIANCE = Matter(
    code="alliance",
    title="产业技术创新联盟备案",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(MEASURES,),
    audience="牵头组建联盟的企业、高校和科研院所",
    kinds=(PartyKind.ENTERPRISE, PartyKind.UNIVERSITY, PartyKind.INSTITUTE),
    form=APPLICATION,
    rules=None,
    one_open_case=False,
    lacking=members_lacking,
    route=Route(
        Recommend(title="归口推荐", days=10, public_label="归口管理部门审核推荐中"),
        FormCheck(title="备案核对", by=Desk.PROVINCE, days=5, public_label="省科技厅核对中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布备案名单"),
    ),
    outcome=enlist,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("agreement", "没有具有法律约束力的联盟协议"),
        ("members", "成员没有覆盖企业、高校或科研院所"),
        ("bodies", "决策、执行机构或经费、知识产权制度不健全"),
        ("opinion", "专家评审未通过"),
    ),
    afterlife=(
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="撤销备案研究", days=10)),
            title="撤销备案",
            reasons=(("evaluation", "第三方评估不合格"), ("idle", "没有开展实质性工作")),
        ),
    ),
    synonyms=("联盟", "产业联盟", "技术创新战略联盟"),
    topics=("产业", "科技创新", "产学研"),
    plan_items=(6,),
)
