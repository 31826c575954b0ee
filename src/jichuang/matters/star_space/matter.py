"""省级以上星创天地备案: the matter, to be read beside 国科发农〔2016〕210号. The county or city looks at the site, the province lists."""

from datetime import date

from jichuang.hall.declare import Citation, Keeper, Matter, Nature, SystemOfRecord
from jichuang.matters.carriers import NOT_MET_REASONS, ROUTE, afterlife
from jichuang.matters.guides import provincial_guide
from jichuang.matters.star_space.form import APPLICATION
from jichuang.matters.star_space.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第28项")
NATIONAL = Citation("发展“星创天地”工作指引", "国科发农〔2016〕210号")

STAR_SPACE = Matter(
    code="star-space",
    title="省级以上星创天地备案",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN, NATIONAL),
    audience="农业科技园区、科技型企业、高校院所等运营主体",
    kinds=(PartyKind.PARK_OPERATOR, PartyKind.ENTERPRISE, PartyKind.UNIVERSITY, PartyKind.INSTITUTE),
    form=APPLICATION,
    rules="star-space",
    route=ROUTE,
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=NOT_MET_REASONS,
    afterlife=afterlife("star_space"),
    synonyms=("星创天地",),
    topics=("载体", "创新创业"),
    plan_items=(28,),
)
