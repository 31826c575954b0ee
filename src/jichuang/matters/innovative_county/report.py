"""试点年度监测: the three figures by which counties of one class are compared. The last day is an assumption (推定)."""

from datetime import date

from jichuang.hall.declare import Desk
from jichuang.matters.innovative_county.form import YEAR
from jichuang.matters.innovative_county.matter import PLAN
from jichuang.matters.late import WARNED
from jichuang.returns.declare import By, Frequency, InForce, Return

INNOVATIVE_COUNTY_YEARLY = Return(
    code="innovative-county-yearly",
    title="创新型县（市、区）试点年度监测",
    frequency=Frequency.YEAR,
    form=YEAR,
    roster=InForce("innovative_county"),
    due=By(3, 1),
    basis=(PLAN,),
    since=date(2018, 1, 1),
    matter="innovative-county",
    by=Desk.PROVINCE,
    consequences=(WARNED,),
    about="三项数据用于同类县之间比较。",
)
