"""省重点实验室建设: the matter, to be read beside 冀科平〔2018〕10号 and the trial rule for enterprises of the same summer."""

from datetime import date
from fractions import Fraction

from jichuang.hall.declare import (
    Announcement,
    Batch,
    Citation,
    CollectiveDecision,
    Composition,
    Desk,
    Discipline,
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
from jichuang.matters.key_laboratory.form import APPLICATION
from jichuang.matters.key_laboratory.outcome import enlist
from jichuang.matters.platforms import afterlife
from jichuang.registry.terms import PartyKind

MEASURES = Citation("河北省学科重点实验室建设与运行管理办法", "冀科平〔2018〕10号")
ENTERPRISES = Citation("河北省企业重点实验室建设与运行管理办法（试行）", "")

KEY_LABORATORY = Matter(
    code="key-laboratory",
    title="省重点实验室建设",
    version=1,
    nature=Nature.OTHER_POWER,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(MEASURES, ENTERPRISES),
    audience="高校、科研院所、医疗机构和企业",
    kinds=(PartyKind.UNIVERSITY, PartyKind.INSTITUTE, PartyKind.HOSPITAL, PartyKind.ENTERPRISE),
    form=APPLICATION,
    rules="key-laboratory",
    published_on=date(2018, 8, 2),
    one_open_case=False,
    route=Route(
        Recommend(title="归口推荐", days=10, public_label="归口管理部门审核推荐中"),
        FormCheck(title="形式审查", by=Desk.PROVINCE, days=5, public_label="省科技厅形式审查中"),
        Panel(
            title="专家评审",
            days=20,
            experts=Composition(5, shares=((Discipline.TECHNICAL, Fraction(3, 5)),)),
        ),
        SiteVisit(title="现场考察", by=Desk.PROVINCE, days=10),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="批准建设"),
    ),
    outcome=enlist,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("staff", "固定人员数量或构成不符合条件"),
        ("room", "科研用房或仪器设备不符合条件"),
        ("overlap", "固定人员与现有省级以上重点实验室重复交叉"),
        ("opinion", "专家评审或现场考察未通过"),
    ),
    afterlife=afterlife("key_laboratory"),
    synonyms=("重点实验室", "学科重点实验室", "企业重点实验室"),
    topics=("平台", "科技创新", "研发机构"),
    plan_items=(1,),
)
