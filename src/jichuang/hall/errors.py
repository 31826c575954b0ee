"""Refusals of the hall that carry more than a sentence. Knows no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jichuang.base.errors import Refused


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer saved meanwhile and the one this page wanted to save, both as a person reads them."""

    key: str
    title: str
    saved: str
    yours: str


class DraftChanged(Refused):
    """另一页面或同事已先保存. Carries both sides of every answer, so that nothing typed is lost; `revision` is the newest."""

    def __init__(self, reason: str, *, differences: Sequence[Difference], revision: int) -> None:
        super().__init__(
            reason, remedy="请对照下列各项，选定后再次保存；您刚才填写的内容仍在本页。", conflict=True
        )
        self.differences = list(differences)
        self.revision = revision


class NotPassed(Refused):
    """按规则判断不通过，不能提交. `findings` is the judgement in stored form (see `judging.stored`)."""

    def __init__(self, reason: str, *, remedy: str, clause: str, findings: dict[str, object]) -> None:
        super().__init__(reason, remedy=remedy, clause=clause, conflict=True)
        self.findings = findings
