"""评审与决定: panel, collective decision, joint decision, decision. Know no case and no expert pool."""

from __future__ import annotations

from jichuang.base.errors import Problem
from jichuang.hall.declare.desks import Desk
from jichuang.hall.declare.kit import declaration, demand
from jichuang.hall.declare.opinions import Asked, Composition, Mark, Opinion
from jichuang.hall.declare.scoring import Scoring
from jichuang.hall.declare.stages.core import AT_WORK, Stage, StageKind

MINUTES = (
    Asked("held_on", "会议日期"),
    Asked("document", "会议纪要"),
    Asked("number", "纪要编号", required=False),
)


@declaration
class Panel(Stage):
    """专家评审: the organising desk holds the case; the experts' result comes in as its opinion.

    `experts` says who must sit, `mark` which total passes (None = the opinion itself says), `line` how many of a ranked
    round go on (None = all that pass). `scoring` is what experts fill in; without it the result is entered by hand.
    """

    key: str = "panel"
    title: str = "专家评审"
    public_label: str = "专家评审中"
    special: bool = True
    experts: Composition = Composition()
    mark: Mark | None = None
    line: int | None = None
    scoring: Scoring | None = None

    kind = StageKind.PANEL
    actions = AT_WORK
    asks = (
        Asked("held_on", "评审日期"),
        Asked("members", "评审专家"),
        Asked("score", "评审得分", required=False),
        Asked("document", "评审意见", required=False),
    )

    @property
    def fields(self) -> tuple[str, ...]:
        """What the scoring hides, and where it finds people."""
        return self.scoring.fields if self.scoring else ()

    def demands(self, opinion: Opinion, *, desk: Desk, attached: bool) -> list[Problem]:
        """Besides the record itself: a group that may sit, and a score where a mark decides."""
        found = super().demands(opinion, desk=desk, attached=attached)
        if not self.asked_of(desk):
            return found
        if opinion.members:
            found += self.experts.problems(opinion.members)
        if self.mark is not None and opinion.total is None:
            found.append(Problem("score", "没有评审得分", "本环节按得分判断，请填写"))
        return found


@declaration
class CollectiveDecision(Stage):
    """集体研究: one body decides in a meeting; nothing is decided without its minutes."""

    key: str = "collective_decision"
    title: str = "集体研究"
    public_label: str = "集体研究中"

    kind = StageKind.COLLECTIVE_DECISION
    actions = AT_WORK
    asks = MINUTES
    may_end = True


@declaration
class JointDecision(Stage):
    """联合审定: several departments each give their word; the first one also hands in the minutes."""

    key: str = "joint_decision"
    title: str = "联合审定"
    by: Desk | tuple[Desk, ...] = (Desk.PROVINCE, Desk.PROVINCE_FINANCE)
    public_label: str = "联合审定中"

    kind = StageKind.JOINT_DECISION
    actions = AT_WORK
    asks = MINUTES
    may_end = True

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(len(self.desks) > 1, f"环节 {self.key}", "联合审定须有两个以上部门；一个部门的用 Decision")


@declaration
class Decision(Stage):
    """决定: one desk decides, with the number of its document where there is one."""

    key: str = "decision"
    title: str = "决定"
    public_label: str = "待决定"

    kind = StageKind.DECISION
    actions = AT_WORK
    asks = (
        Asked("number", "决定文号", required=False),
        Asked("document", "决定文件", required=False),
    )
    may_end = True
