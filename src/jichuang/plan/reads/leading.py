"""我分管的: the promises a leader is in charge of, the worst first, and the slips about them that are still open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from jichuang.plan.models import Charge, Letter, Plan
from jichuang.plan.reads.charges import charges
from jichuang.plan.reads.judging import Judged, judged
from jichuang.plan.reads.letters import letters, state_words
from jichuang.plan.terms import FINISHED, LIVE, ChargeState, LetterKind

ORDER = {"red": 0, "amber": 1, "grey": 2, "green": 3, "none": 4}


@dataclass(frozen=True)
class Led:
    """One promise on its leader's page. `slip` is the latest open slip about it."""

    charge: Charge
    light: Judged
    slip: Letter | None

    @property
    def pressing(self) -> bool:
        """Whether it asks for his attention: red, behind, or under a slip."""
        return self.light.colour == "red" or self.charge.state == ChargeState.BEHIND or self.slip is not None

    @property
    def urgeable(self) -> bool:
        """Whether a slip may be issued: somebody has signed for it and it is not finished."""
        return self.charge.state in LIVE


@dataclass(frozen=True)
class Leading:
    """Everything a leader is in charge of: `pressing` worst first, `total` and `finished` of all, open slips."""

    pressing: list[Led]
    total: int
    finished: int
    slips: list[tuple[Letter, tuple[str, str]]]


def led_by(plan: Plan, leaders: Iterable[int]) -> QuerySet[Charge]:
    """Promises whose leader in charge is one of the accounts. One query."""
    return charges(plan).filter(owner__in_charge__in=list(leaders))


def leading(plan: Plan, leaders: Iterable[int], day: date) -> Leading:
    """What the leaders are in charge of on a day. A constant number of queries."""
    mine = list(led_by(plan, leaders))
    lights = judged(plan, day, mine) if mine else {}
    codes = {one.code for one in mine}
    open_slips = letters(plan).filter(kind=LetterKind.SLIP, closed_on=None)
    slips = [one for one in open_slips if codes & {line["code"] for line in one.lines}]
    newest: dict[str, Letter] = {}
    for slip in reversed(slips):
        newest |= {line["code"]: slip for line in slip.lines}
    rows = [Led(one, lights[one.code], newest.get(one.code)) for one in mine if one.state not in FINISHED]
    rows.sort(key=lambda one: (ORDER[one.light.colour], one.charge.deadline, one.charge.pk))
    return Leading(
        [one for one in rows if one.pressing],
        len(mine),
        len(mine) - len(rows),
        [(one, state_words(one, day)) for one in slips],
    )
