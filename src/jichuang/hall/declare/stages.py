"""环节: composable stage objects. Meaning is a field of the stage, never read out of its name.

Knows no matter and no case; the verbs read `actions`, `desks`, `days` and `open` from here.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from typing import ClassVar

from jichuang.hall.declare.kit import (
    DeclarationError,
    declaration,
    demand,
    demand_key,
    demand_unique,
    nearest,
)


class Desk(Enum):
    """岗位层级: whose desk a stage lies on. Which people sit there is an appointment in the registry."""

    COUNTY = "county"
    CITY = "city"
    PROVINCE = "province"

    @property
    def title(self) -> str:
        """县级、市级、省级."""
        return {"county": "县级科技部门", "city": "市级科技部门", "province": "省科技厅"}[self.value]


class Action(StrEnum):
    """What may be done with a case while it is in a stage. Deny by default: a stage lists its own."""

    ACCEPT_COMPLETE = "accept_complete"
    RETURN_FOR_SUPPLEMENT = "return_for_supplement"
    MARK_NOT_MET = "mark_not_met"
    COMPOSE_NOTICE = "compose_notice"
    POST_NOTICE = "post_notice"
    OBJECT_TO = "object_to"
    RESOLVE_OBJECTION = "resolve_objection"
    ANNOUNCE = "announce"
    WITHDRAW = "withdraw"


class StageKind(Enum):
    """Which room of the kernel moves a case through the stage."""

    FORM_CHECK = "form_check"
    BATCH = "batch"
    PUBLICITY = "publicity"
    ANNOUNCEMENT = "announcement"


@declaration
class Stage:
    """环节. Use one of the kinds below; `then` names the next stage where it is not the one written next.

    `by` is one desk, or a tuple of desks that must each finish (the case moves on when no task is left open).
    `days` are working days for the desk; None = no limit of its own.
    """

    key: str = ""
    title: str = ""
    by: Desk | tuple[Desk, ...] = Desk.PROVINCE
    days: int | None = None
    public_label: str = ""
    then: str = ""
    restart_on_resubmit: bool = True
    """After a supplement the desk's days start anew (True) or go on where they stopped (False)."""

    kind: ClassVar[StageKind]
    actions: ClassVar[frozenset[Action]] = frozenset()
    open: ClassVar[bool] = True
    last: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if type(self) is Stage:
            raise DeclarationError("环节须用具体种类声明，如 FormCheck、Batch、Publicity、Announcement")
        who = f"环节 {self.key}"
        demand_key(self.key, who)
        demand(self.title and self.public_label, who, "缺少标题或对外称谓 public_label")
        demand(self.desks, who, "没有任何承办岗位 by")
        demand(all(isinstance(desk, Desk) for desk in self.desks), who, "by 应为 Desk 之一或若干")
        demand(self.days is None or self.days >= 0, who, "工作日数不能为负")

    @property
    def desks(self) -> tuple[Desk, ...]:
        """The desks that each owe one task in this stage."""
        return (self.by,) if isinstance(self.by, Desk) else tuple(self.by)


@declaration
class FormCheck(Stage):
    """形式核对: complete -> on; incomplete -> everything missing at once; plainly not met -> closed with reasons."""

    key: str = "form_check"
    title: str = "形式核对"
    by: Desk | tuple[Desk, ...] = Desk.CITY
    days: int | None = 5
    public_label: str = "形式核对中"

    kind = StageKind.FORM_CHECK
    actions = frozenset(
        {Action.ACCEPT_COMPLETE, Action.RETURN_FOR_SUPPLEMENT, Action.MARK_NOT_MET, Action.WITHDRAW}
    )


@declaration
class Batch(Stage):
    """汇总分批: waits until an officer puts it into a publicity notice."""

    key: str = "batch"
    title: str = "汇总分批"
    public_label: str = "待公示"

    kind = StageKind.BATCH
    actions = frozenset({Action.COMPOSE_NOTICE, Action.POST_NOTICE, Action.WITHDRAW})


@declaration
class Publicity(Stage):
    """公示: `days` working days, day of posting not counted, last day inclusive."""

    key: str = "publicity"
    title: str = "公示"
    days: int | None = 10
    public_label: str = "公示中"

    kind = StageKind.PUBLICITY
    actions = frozenset({Action.OBJECT_TO, Action.RESOLVE_OBJECTION, Action.ANNOUNCE, Action.WITHDRAW})

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(self.days, f"环节 {self.key}", "公示须写明工作日数")


@declaration
class Announcement(Stage):
    """公告: the outcome is written. Ends the route."""

    key: str = "announcement"
    title: str = "公告"
    public_label: str = "待公告"

    kind = StageKind.ANNOUNCEMENT
    actions = frozenset({Action.ANNOUNCE, Action.WITHDRAW})
    last = True


@declaration
class Route:
    """流程. Stages in the order of their usual path."""

    stages: tuple[Stage, ...]

    def __init__(self, *stages: Stage) -> None:
        object.__setattr__(self, "stages", tuple(stages))
        self.__post_init__()

    def __post_init__(self) -> None:
        demand(self.stages, "流程", "没有任何环节")
        keys = [stage.key for stage in self.stages]
        demand_unique(keys, "流程", "环节")
        for stage in self.stages:
            if stage.then:
                demand(
                    stage.then in keys,
                    f"环节 {stage.key}",
                    f"下一环节“{stage.then}”未声明{nearest(stage.then, keys)}",
                )

    @property
    def first(self) -> Stage:
        """Where a submitted case begins."""
        return self.stages[0]

    def get(self, key: str) -> Stage:
        """The stage; raises KeyError naming near misses."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(f"流程没有环节“{key}”{nearest(key, [stage.key for stage in self.stages])}")

    def has(self, key: str) -> bool:
        """Whether the route has a stage of this key."""
        return any(stage.key == key for stage in self.stages)

    def of_kind(self, kind: StageKind) -> Stage | None:
        """The first stage of a kind, None when the route has none."""
        return next((stage for stage in self.stages if stage.kind is kind), None)

    def after(self, key: str) -> Stage | None:
        """The stage that follows `key`; None after the last."""
        stage = self.get(key)
        if stage.last:
            return None
        if stage.then:
            return self.get(stage.then)
        position = self.stages.index(stage) + 1
        return self.stages[position] if position < len(self.stages) else None

    def faults(self) -> list[str]:
        """不可达的环节、没有出口的环、没有终点: each as a sentence, empty when the route is sound."""
        path: list[str] = []
        stage: Stage | None = self.first
        while stage is not None and stage.key not in path:
            path.append(stage.key)
            stage = self.after(stage.key)
        found = [
            f"环节“{one.title}”（{one.key}）不可达：没有任何环节通向它"
            for one in self.stages
            if one.key not in path
        ]
        if stage is not None:
            found.append(f"环节“{stage.title}”（{stage.key}）处成环，没有出口")
        elif not self.get(path[-1]).last:
            found.append(f"流程止于“{self.get(path[-1]).title}”，没有终结环节（如公告）")
        return found

    @property
    def promised_days(self) -> int:
        """承诺办结工作日: the sum of the desks' own days, publicity included."""
        return sum(stage.days or 0 for stage in self.stages)
