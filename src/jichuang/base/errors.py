"""What a verb may raise towards a page: a refusal or a list of faults. Knows no status code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault a person can mend: where it is, what is wrong, what would be right."""

    field: str
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        return f"{self.message.rstrip('。')}。{self.remedy}" if self.remedy else self.message


class Refused(Exception):
    """权限或状态不允许。`reason` is a whole Chinese sentence, `clause` the basis, `remedy` the next step.

    `conflict=True` marks a refusal by state (pages answer 409) against one by permission (403).
    """

    def __init__(
        self, reason: str, *, clause: str = "", remedy: str = "", field: str = "", conflict: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.clause = clause
        self.remedy = remedy
        self.field = field
        self.conflict = conflict

    def __str__(self) -> str:
        return " ".join(part for part in (self.reason, self.clause, self.remedy) if part)


class Invalid(Exception):
    """填报内容有误。Carries every problem at once, never only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: list[Problem] = list(problems)
        super().__init__("；".join(str(problem) for problem in self.problems))

    @classmethod
    def one(cls, field: str, message: str, remedy: str = "") -> Invalid:
        """The common case of a single fault."""
        return cls([Problem(field, message, remedy)])

    def by_field(self) -> dict[str, list[Problem]]:
        """Problems grouped by field, in the order they were found."""
        grouped: dict[str, list[Problem]] = {}
        for problem in self.problems:
            grouped.setdefault(problem.field, []).append(problem)
        return grouped
