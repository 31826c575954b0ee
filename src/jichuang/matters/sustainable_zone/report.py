"""实验区年度检查: progress of the goals. The last day is an assumption (推定)."""

from datetime import date

from jichuang.hall.declare import Desk
from jichuang.matters.late import WARNED
from jichuang.matters.sustainable_zone.form import YEARLY_CHECK
from jichuang.matters.sustainable_zone.matter import PLAN
from jichuang.returns.declare import By, Frequency, InForce, Return

SUSTAINABLE_ZONE_YEARLY = Return(
    code="sustainable-zone-yearly",
    title="可持续发展实验区年度检查",
    frequency=Frequency.YEAR,
    form=YEARLY_CHECK,
    roster=InForce("sustainable_zone"),
    due=By(3, 31),
    basis=(PLAN,),
    since=date(2018, 1, 1),
    matter="sustainable-zone",
    by=Desk.PROVINCE,
    consequences=(WARNED,),
    about="连续两年不合格是撤销的情形之一（推定）。",
)
