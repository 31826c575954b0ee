"""Words of periodic returns: the seven states of an owed return and what each allows. Pure."""

from __future__ import annotations

from django.db.models import TextChoices


class State(TextChoices):
    """一份应报表的状态. Every owed return has exactly one."""

    OWED = "owed", "未报"
    DRAFT = "draft", "填报中"
    HANDED_IN = "handed_in", "已报送"
    RETURNED = "returned", "退回修改"
    ACCEPTED = "accepted", "已审核"
    LATE = "late", "逾期未报"
    EXCUSED = "excused", "免报"

    @property
    def is_open(self) -> bool:
        """True while the reporting unit still owes something: it may fill in, and it may be urged."""
        return self in OPEN

    @property
    def chip(self) -> str:
        """Shape and colour of the state."""
        return {
            State.OWED: "none",
            State.DRAFT: "info",
            State.HANDED_IN: "info",
            State.RETURNED: "warn",
            State.ACCEPTED: "ok",
            State.LATE: "bad",
            State.EXCUSED: "none",
        }[self]


OPEN = (State.OWED, State.DRAFT, State.RETURNED, State.LATE)
FILED = (State.HANDED_IN, State.ACCEPTED)
