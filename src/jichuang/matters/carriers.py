"""孵化载体: what incubators, maker spaces and star spaces share: their route, the half-yearly return and what may end them. Knows no matter."""

from datetime import date

from jichuang.hall.declare import (
    Announcement,
    Batch,
    Citation,
    CollectiveDecision,
    Composition,
    Desk,
    Field,
    FieldType,
    Form,
    FormCheck,
    Panel,
    Publicity,
    Revocation,
    Route,
    SiteVisit,
    Step,
    Surrender,
)  # fmt: skip
from jichuang.hall.declare.afterlife import FollowUp
from jichuang.matters.late import WARNED
from jichuang.returns.declare import Ceiling, Frequency, InForce, Return, Within

REGISTERS = ("incubator", "maker_space", "star_space")

ROUTE = Route(
    FormCheck(title="备案核对", by=Desk.CITY, days=5, public_label="设区市科技部门核对中"),
    SiteVisit(title="现场核查", by=Desk.CITY, days=10),
    Panel(title="专家评审", days=20, experts=Composition(5)),
    CollectiveDecision(title="厅务会研究", days=10),
    Batch(title="汇总分批"),
    Publicity(title="公示", days=5),
    Announcement(title="公布名单"),
)

NOT_MET_REASONS = (
    ("operator", "运营主体不具有独立法人资格"),
    ("room", "场地或服务条件不符合"),
    ("results", "孵化成效不符合"),
    ("opinion", "专家评审或现场核查未通过"),
)

HALF_YEAR = Form(
    steps=(
        Step("tenants", "在孵与毕业", (
            Field("tenants_now", "期末在孵企业和团队", FieldType.INTEGER, "家", minimum=0),
            Field("new_now", "本期新入驻", FieldType.INTEGER, "家", minimum=0),
            Field("graduated_now", "本期毕业", FieldType.INTEGER, "家", minimum=0),
            Field("services_now", "服务与活动", FieldType.INTEGER, "场次", minimum=0),
        ), why="已在“在孵企业登记”逐家登记的，此处只报总数，用来核对。"),
    ),
)  # fmt: skip


PLAN = Citation("2018年全省科技工作要点", "", "第28项")


def half_yearly(register: str, matter: str, title: str) -> Return:
    """半年报 (推定): what the holders of one carrier register owe for each half-year; a missing one is warned of, and ends nothing."""
    return Return(
        code=f"{matter}-half-yearly",
        title=f"{title}半年报",
        frequency=Frequency.HALF_YEAR,
        form=HALF_YEAR,
        roster=InForce(register),
        due=Within(workdays=20),
        basis=(PLAN,),
        since=date(2018, 1, 1),
        matter=matter,
        checks=(Ceiling("new_now", "tenants_now", "本期新入驻多于期末在孵"),),
        consequences=(WARNED,),
    )


def afterlife(register: str) -> tuple[FollowUp, ...]:
    """Giving up; striking off. The half-yearly return is `half_yearly`."""
    return (
        Surrender(title="退出"),
        Revocation(
            Route(CollectiveDecision(title="取消资格研究", days=10)),
            title="取消资格",
            reasons=(
                ("evaluation", "绩效评价不合格"),
                ("silence", "不报送统计数据"),
                ("false", "数据不真实"),
            ),
        ),
    )
