"""意见: what a desk hands in when it has done its part of a stage, and what a stage may ask of it.

Pure: knows no case, no file store and no person's account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from jichuang import policy
from jichuang.base.errors import Problem
from jichuang.hall.declare.kit import declaration, demand


class Discipline(Enum):
    """专家类别."""

    TECHNICAL = "technical"
    FINANCE = "finance"
    MANAGEMENT = "management"
    INVESTMENT = "investment"

    @property
    def title(self) -> str:
        """技术专家、财务专家……"""
        return {
            "technical": "技术专家", "finance": "财务专家", "management": "管理专家", "investment": "投资专家",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Member:
    """参加人: an expert of a panel, a visitor, one who was at the meeting."""

    name: str
    discipline: Discipline | None = None
    unit: str = ""
    score: Decimal | None = None

    def as_dict(self) -> dict[str, str]:
        """As it is kept with the record."""
        kind = self.discipline.value if self.discipline else ""
        score = "" if self.score is None else str(self.score)
        return {"name": self.name, "discipline": kind, "unit": self.unit, "score": score}


@dataclass(frozen=True, slots=True)
class Opinion:
    """One desk's opinion. `number` is a 文号 or certificate number; `until` ends a period, inclusive; `reasons` are codes."""

    agreed: bool = True
    note: str = ""
    held_on: date | None = None
    until: date | None = None
    number: str = ""
    members: Sequence[Member] = ()
    score: Decimal | None = None
    reasons: Sequence[str] = ()

    @property
    def total(self) -> Decimal | None:
        """The stated score, else the plain mean of the members' scores to two decimals; None without any."""
        given = [member.score for member in self.members if member.score is not None]
        if self.score is not None or not given:
            return self.score
        return (sum(given, Decimal(0)) / len(given)).quantize(Decimal("0.01"))

    def holds(self, key: str) -> bool:
        """Whether the part called `key` has been given."""
        return bool(self.total is not None if key == "score" else getattr(self, key))


@declaration
class Asked:
    """要件: one part of an opinion, by the name it has on the page. `document` is an attached file."""

    key: str
    title: str
    required: bool = True


@declaration
class Composition:
    """专家组构成: at least so many, at least these shares, at least these numbers of a discipline."""

    at_least: int = 5
    shares: tuple[tuple[Discipline, Fraction], ...] = ()
    counts: tuple[tuple[Discipline, int], ...] = ()
    odd: bool = False

    def problems(self, members: Sequence[Member]) -> list[Problem]:
        """Every demand that the group does not meet, with its numbers; empty when it may sit."""
        found: list[Problem] = []
        size = len(members)
        if size < self.at_least:
            found.append(Problem("members", f"专家{size}人", f"不少于{self.at_least}人"))
        if self.odd and size % 2 == 0:
            found.append(Problem("members", f"专家{size}人", "应为单数"))
        if len({member.name.strip() for member in members}) < size:
            found.append(Problem("members", "同一专家列了两次", "每人只列一次"))
        for discipline, share in self.shares:
            have = sum(member.discipline is discipline for member in members)
            if have * share.denominator < size * share.numerator:
                bar = f"{float(share):.0%}".rstrip("%")
                found.append(
                    Problem("members", f"{discipline.title}{have}人，共{size}人", f"占比不低于{bar}%")
                )
        for discipline, least in self.counts:
            have = sum(member.discipline is discipline for member in members)
            if have < least:
                found.append(Problem("members", f"{discipline.title}{have}人", f"不少于{least}人"))
        return found

    @property
    def words(self) -> str:
        """不少于5人，技术专家不低于60%，财务专家不少于1人."""
        parts = [f"不少于{self.at_least}人"]
        parts += [f"{kind.title}不低于{float(share):.0%}" for kind, share in self.shares]
        parts += [f"{kind.title}不少于{least}人" for kind, least in self.counts]
        return "，".join(parts)


@declaration
class Mark:
    """合格线: a score at or above it passes. Stated here, or read from the law of the case's day (policy id, parameter)."""

    at_least: Decimal | int | None = None
    policy: str = ""
    parameter: str = ""

    def __post_init__(self) -> None:
        stated, named = self.at_least is not None, bool(self.policy and self.parameter)
        demand(stated != named, "合格线", "写明 at_least，或写明 policy 与 parameter，二者择一")

    def on(self, day: date) -> Decimal:
        """The mark of a day. Raises LookupError when the law of that day has none."""
        if self.at_least is not None:
            return Decimal(self.at_least)
        for one in policy.parameters(self.policy, on=day):
            if one.key == self.parameter:
                return Decimal(str(one.value))
        raise LookupError(f"规则“{self.policy}”在{day}没有参数“{self.parameter}”")
