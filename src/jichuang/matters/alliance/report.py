"""产业技术创新联盟年度报告: what the alliance did together in the year. The last day is an assumption (推定)."""

from datetime import date

from jichuang.hall.declare import Desk
from jichuang.matters.alliance.form import YEAR
from jichuang.matters.alliance.matter import MEASURES
from jichuang.matters.late import WARNED
from jichuang.returns.declare import By, Frequency, InForce, Return

ALLIANCE_YEARLY = Return(
    code="alliance-yearly",
    title="产业技术创新联盟年度报告",
    frequency=Frequency.YEAR,
    form=YEAR,
    roster=InForce("alliance"),
    due=By(3, 31),
    basis=(MEASURES,),
    since=date(2018, 1, 1),
    matter="alliance",
    by=Desk.PROVINCE,
    consequences=(WARNED,),
    about="第三方评估和撤销备案以年度报告为据之一。",
)
