"""省级以上星创天地备案: the matter, to be read beside 国科发农〔2016〕210号. The county or city looks at the site, the province lists."""

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
from jichuang.matters.star_space.form import APPLICATION
from jichuang.matters.star_space.outcome import enlist

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
    form=APPLICATION,
    rules="star-space",
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
    afterlife=afterlife("star_space"),
    synonyms=("星创天地",),
    topics=("载体", "创新创业"),
    plan_items=(28,),
)
