"""省级技术转移服务机构备案: recommended, reviewed, listed; it then owes a report every quarter (`transfer_body_quarterly`)."""

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
from jichuang.matters.transfer_body.form import APPLICATION
from jichuang.matters.transfer_body.outcome import enlist
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第16项")
NATIONAL = Citation("国家技术转移示范机构管理办法", "国科发火字〔2007〕565号")

TRANSFER_BODY = Matter(
    code="transfer-body",
    title="省级技术转移服务机构备案",
    version=1,
    nature=Nature.FILING,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN, NATIONAL),
    audience="从事技术转移服务的独立法人和法人内设机构",
    kinds=(PartyKind.SERVICE_BODY, PartyKind.ENTERPRISE, PartyKind.UNIVERSITY, PartyKind.INSTITUTE),
    form=APPLICATION,
    rules="transfer-body",
    route=Route(
        Recommend(title="归口推荐", days=10, public_label="归口管理部门审核推荐中"),
        FormCheck(title="备案核对", by=Desk.PROVINCE, days=5, public_label="省科技厅备案核对中"),
        Panel(title="专家评审", days=20, experts=Composition(5)),
        CollectiveDecision(title="厅务会研究", days=10),
        Batch(title="汇总分批"),
        Publicity(title="公示", days=5),
        Announcement(title="公布备案名单"),
    ),
    outcome=enlist,
    hindrance=enlist.already,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("form", "不是独立法人或法人的内设机构"),
        ("deals", "当年没有技术转移业务"),
        ("only", "单纯提供信息、法律、金融等服务"),
        ("opinion", "专家评审未通过"),
    ),
    afterlife=(
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="取消备案研究", days=10)),
            title="取消备案",
            reasons=(("evaluation", "年度评价不合格"), ("false", "申报或年报数据不真实")),
        ),
    ),
    synonyms=("技术转移机构", "技术转移示范机构"),
    topics=("服务机构", "成果转化"),
    plan_items=(16,),
)
