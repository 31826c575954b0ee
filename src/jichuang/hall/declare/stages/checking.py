"""提交、核对、推荐、考察: the stages before anything is decided. Know no case."""

from __future__ import annotations

from jichuang.base.errors import Problem
from jichuang.hall.declare.desks import Desk, Signer
from jichuang.hall.declare.kit import declaration, demand
from jichuang.hall.declare.opinions import Asked, Opinion
from jichuang.hall.declare.sources import Citation
from jichuang.hall.declare.stages.core import AT_WORK, Action, Stage, StageKind


@declaration
class Submission(Stage):
    """单位会签: what a clerk filed is signed by the unit's legal person or administrator before it leaves the unit."""

    key: str = "submission"
    title: str = "单位确认"
    by: Desk | tuple[Desk, ...] = Desk.UNIT
    days: int | None = None
    public_label: str = "待单位确认"
    cosign: tuple[Signer, ...] = (Signer.LEGAL_PERSON, Signer.ADMINISTRATOR)

    kind = StageKind.SUBMISSION
    actions = frozenset({Action.COSIGN, Action.WITHDRAW})
    returnable = False

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(self.cosign, f"环节 {self.key}", "须写明由谁会签 cosign；不需会签的不设此环节")


@declaration
class FormCheck(Stage):
    """形式审查: complete -> on; incomplete -> everything missing at once; plainly not met -> closed with reasons.

    `silence` cites the law by which a case not answered within `days` counts as accepted from the day received.
    """

    key: str = "form_check"
    title: str = "形式核对"
    by: Desk | tuple[Desk, ...] = Desk.CITY
    days: int | None = 5
    public_label: str = "形式核对中"
    silence: Citation | None = None

    kind = StageKind.FORM_CHECK
    actions = frozenset(
        {
            Action.ACCEPT_COMPLETE,
            Action.RETURN_FOR_SUPPLEMENT,
            Action.SEND_BACK,
            Action.MARK_NOT_MET,
            Action.WITHDRAW,
        }
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(self.silence is None or self.days, f"环节 {self.key}", "逾期视为受理的，须写明工作日数 days")


@declaration
class Recommend(Stage):
    """推荐: by the party's recommender (a dated relation, never its region) and whoever must join in."""

    key: str = "recommend"
    title: str = "推荐"
    by: Desk | tuple[Desk, ...] = Desk.RECOMMENDER
    public_label: str = "推荐单位审核中"

    kind = StageKind.RECOMMEND
    actions = AT_WORK
    asks = (Asked("number", "推荐函文号", required=False), Asked("document", "推荐函", required=False))


@declaration
class SiteVisit(Stage):
    """现场考察: a day, at least `visitors` people, what was seen."""

    key: str = "site_visit"
    title: str = "现场考察"
    by: Desk | tuple[Desk, ...] = Desk.CITY
    public_label: str = "现场考察中"
    special: bool = True
    visitors: int = 2

    kind = StageKind.SITE_VISIT
    actions = AT_WORK
    asks = (
        Asked("held_on", "考察日期"),
        Asked("members", "考察人员"),
        Asked("note", "考察情况"),
        Asked("document", "考察记录", required=False),
    )

    def demands(self, opinion: Opinion, *, desk: Desk, attached: bool) -> list[Problem]:
        """Besides the record itself: enough people on site."""
        found = super().demands(opinion, desk=desk, attached=attached)
        if 0 < len(opinion.members) < self.visitors and self.asked_of(desk):
            found.append(Problem("members", f"考察人员{len(opinion.members)}人", f"不少于{self.visitors}人"))
        return found
