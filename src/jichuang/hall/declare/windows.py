"""名额与次数: how often a party or a person may file. Knows no case, no window and no count."""

from __future__ import annotations

from enum import StrEnum

from jichuang.hall.declare.kit import declaration, demand


class Per(StrEnum):
    """Whom a limit counts."""

    PARTY = "party"
    PERSON = "person"

    @property
    def words(self) -> str:
        """As a refusal writes it."""
        return {"party": "每个单位", "person": "每名经办人"}[self.value]


class Within(StrEnum):
    """In what stretch of time a limit counts."""

    YEAR = "year"
    WINDOW = "window"

    @property
    def words(self) -> str:
        """As a refusal writes it."""
        return {"year": "每年", "window": "每批"}[self.value]


@declaration
class Allowance:
    """限报: at most `count` submissions for each party or person, in a calendar year or in one window.

    What was withdrawn or discarded does not count; what was refused does.
    """

    count: int
    per: Per = Per.PARTY
    within: Within = Within.YEAR

    def __post_init__(self) -> None:
        demand(self.count >= 1, "限报", "件数至少为1")

    def __str__(self) -> str:
        return f"{self.per.words}{self.within.words}限报{self.count}件"
