"""试验区年度检查: progress of the goals and the contracts of the year. The last day is an assumption (推定)."""

from datetime import date

from jichuang.hall.declare import Desk
from jichuang.matters.late import WARNED
from jichuang.matters.trial_zone.form import YEAR
from jichuang.matters.trial_zone.matter import PLAN
from jichuang.returns.declare import By, Frequency, InForce, Return

TRIAL_ZONE_YEARLY = Return(
    code="trial-zone-yearly",
    title="转移转化试验区年度检查",
    frequency=Frequency.YEAR,
    form=YEAR,
    roster=InForce("transfer_trial_zone"),
    due=By(3, 1),
    basis=(PLAN,),
    since=date(2018, 1, 1),
    matter="trial-zone",
    by=Desk.PROVINCE,
    consequences=(WARNED,),
    about="各项目标的进展另在工作要点页逐项报告。",
)
