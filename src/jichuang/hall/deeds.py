"""批量办理: one list of decisions, each carried out on its own. A failing one is rolled back and reported, the rest go on.

Knows no page and no workbook; `sheets` reads one into decisions.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case
from jichuang.hall.reads.library import material_doubts
from jichuang.hall.terms import TALK

if TYPE_CHECKING:
    from jichuang.accounts.models import User

logger = logging.getLogger(__name__)
PASS, RETURN, DECLINE = "通过", "退回补正", "不符合"


@dataclass(frozen=True, slots=True)
class Deed:
    """What is to be done with one case. `items` are (kind, key) to supplement, `reasons` codes; `revision` as it was seen.

    `green_only` passes it only when every check of the machine is green and every material is answered for by an authority.
    """

    number: str
    what: str
    revision: int
    note: str = ""
    items: tuple[tuple[str, str], ...] = ()
    reasons: tuple[str, ...] = ()
    green_only: bool = False


@dataclass(slots=True)
class Told:
    """One line of the report. `done`: carried out now; `already`: somebody (or an earlier try) had done it before."""

    number: str
    party: str
    state: str
    words: str


@dataclass(slots=True)
class Report:
    """What became of every decision, in order."""

    lines: list[Told] = field(default_factory=list)

    @property
    def done(self) -> int:
        """How many were carried out."""
        return sum(line.state == "ok" for line in self.lines)

    def plain(self) -> list[list[str]]:
        """As kept between two pages."""
        return [[line.number, line.party, line.state, line.words] for line in self.lines]


def carry_out(deeds: Iterable[Deed], by: User) -> Report:
    """Every decision in its own transaction."""
    return Report([_one(deed, by) for deed in deeds])


def _one(deed: Deed, by: User) -> Told:
    case = reads.find_case(deed.number)
    party = case.party.name if case is not None else ""
    try:
        case = reads.case_for(by, deed.number)
        if doubts := _doubts(case) if deed.green_only else "":
            return Told(deed.number, party, "warn", f"核验不是全绿（{doubts}），请逐件办理")
        if by_me(case, by) and case.revision != deed.revision:
            return Told(deed.number, party, "none", "此前已由您办过，没有重复办理")
        with transaction.atomic():
            _do(deed, case, by)
    except Invalid as invalid:
        return Told(deed.number, party, "bad", "；".join(map(str, invalid.problems)))
    except Refused as refused:
        return Told(deed.number, party, "bad", f"{refused.reason}{refused.remedy}")
    except Exception:  # one broken case must not stop the others; the fault is in the log
        logger.exception("bulk deed failed for %s", deed.number)
        return Told(deed.number, party, "bad", "系统没有办成，这一件没有任何改动；请逐件办理或联系管理员")
    return Told(
        deed.number, party, "ok", f"{deed.what}，现在：{reads.place_of(Case.objects.get(pk=case.pk)).label}"
    )


def _do(deed: Deed, case: Case, by: User) -> None:
    if deed.what == PASS:
        verbs.accept_complete(case=case, by=by, revision=deed.revision, note=deed.note)
    elif deed.what == RETURN:
        items = [(kind, key, deed.note) for kind, key in deed.items]
        verbs.return_for_supplement(case=case, by=by, items=items, note=deed.note, revision=deed.revision)
    else:
        verbs.mark_not_met(
            case=case, by=by, reason_codes=deed.reasons, note=deed.note, revision=deed.revision
        )


def _doubts(case: Case) -> str:
    found = [one for one in reads.autochecks(case) if one.state != "ok"]
    found += [one for one in reads.surroundings(case, clock.today()) if one.state in {"warn", "bad"}]
    said = [one.words or one.title for one in found]
    return "；".join([*said, *map(str, material_doubts([case.number]).get(case.number, []))])


def by_me(case: Case, by: User) -> bool:
    """Whether the last step of the case was this person's own."""
    last = case.events.exclude(kind__in=TALK).order_by("-id").first()
    return last is not None and last.actor_id == by.pk
