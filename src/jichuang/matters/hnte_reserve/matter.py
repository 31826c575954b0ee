"""高新技术企业后备培育库入库: self-test by rungs, gaps named, a service body assigned; leaves when certified or removed."""

from datetime import date

from jichuang.hall.declare import (
    Certificate,
    Citation,
    Decision,
    Desk,
    FormCheck,
    Keeper,
    Matter,
    Nature,
    Revocation,
    Route,
    Surrender,
    SystemOfRecord,
)  # fmt: skip
from jichuang.matters.guides import provincial_guide
from jichuang.matters.hnte_reserve.form import SELF_TEST
from jichuang.matters.hnte_reserve.outcome import enter, hindrance
from jichuang.registry.terms import PartyKind

PLAN_OF_THREE_YEARS = Citation("河北省高新技术企业三年行动计划", "", "后备培育库")

HNTE_RESERVE = Matter(
    code="hnte-reserve",
    title="高新技术企业后备培育库入库",
    short="后备入库",
    version=1,
    nature=Nature.PUBLIC_SERVICE,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN_OF_THREE_YEARS,),
    audience="有意申报高新技术企业、尚未取得证书的企业",
    kinds=(PartyKind.ENTERPRISE,),
    form=SELF_TEST,
    rules="hnte-reserve",
    day_fact="applied_on",
    route=Route(
        FormCheck(title="自查核对", by=Desk.CITY, days=5, public_label="设区市科技部门核对中"),
        Decision(title="确定帮扶机构", by=Desk.CITY, days=5, public_label="确定帮扶机构中"),
        Certificate(title="入库", by=Desk.CITY, days=3, public_label="待入库"),
    ),
    outcome=enter,
    hindrance=hindrance,
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("property", "没有任何申请中或已拥有的知识产权"),
        ("violation", "近一年有重大事故或严重环境违法行为"),
        ("false", "自查数据不真实"),
    ),
    afterlife=(
        Surrender(title="出库"),
        Revocation(
            Route(Decision(title="移出审定", by=Desk.CITY, days=10)),
            title="移出",
            reasons=(("idle", "连续两年没有补齐任何一项差距（推定）"), ("closed", "企业注销、迁出本省")),
        ),
    ),
    synonyms=("后备高企", "高企培育库", "高企后备"),
    topics=("企业", "科技创新", "培育"),
    plan_items=(4,),
)
