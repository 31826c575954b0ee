"""在孵企业登记: the operator of a listed carrier tells of one tenant: in, along the chain 众创空间→孵化器→加速器→园区, out."""

from datetime import date

from jichuang.hall.declare import Citation, Decision, Desk, Keeper, Matter, Nature, Route, SystemOfRecord
from jichuang.matters.guides import provincial_guide
from jichuang.matters.incubatee.form import RECORD
from jichuang.matters.incubatee.outcome import hindrance, record
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第28项")

INCUBATEE = Matter(
    code="incubatee",
    title="在孵企业登记",
    version=1,
    nature=Nature.PUBLIC_SERVICE,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN,),
    audience="名录内孵化器、众创空间、星创天地的运营机构",
    kinds=(PartyKind.PARK_OPERATOR,),
    form=RECORD,
    rules=None,
    one_open_case=False,
    route=Route(Decision(title="核对登记", by=Desk.CITY, days=3, public_label="设区市科技部门核对中")),
    outcome=record,
    hindrance=hindrance,
    guide=provincial_guide(__file__),
    not_met_reasons=(("other", "登记的企业与核对结果不一致"),),
    synonyms=("入驻登记", "毕业企业", "孵化企业"),
    topics=("载体", "创新创业"),
    plan_items=(28,),
)
