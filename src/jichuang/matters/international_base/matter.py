"""国际科技合作基地认定: recommended, reviewed by experts, listed after publicity; evaluated, and renewed or taken off.

The province's own rule of 2018 was not found: the kinds of base are those of the national measures, as an assumption (推定).
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
    Surrender,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.guides import provincial_guide
from jichuang.matters.international_base.form import APPLICATION, partners_abroad
from jichuang.matters.international_base.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第17项")

INTERNATIONAL_BASE = Matter(
    code="international-base",
    title="国际科技合作基地认定",
    version=1,
    nature=Nature.CONFIRMATION,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN,),
    audience="与境外机构有稳定科技合作的企业、高校、科研院所和园区",
    kinds=(PartyKind.ENTERPRISE, PartyKind.UNIVERSITY, PartyKind.INSTITUTE, PartyKind.PARK_OPERATOR),
    form=APPLICATION,
    rules=None,
    lacking=partners_abroad,
    route=Route(
        Recommend(title="归口推荐", days=10, public_label="归口管理部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布名单"),
    ),
    outcome=enlist,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("partner", "没有稳定的境外合作方或有效的合作协议"),
        ("projects", "没有在执行的合作项目"),
        ("opinion", "专家评审未通过"),
    ),
    afterlife=(
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="撤销资格研究", days=10)),
            title="撤销资格",
            reasons=(("evaluation", "评估不合格"), ("ended", "合作协议终止且没有新的合作")),
        ),
    ),
    synonyms=("国合基地", "国际合作基地", "国际科技合作"),
    topics=("平台", "开放合作"),
    plan_items=(17,),
)
