"""环节: what every stage shares. Meaning is a field of the stage, never read out of its name.

Knows no matter and no case; the verbs read `desks`, `days`, `actions` and `demands` from here.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import ClassVar

from jichuang.base.errors import Problem
from jichuang.hall.declare.desks import Desk
from jichuang.hall.declare.kit import DeclarationError, declaration, demand, demand_key
from jichuang.hall.declare.opinions import Asked, Opinion


class Action(StrEnum):
    """What may be done with a case while it is in a stage. Deny by default: a stage lists its own."""

    COSIGN = "cosign"
    ACCEPT_COMPLETE = "accept_complete"
    RETURN_FOR_SUPPLEMENT = "return_for_supplement"
    SEND_BACK = "send_back"
    MARK_NOT_MET = "mark_not_met"
    CONCLUDE = "conclude"
    COMPOSE_NOTICE = "compose_notice"
    POST_NOTICE = "post_notice"
    OBJECT_TO = "object_to"
    RESOLVE_OBJECTION = "resolve_objection"
    ANNOUNCE = "announce"
    WITHDRAW = "withdraw"


class StageKind(Enum):
    """Which part of the kernel moves a case through the stage."""

    SUBMISSION = "submission"
    FORM_CHECK = "form_check"
    RECOMMEND = "recommend"
    SITE_VISIT = "site_visit"
    PANEL = "panel"
    COLLECTIVE_DECISION = "collective_decision"
    JOINT_DECISION = "joint_decision"
    DECISION = "decision"
    EXTERNAL_FILING = "external_filing"
    EXTERNAL_PUBLICITY = "external_publicity"
    BATCH = "batch"
    PUBLICITY = "publicity"
    ANNOUNCEMENT = "announcement"
    CERTIFICATE = "certificate"
    TOGETHER = "together"


AT_WORK = frozenset({Action.CONCLUDE, Action.RETURN_FOR_SUPPLEMENT, Action.SEND_BACK, Action.WITHDRAW})
"""What a desk that gives an opinion may do with a case."""


@declaration
class Stage:
    """环节. Use one of the kinds; `then` names the next stage where it is not the one written next.

    `by` is one desk, or a tuple of desks that must each finish (the case moves on when no task is left open).
    `days` are working days for the desk; None = no limit of its own. `special` marks a 特别程序, during which the matter's
    own limit stands still. `escalate_after` working days past its limit a task is reported upwards.
    """

    key: str = ""
    title: str = ""
    by: Desk | tuple[Desk, ...] = Desk.PROVINCE
    days: int | None = None
    public_label: str = ""
    then: str = ""
    special: bool = False
    escalate_after: int = 3
    restart_on_resubmit: bool = True
    """After a supplement the desk's days start anew (True) or go on where they stopped (False)."""

    kind: ClassVar[StageKind]
    actions: ClassVar[frozenset[Action]] = frozenset()
    asks: ClassVar[tuple[Asked, ...]] = ()
    open: ClassVar[bool] = True
    may_end: ClassVar[bool] = False
    """Whether a route may end with the stage; its last opinion then writes the outcome."""
    returnable: ClassVar[bool] = True
    """Whether a later stage may send a case back to it."""

    def __post_init__(self) -> None:
        if not hasattr(type(self), "kind"):
            raise DeclarationError("环节须用具体种类声明，如 FormCheck、Panel、Publicity、Announcement")
        who = f"环节 {self.key}"
        demand_key(self.key, who)
        demand(self.title and self.public_label, who, "缺少标题或对外称谓 public_label")
        demand(self.desks, who, "没有任何承办岗位 by")
        demand(all(isinstance(desk, Desk) for desk in self.desks), who, "by 应为 Desk 之一或若干")
        demand(len(set(self.desks)) == len(self.desks), who, "by 中有重复的岗位")
        demand(self.days is None or self.days >= 0, who, "工作日数不能为负")

    @property
    def desks(self) -> tuple[Desk, ...]:
        """The desks that each owe one task in this stage; the first one leads."""
        return (self.by,) if isinstance(self.by, Desk) else tuple(self.by)

    @property
    def parts(self) -> tuple[Stage, ...]:
        """The stages that run side by side here: the stage itself, unless it is a `Together`."""
        return (self,)

    @property
    def fields(self) -> tuple[str, ...]:
        """Form fields the stage refers to; a matter refuses a stage that names one it does not have."""
        return ()

    def allows(self, action: Action) -> bool:
        """Whether the action belongs to this stage, or to one of its parts."""
        return any(action in part.actions for part in self.parts)

    def asked_of(self, desk: Desk) -> tuple[Asked, ...]:
        """The parts of an opinion that a desk must give; other desks than the first owe their word only."""
        return self.asks if desk is self.desks[0] else ()

    def demands(self, opinion: Opinion, *, desk: Desk, attached: bool) -> list[Problem]:
        """Everything an opinion lacks, at once; empty when it may be taken."""
        found = [
            Problem(one.key, f"没有填写“{one.title}”", "此项必填")
            for one in self.asked_of(desk)
            if one.required and not (attached if one.key == "document" else opinion.holds(one.key))
        ]
        if opinion.held_on and opinion.until and opinion.until < opinion.held_on:
            found.append(Problem("until", f"截止日{opinion.until}早于起始日{opinion.held_on}", "请核对日期"))
        return found
