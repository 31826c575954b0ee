"""省技术创新中心组建（原工程技术研究中心）: a centre under its old name is renamed and stays one platform."""

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
    Route,
    SiteVisit,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.guides import provincial_guide
from jichuang.matters.platforms import afterlife
from jichuang.matters.technology_centre.form import APPLICATION
from jichuang.matters.technology_centre.outcome import enlist
from jichuang.registry.terms import PartyKind

MEASURES = Citation("河北省技术创新中心建设与运行管理办法", "")

TECHNOLOGY_CENTRE = Matter(
    code="technology-centre",
    title="省技术创新中心组建",
    version=1,
    nature=Nature.OTHER_POWER,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(MEASURES,),
    audience="企业、高校、科研院所和技术机构",
    kinds=(PartyKind.ENTERPRISE, PartyKind.UNIVERSITY, PartyKind.INSTITUTE),
    form=APPLICATION,
    rules="technology-centre",
    one_open_case=False,
    in_windows=True,
    route=Route(
        Recommend(title="归口推荐", days=10, public_label="归口管理部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        SiteVisit(title="现场考察", by=Desk.PROVINCE, days=10),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="批准组建"),
    ),
    outcome=enlist,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("host", "依托单位不符合条件"),
        ("team", "固定人员不符合条件"),
        ("plan", "实施方案未经专家论证"),
        ("opinion", "专家评审或现场考察未通过"),
    ),
    afterlife=afterlife("tech_innovation_centre"),
    synonyms=("技术创新中心", "工程技术研究中心", "工程中心"),
    topics=("平台", "科技创新", "研发机构"),
    plan_items=(1,),
)
