"""分批、公示、公告、发证: the stages that end a route. Know no case."""

from __future__ import annotations

from jichuang.hall.declare.kit import declaration, demand
from jichuang.hall.declare.opinions import Asked
from jichuang.hall.declare.stages.core import Action, Stage, StageKind


@declaration
class Batch(Stage):
    """汇总分批: waits until an officer puts it into a publicity notice."""

    key: str = "batch"
    title: str = "汇总分批"
    public_label: str = "待公示"
    special: bool = True

    kind = StageKind.BATCH
    actions = frozenset({Action.COMPOSE_NOTICE, Action.POST_NOTICE, Action.SEND_BACK, Action.WITHDRAW})
    returnable = False


@declaration
class Publicity(Stage):
    """公示: `days` working days, day of posting not counted, last day inclusive."""

    key: str = "publicity"
    title: str = "公示"
    days: int | None = 10
    public_label: str = "公示中"

    kind = StageKind.PUBLICITY
    actions = frozenset({Action.OBJECT_TO, Action.RESOLVE_OBJECTION, Action.ANNOUNCE, Action.WITHDRAW})
    returnable = False

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(self.days, f"环节 {self.key}", "公示须写明工作日数")


@declaration
class Announcement(Stage):
    """公告: the outcome of everybody on a notice is written. Ends the route, after a Publicity."""

    key: str = "announcement"
    title: str = "公告"
    public_label: str = "待公告"

    kind = StageKind.ANNOUNCEMENT
    actions = frozenset({Action.ANNOUNCE, Action.WITHDRAW})
    may_end = True
    returnable = False


@declaration
class Certificate(Stage):
    """发证: the outcome of one case is written, with the number another system gave where it gives it. Ends the route."""

    key: str = "certificate"
    title: str = "发证"
    public_label: str = "待发证"

    kind = StageKind.CERTIFICATE
    actions = frozenset({Action.CONCLUDE, Action.WITHDRAW})
    asks = (
        Asked("number", "证书编号", required=False),
        Asked("document", "证书", required=False),
    )
    may_end = True
    returnable = False
