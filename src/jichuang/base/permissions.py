"""A permission answer always carries its reason. Knows no role and no appointment: the registry decides."""

from __future__ import annotations

from dataclasses import dataclass

from jichuang.base.errors import Refused


@dataclass(frozen=True, slots=True)
class Decision:
    """允许或不允许，并说明理由。Truthy when allowed."""

    allowed: bool
    reason: str
    remedy: str = ""

    def __bool__(self) -> bool:
        return self.allowed

    @classmethod
    def yes(cls, reason: str) -> Decision:
        """Allowed, because of `reason`."""
        return cls(True, reason)

    @classmethod
    def no(cls, reason: str, remedy: str = "") -> Decision:
        """Not allowed, because of `reason`; `remedy` says what the person can do next."""
        return cls(False, reason, remedy)


DENIED = Decision(False, "没有规则允许这一操作，系统默认不允许。")


def require(decision: Decision) -> None:
    """Raises Refused with the decision's reason unless it allows."""
    if not decision.allowed:
        raise Refused(decision.reason, remedy=decision.remedy)
