"""科技工作会商 (S54): a city, university or institute asks, the readiness list is checked, the meeting ends in minutes.

What is agreed becomes tasks of item 20 with owners and days. The plan asks for five partners in the year (T20.1, 力争).
The procedure itself was still to be written in 2018 (M20.2): days are this installation's own arrangement.
"""

from datetime import date

from jichuang.hall.declare import (
    Citation,
    CollectiveDecision,
    Desk,
    FormCheck,
    Keeper,
    Matter,
    Nature,
    Route,
    SystemOfRecord,
)
from jichuang.matters.applicants import Only
from jichuang.matters.guides import provincial_guide
from jichuang.matters.work_meeting.form import APPLICATION, meeting_lacking
from jichuang.matters.work_meeting.outcome import hold
from jichuang.registry.terms import PartyKind

PLAN = Citation("2018年全省科技工作要点", "", "第20项")
PARTNERS = (PartyKind.GOVERNMENT, PartyKind.UNIVERSITY, PartyKind.INSTITUTE)
AUDIENCE = "设区市人民政府、高等学校和科研院所"

WORK_MEETING = Matter(
    code="work-meeting",
    title="科技工作会商",
    short="工作会商",
    version=1,
    nature=Nature.PUBLIC_SERVICE,
    record=SystemOfRecord(Keeper.OURS, "冀创", since=date(2018, 1, 1)),
    basis=(PLAN,),
    audience=AUDIENCE,
    kinds=PARTNERS,
    form=APPLICATION,
    rules=None,
    lacking=meeting_lacking,
    route=Route(
        FormCheck(title="会商条件核对", by=Desk.PROVINCE, days=5, public_label="省科技厅核对会商条件中"),
        CollectiveDecision(title="召开会商会议", days=20, public_label="会商会议筹备中"),
    ),
    outcome=hold,
    hindrance=Only(kinds=PARTNERS, audience=AUDIENCE, cite=PLAN),
    guide=provincial_guide(__file__),
    not_met_reasons=(
        ("topics", "议题不属于科技工作会商范围"),
        ("ready", "会商条件尚不成熟"),
    ),
    synonyms=("厅市会商", "厅校会商", "厅院会商", "会商"),
    topics=("区域创新", "协同创新"),
    plan_items=(20,),
)
