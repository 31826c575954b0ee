"""申报方: who stands behind a proposal, as far as the system knows: the party with its names, its people, those to be kept away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from jichuang.hall.declare import Scoring
from jichuang.registry.models import Delegation, PartyName
from jichuang.review.models import Proposal

_BETWEEN = re.compile(r"[、，,；;\s/]+")


@dataclass(frozen=True, slots=True)
class Applicant:
    """One proposal's applicant. `people` by name; `accounts` are users who filled in or act for the party."""

    proposal: Proposal
    code: str
    names: frozenset[str]
    people: frozenset[str]
    accounts: frozenset[int]
    shunned: frozenset[str]


def named(text: object) -> frozenset[str]:
    """The names in an answer: 张三、李四; 王五."""
    return frozenset(word for word in _BETWEEN.split(str(text or "")) if len(word) > 1)


def applicants(proposals: Iterable[Proposal], scoring: Scoring | None) -> list[Applicant]:
    """The applicants of the proposals (with `case.party` loaded), in order; two queries."""
    listed = list(proposals)
    parties = [one.case.party_id for one in listed]
    names: dict[int, set[str]] = {}
    for row in PartyName.objects.filter(party__in=parties):
        names.setdefault(row.party_id, set()).add(row.name)
    accounts: dict[int, set[int]] = {}
    for acting in Delegation.objects.filter(party__in=parties, state="authorised"):
        accounts.setdefault(acting.party_id, set()).add(acting.user_id)
    return [_applicant(one, scoring, names, accounts) for one in listed]


def _applicant(
    proposal: Proposal, scoring: Scoring | None, names: dict[int, set[str]], accounts: dict[int, set[int]]
) -> Applicant:
    case, party = proposal.case, proposal.case.party
    answers = case.answers
    people = {party.legal_person} if party.legal_person else set()
    for key in scoring.people if scoring else ():
        people |= named(answers.get(key))
    filled = {key for key in (case.applicant_id, case.saved_by_id) if key}
    return Applicant(
        proposal,
        party.credit_code or "",
        frozenset({party.name} | names.get(party.pk, set())),
        frozenset(people),
        frozenset(filled | accounts.get(party.pk, set())),
        named(answers.get(scoring.shuns)) if scoring and scoring.shuns else frozenset(),
    )
