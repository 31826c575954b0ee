"""省级以上科技企业孵化器备案: the matter, to be read beside 国科发区〔2018〕300号. The county or city looks at the site, the province lists."""

from datetime import date

from jichuang.hall.declare import Citation, Keeper, Matter, Nature, SystemOfRecord
from jichuang.matters.carriers import NOT_MET_REASONS, ROUTE, afterlife
from jichuang.matters.guides import provincial_guide
from jichuang.matters.incubator.form import APPLICATION
from jichuang.matters.incubator.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第28项")
NATIONAL = Citation("科技企业孵化器管理办法", "国科发区〔2018〕300号")

INCUBATOR = Matter(
    code="incubator",
    title="省级以上科技企业孵化器备案",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN, NATIONAL),
    audience="孵化器运营机构",
    kinds=(PartyKind.PARK_OPERATOR,),
    form=APPLICATION,
    rules="incubator",
    route=ROUTE,
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=NOT_MET_REASONS,
    afterlife=afterlife("incubator"),
    synonyms=("孵化器", "科技企业孵化器"),
    topics=("载体", "创新创业"),
    plan_items=(28,),
)
