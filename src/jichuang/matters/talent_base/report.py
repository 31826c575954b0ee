"""人才培养基地年度报告: courses, people taught, certificates. The last day is an assumption (推定)."""

from datetime import date

from jichuang.hall.declare import Desk
from jichuang.matters.late import WARNED
from jichuang.matters.talent_base.courses import certificates_given, classes_held, people_taught
from jichuang.matters.talent_base.form import YEARLY_RETURN
from jichuang.matters.talent_base.matter import PLAN
from jichuang.returns.declare import By, Ceiling, Counted, Frequency, InForce, Return

TALENT_BASE_YEARLY = Return(
    code="talent-base-yearly",
    title="技术转移人才培养基地年度报告",
    frequency=Frequency.YEAR,
    form=YEARLY_RETURN,
    roster=InForce("tech_transfer_talent_base"),
    due=By(3, 31),
    basis=(PLAN,),
    since=date(2018, 1, 1),
    matter="talent-base",
    by=Desk.PROVINCE,
    checks=(Ceiling("certified_year", "trained_year", "取得证书的人多于参训的人"),),
    counted=(
        Counted("classes_year", classes_held, "逐班登记的已结班"),
        Counted("trained_year", people_taught, "逐班登记的参训人数"),
        Counted("certified_year", certificates_given, "逐人登记的发证"),
    ),
    consequences=(WARNED,),
    about="开班、参训和证书逐班登记，此处带出登记的合计，只作确认；有出入的，请先补登培训班。",
)
