"""省级以上众创空间备案: the matter, to be read beside 国科火字〔2017〕120号. The county or city looks at the site, the province lists."""

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
    Route,
    SiteVisit,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.carriers import afterlife
from jichuang.matters.guides import provincial_guide
from jichuang.matters.maker_space.form import APPLICATION
from jichuang.matters.maker_space.outcome import enlist

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
    form=APPLICATION,
    rules="maker-space",
    unjudged_passes=True,
    route=Route(
        FormCheck(title="备案核对", by=Desk.CITY, days=5, public_label="设区市科技部门核对中"),
        SiteVisit(title="现场核查", by=Desk.CITY, days=10),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布名单"),
    ),
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("operator", "运营主体不具有独立法人资格"),
        ("room", "场地或服务条件不符合"),
        ("results", "孵化成效不符合"),
        ("opinion", "专家评审或现场核查未通过"),
    ),
    afterlife=afterlife("maker_space"),
    synonyms=("众创空间", "创客空间"),
    topics=("载体", "创新创业"),
    plan_items=(28,),
)
