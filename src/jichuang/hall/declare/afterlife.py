"""决定之后: appeal, change of registered data, renewal, surrender, revocation. Each is a short matter of its own.

A follow-up is declared on the matter it follows; `Matter.life(purpose)` gives it as a matter, so that form, inbox,
clocks and journal are the same ones. Knows no case.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Any, ClassVar

from jichuang.base.errors import Problem
from jichuang.hall.declare.desks import Desk
from jichuang.hall.declare.form import Field, FieldType, Form, Material, Step
from jichuang.hall.declare.kit import declaration, demand
from jichuang.hall.declare.stages import Decision, Route


class Purpose(Enum):
    """办件的目的."""

    FIRST = "first"
    APPEAL = "appeal"
    CHANGE = "change"
    RENEWAL = "renewal"
    SURRENDER = "surrender"
    REVOCATION = "revocation"

    @property
    def title(self) -> str:
        """初次申办、申诉、变更、续期、注销、撤销."""
        return {
            "first": "初次申办", "appeal": "申诉", "change": "变更", "renewal": "续期", "surrender": "注销", "revocation": "撤销",
        }[self.value]  # fmt: skip

    @property
    def ex_officio(self) -> bool:
        """Whether an officer, not the party, begins it."""
        return self is Purpose.REVOCATION


def nothing_lacking(**_: Any) -> list[Problem]:
    """The default: a complete form may be submitted."""
    return []


def by_default(**_: Any) -> Any:
    """Stands for the kernel's own outcome: reopen the case (appeal), end the entry (surrender, revocation)."""
    raise RuntimeError("the kernel writes this outcome itself")


def statement(key: str, title: str, help: str) -> Form:
    """A form of one question and one optional paper."""
    asked = Field(key, title, FieldType.LONG_TEXT, help=help, minutes=10, max_length=2000)
    paper = Material(
        "evidence",
        "所依据的证据",
        required=False,
        blank_form="无固定格式",
        sample="证据清单样例（演示）",
    )
    return Form((Step("statement", title, (asked,)),), materials=(paper,))


@declaration
class FollowUp:
    """后续办理. Use one of the kinds below. `reasons` are the declared grounds, as (code, title); `lacking` as with a matter."""

    route: Route | None = None
    form: Form | None = None
    outcome: Callable[..., Any] = by_default
    title: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    lacking: Callable[..., list[Problem]] = nothing_lacking

    purpose: ClassVar[Purpose]

    def __post_init__(self) -> None:
        object.__setattr__(self, "reasons", tuple(self.reasons))

    @property
    def name(self) -> str:
        """更名, or 变更 where no title is given."""
        return self.title or self.purpose.title


@declaration
class Appeal(FollowUp):
    """申诉: within `within` working days of a negative end. Upheld, it opens the case again at `back_to`."""

    route: Route | None = Route(Decision(title="复核", by=Desk.PROVINCE, days=20, public_label="复核中"))
    form: Form | None = statement("ground", "申诉的事实和理由", "写明不同意哪一项结论、依据什么")
    within: int = 20
    back_to: str = ""

    purpose = Purpose.APPEAL


@declaration
class Change(FollowUp):
    """变更登记数据: own form and outcome."""

    purpose = Purpose.CHANGE

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(self.route and self.form, "变更", "须写明流程 route 和表单 form")
        demand(self.outcome is not by_default, "变更", "须写明变更的效果 outcome")


@declaration
class Renewal(FollowUp):
    """续期: from `opens` days before the end of validity; form, rules and outcome are those of the matter itself."""

    opens: int = 90

    purpose = Purpose.RENEWAL


@declaration
class Surrender(FollowUp):
    """注销: the holder gives the result back; the entry ends."""

    route: Route | None = Route(
        Decision(title="注销办理", by=Desk.PROVINCE, days=10, public_label="注销办理中")
    )
    form: Form | None = statement("ground", "注销原因", "写明不再持有的原因")

    purpose = Purpose.SURRENDER


@declaration
class Revocation(FollowUp):
    """撤销: begun by an officer on a declared ground, decided by another; the entry ends."""

    form: Form | None = statement("ground", "撤销的事实和依据", "写明事实、证据和适用条款")

    purpose = Purpose.REVOCATION

    def __post_init__(self) -> None:
        super().__post_init__()
        demand(self.route, "撤销", "须写明流程 route")
        demand(self.reasons, "撤销", "须写明撤销情形 reasons")
