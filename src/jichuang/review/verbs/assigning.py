"""网评分配: many proposals to the drawn experts as one optimum, with its report; what cannot be filled is said."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid
from jichuang.base.errors import Problem as Fault
from jichuang.hall.declare import Composition, Discipline
from jichuang.methods.assignment import Assignment, Expert, Lack, Problem, Proposal, assign
from jichuang.review.models import Avoidance, Draw, Round, Seat
from jichuang.review.models import Proposal as ProposalRow
from jichuang.review.reads.fitting import fits
from jichuang.review.reads.pool import described
from jichuang.review.reads.rounds import loads, scoring_of, stage_of
from jichuang.review.terms import SITTING, DrawKind, RoundState
from jichuang.review.verbs.drawing import begin
from jichuang.review.verbs.guards import organised, round_ref

if TYPE_CHECKING:
    from jichuang.accounts.models import User

OBJECTIVE = "依次：空缺最少；总匹配度最高；各专家的工作量最均衡"


def least_of_each(composition: Composition, reviews: int) -> dict[str, int]:
    """How many of each kind a group of `reviews` needs at least: counts, and shares rounded up."""
    found = {kind.value: least for kind, least in composition.counts}
    for kind, share in composition.shares:
        needed = (
            -(-share.numerator * reviews // share.denominator) if isinstance(share, Fraction) else reviews
        )
        found[kind.value] = max(found.get(kind.value, 0), needed)
    return found


@transaction.atomic
def assign_reviews(*, round: Round, by: User, fairest: bool = False) -> Draw:
    """分配: by fit, caps, avoidance and composition. Raises Invalid naming each proposal that lacks whom; nothing is written.

    `fairest` lifts the worst-served proposal first.
    """
    round = organised(round, by, RoundState.DRAWN)
    proposals = list(round.proposals.select_related("case__party").order_by("position"))
    seats = list(round.seats.filter(state__in=SITTING).select_related("expert").order_by("order"))
    given = _problem(round, proposals, seats)
    found = assign(given, fairest=fairest)
    if not found.complete:
        raise Invalid(_lacking(proposals[lack.proposal], lack) for lack in found.lacking)
    row = _log(round, by, given, found, proposals, seats, fairest)
    begin(round, [(proposals[p], seats[e], int(given.fit[p, e])) for p, e in found.pairs])
    return row


def _problem(round: Round, proposals: Sequence[ProposalRow], seats: Sequence[Seat]) -> Problem:
    people = described([seat.expert for seat in seats], clock.today())
    busy = loads([seat.expert for seat in seats])
    quota = least_of_each(stage_of(round).experts, round.reviews)
    rows = {one.pk: at for at, one in enumerate(proposals)}
    columns = {seat.expert_id: at for at, seat in enumerate(seats)}
    pairs = Avoidance.objects.filter(round=round, expert__in=columns).values_list("proposal_id", "expert_id")
    return Problem(
        [Proposal(round.reviews, quota)] * len(proposals),
        [Expert(round.cap, seat.expert.kind, seat.unit, busy.get(seat.expert_id, 0)) for seat in seats],
        fits(proposals, people, scoring_of(round)),
        [(rows[p], columns[e]) for p, e in pairs],
        one_per_unit=round.one_per_unit,
    )


def _lacking(proposal: ProposalRow, lack: Lack) -> Fault:
    title = Discipline(lack.kind).title if lack.kind else "专家"
    reasons = [
        words
        for number, words in (
            (lack.avoiding, f"{lack.avoiding}人须回避"),
            (lack.full, f"{lack.full}人已满额"),
            (lack.colleagues, f"{lack.colleagues}人与已分配专家同单位"),
        )
        if number
    ]
    return Fault(
        "proposals",
        f"项目{proposal.code}还缺{title}{lack.seats}人：未分到的{lack.experts}人中{'、'.join(reasons) or '都已另有安排'}",
        "请提高每人上限、增加席位，或减少每项评审人数",
    )


def _log(
    round: Round,
    by: User,
    given: Problem,
    found: Assignment,
    proposals: Sequence[ProposalRow],
    seats: Sequence[Seat],
    fairest: bool,
) -> Draw:
    told = found.report
    inputs = {
        "proposals": [one.code for one in proposals],
        "experts": [seat.expert.number for seat in seats],
        "fit": given.fit.tolist(),
        "allowed": given.allowed.astype(int).tolist(),
        "caps": [one.cap for one in given.experts],
    }
    digest = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
    row = Draw.objects.create(
        round=round, kind=DrawKind.ASSIGN, drawn_by=by, drawn_at=clock.now(),
        inputs={"digest": digest, "objective": OBJECTIVE, "fairest": fairest, "reviews": round.reviews, "cap": round.cap},
        result={
            "pairs": [[proposals[p].code, seats[e].expert.number] for p, e in found.pairs],
            "mean": told.mean, "worst": told.worst, "worst_proposal": proposals[told.worst_proposal].code,
            "ceiling": told.ceiling, "loads": {str(load): count for load, count in told.loads.items()},
            "spread": told.spread, "gap": found.gap,
        },
    )  # fmt: skip
    journal.record(
        actor=by,
        verb="round.assign",
        subject=round_ref(round),
        summary=f"“{round.title}”分配{len(found.pairs)}份评审，平均匹配{told.mean / 10:.1f}%，最低一项{told.worst / 10:.1f}%",
        detail={"draw": row.pk, "digest": digest},
    )
    return row
