"""外部环节: filing with and publicity by a national body. The desk enters the result with its document. Know no case."""

from __future__ import annotations

from jichuang.hall.declare.kit import declaration, demand
from jichuang.hall.declare.opinions import Asked
from jichuang.hall.declare.stages.core import AT_WORK, Stage, StageKind


@declaration
class ExternalFiling(Stage):
    """报外部机构备案: `body` answers with a document."""

    key: str = "external_filing"
    title: str = "报送备案"
    public_label: str = "已报送备案"
    special: bool = True
    body: str = ""

    kind = StageKind.EXTERNAL_FILING
    actions = AT_WORK
    asks = (
        Asked("held_on", "备案日期"),
        Asked("number", "备案文号"),
        Asked("document", "备案文件"),
    )
    returnable = False

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(self.body, f"环节 {self.key}", "须写明报送的机构 body")


@declaration
class ExternalPublicity(Stage):
    """外部公示: `body` shows the names for `days` working days; its notice is entered with first and last day."""

    key: str = "external_publicity"
    title: str = "外部公示"
    days: int | None = 10
    public_label: str = "公示中"
    special: bool = True
    body: str = ""

    kind = StageKind.EXTERNAL_PUBLICITY
    actions = AT_WORK
    asks = (
        Asked("held_on", "公示起始日"),
        Asked("until", "公示截止日"),
        Asked("document", "公示文件"),
        Asked("number", "公示文号", required=False),
    )
    returnable = False

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(self.body, f"环节 {self.key}", "须写明公示的机构 body")
        demand(self.days, f"环节 {self.key}", "公示须写明工作日数")
