"""高企培育重点服务机构备案: a body shows what it can do, is reviewed and listed; the grid then gives it enterprises to look after."""

from datetime import date

from jichuang.hall.declare import (
    Announcement,
    Batch,
    Citation,
    Composition,
    Decision,
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
from jichuang.matters.service_body.form import APPLICATION
from jichuang.matters.service_body.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第4项")

SERVICE_BODY = Matter(
    code="service-body",
    title="高企培育重点服务机构备案",
    short="重点服务机构",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN,),
    audience="为企业提供高新技术企业培育、知识产权、财税和技术服务的机构",
    kinds=(PartyKind.SERVICE_BODY,),
    form=APPLICATION,
    rules=None,
    route=Route(
        Recommend(title="设区市推荐", by=Desk.CITY, days=10, public_label="设区市科技部门审核推荐中"),
        FormCheck(title="备案核对", by=Desk.PROVINCE, days=5, public_label="省科技厅核对中"),
        Panel(title="能力评审", days=20, experts=Composition(5)),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布名单"),
    ),
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("capability", "服务团队或服务业绩不足"),
        ("opinion", "能力评审未通过"),
    ),
    afterlife=(
        Surrender(title="退出"),
        Revocation(
            Route(Decision(title="移出审定", days=10)),
            title="移出名单",
            reasons=(("idle", "长期没有联系所服务的企业"), ("false", "服务记录不真实")),
        ),
    ),
    synonyms=("重点服务机构", "高企服务机构", "网格化服务"),
    topics=("企业", "科技服务", "培育"),
    plan_items=(4,),
)
