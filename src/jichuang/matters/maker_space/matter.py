"""省级以上众创空间备案: the matter, to be read beside 国科火字〔2017〕120号. The county or city looks at the site, the province lists."""

from datetime import date

from jichuang.hall.declare import Citation, Keeper, Matter, Nature, SystemOfRecord
from jichuang.matters.carriers import NOT_MET_REASONS, ROUTE, afterlife
from jichuang.matters.guides import provincial_guide
from jichuang.matters.maker_space.form import APPLICATION
from jichuang.matters.maker_space.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第28项")
NATIONAL = Citation("国家众创空间备案暂行规定", "国科火字〔2017〕120号")

MAKER_SPACE = Matter(
    code="maker-space",
    title="省级以上众创空间备案",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN, NATIONAL),
    audience="众创空间运营机构",
    kinds=(PartyKind.PARK_OPERATOR,),
    form=APPLICATION,
    rules="maker-space",
    unjudged_passes=True,
    route=ROUTE,
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=NOT_MET_REASONS,
    afterlife=afterlife("maker_space"),
    synonyms=("众创空间", "创客空间"),
    topics=("载体", "创新创业"),
    plan_items=(28,),
)
