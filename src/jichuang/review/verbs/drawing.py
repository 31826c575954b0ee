"""抽取、分配、递补: every draw keeps its seed, its candidates and its result, so that anybody can repeat it."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import transaction

from jichuang.base import clock, journal
from jichuang.base.errors import Invalid, Problem
from jichuang.hall.declare import Discipline
from jichuang.methods.drawing import ANY, Candidate, Drawn, draw
from jichuang.review import rules
from jichuang.review.models import Avoidance, Draw, Expert, Proposal, Review, Round, Seat
from jichuang.review.reads.avoiding import Hit, avoidances
from jichuang.review.reads.pool import Described, described, drawable
from jichuang.review.reads.rounds import scoring_of
from jichuang.review.terms import AvoidKind, DrawKind, Mode, RoundState, SeatState
from jichuang.review.verbs.guards import organised, round_ref, write

if TYPE_CHECKING:
    from jichuang.accounts.models import User

WHOLLY = {AvoidKind.SELF, AvoidKind.INTEGRITY}
"""Who applies himself in the group, or is barred, reviews nothing of it."""


@transaction.atomic
def draw_experts(*, round: Round, by: User, seed: str = "") -> Draw:
    """随机抽取: seats and reserves by quota. `seed` may be a word agreed in public; without one a random one is logged.

    In a panel whoever must avoid one proposal is left out; otherwise only who takes part himself or is barred. Raises Invalid
    saying which kind lacks how many and how many were kept away; nothing is written then.
    """
    round = organised(round, by, RoundState.PREPARING)
    seed = seed.strip() or secrets.token_hex(8)
    proposals = list(round.proposals.select_related("case__party"))
    pool = described(drawable(clock.today(), round.quota), clock.today())
    hits = avoidances([one.expert for one in pool], proposals, scoring_of(round), clock.today())
    away = {hit.expert.pk for hit in hits if round.mode == Mode.PANEL or hit.kind in WHOLLY}
    candidates = [_candidate(one) for one in pool if one.expert.pk not in away]
    reserves = {
        kind: seats * int(rules.value(rules.P.reserve_ratio, round.policy_on))
        for kind, seats in round.quota.items()
    }
    drawn = draw(candidates, round.quota, seed=seed, reserves=reserves, one_per_unit=round.one_per_unit)
    _refuse_lacking(drawn, pool, away)
    _keep(hits)
    row = _log(round, DrawKind.DRAW, by, seed, candidates, drawn, left_out=len(away), reserves=reserves)
    seats = _seats(round, drawn, pool)
    round.state = RoundState.DRAWN
    round.save(update_fields=["state"])
    if round.mode == Mode.PANEL:
        begin(round, [(proposal, seat, 0) for proposal in proposals for seat in seats])
    return row


def _candidate(one: Described) -> Candidate:
    return Candidate(one.expert.number, one.expert.kind, one.unit)


def _refuse_lacking(drawn: Drawn, pool: Sequence[Described], away: set[int]) -> None:
    have = Counter(one.expert.kind for one in pool)
    kept = Counter(one.expert.kind for one in pool if one.expert.pk in away)
    faults = []
    for kind, seats in drawn.lacking.items():
        title = Discipline(kind).title if kind else "专家"
        in_pool = have[kind] if kind else sum(have.values())
        avoiding = kept[kind] if kind else sum(kept.values())
        faults.append(
            Problem(
                "quota",
                f"{title}还缺{seats}人：在库{in_pool}人，其中{avoiding}人须回避，其余或为同单位",
                "请补充专家库、减少席位，或放宽同一单位只取一人",
            )
        )
    if faults:
        raise Invalid(faults)


def _log(
    round: Round,
    kind: DrawKind,
    by: User | None,
    seed: str,
    candidates: Iterable[Candidate],
    drawn: Drawn,
    **more: Any,
) -> Draw:
    """The row that lets anybody draw again, and the journal row."""
    row = Draw.objects.create(
        round=round,
        kind=kind,
        seed=seed,
        inputs={
            "candidates": sorted([one.key, one.kind, one.unit] for one in candidates),
            "quota": dict(round.quota),
            "one_per_unit": round.one_per_unit,
            **more,
        },
        result={
            "members": [one.key for one in drawn.members],
            "reserves": [one.key for one in drawn.reserves],
        },
        drawn_by=by,
        drawn_at=clock.now(),
    )
    journal.record(
        actor=by,
        verb=f"round.{kind.value}",
        subject=round_ref(round),
        summary=f"“{round.title}”{kind.label}{len(drawn.members)}人，候补{len(drawn.reserves)}人，种子{seed}",
        detail={"draw": row.pk, **row.result},
    )
    return row


def redraw(row: Draw) -> dict[str, list[str]]:
    """Draws again from what the row keeps: equal to its result unless somebody has changed it."""
    given = row.inputs
    drawn = draw(
        [Candidate(*one) for one in given["candidates"]],
        given["quota"],
        seed=row.seed,
        reserves=given["reserves"],
        one_per_unit=given["one_per_unit"],
    )
    return {"members": [one.key for one in drawn.members], "reserves": [one.key for one in drawn.reserves]}


def _keep(hits: Iterable[Hit]) -> None:
    now = clock.now()
    Avoidance.objects.bulk_create(
        [
            Avoidance(
                round_id=hit.proposal.round_id, expert=hit.expert, proposal=hit.proposal, kind=hit.kind,
                reason=hit.reason[:300], found_at=now,
            )
            for hit in hits
        ],
        ignore_conflicts=True,
    )  # fmt: skip


def _seats(round: Round, drawn: Drawn, pool: Sequence[Described]) -> list[Seat]:
    known = {one.expert.number: one for one in pool}
    order = 0
    seats = []
    for state, group in ((SeatState.INVITED, drawn.members), (SeatState.RESERVE, drawn.reserves)):
        for one in group:
            order += 1
            seats.append(
                Seat(
                    round=round, expert=known[one.key].expert, kind=one.kind if one.kind in round.quota else ANY,
                    unit=one.unit, state=state, order=order,
                    invited_at=clock.now() if state is SeatState.INVITED else None,
                )
            )  # fmt: skip
    Seat.objects.bulk_create(seats)
    sitting = [seat for seat in seats if seat.state == SeatState.INVITED]
    for seat in sitting:
        _invite(seat)
    return sitting


def _invite(seat: Seat) -> None:
    until = seat.round.closes_at.astimezone(clock.SHANGHAI)
    write(
        seat.expert,
        seat.round,
        "邀请",
        f"您被随机抽取参加一轮评审，评分截止{until:%Y年%m月%d日%H:%M}。请接受或谢绝。",
    )


def begin(round: Round, rows: Iterable[tuple[Proposal, Seat, int]]) -> None:
    """Opens the reviews (proposal, seat, fit) and lets the round run."""
    Review.objects.bulk_create(Review(proposal=proposal, seat=seat, fit=fit) for proposal, seat, fit in rows)
    round.state = RoundState.REVIEWING
    round.save(update_fields=["state"])


def replace(
    *, seat: Seat, proposals: Sequence[Proposal], by: User | None, kind: DrawKind, why: str
) -> Seat | None:
    """递补: the next reserve of the seat's kind who must avoid none of the proposals, else the next ticket of the same draw.

    Called by the verbs that leave a seat or a proposal empty, in their transaction. None when nobody is left: the round's page
    then says so. The new seat is invited and gets one review for each proposal.
    """
    round = seat.round
    next_one = _next_reserve(seat, proposals) or _next_ticket(seat, proposals)
    number = next_one.expert.number if next_one else ""
    Draw.objects.create(
        round=round, kind=kind, inputs={"for": seat.expert.number, "proposals": [one.code for one in proposals]},
        result={"members": [number] if number else []}, note=why[:500], drawn_by=by, drawn_at=clock.now(),
    )  # fmt: skip
    journal.record(
        actor=by,
        verb=f"round.{kind.value}",
        subject=round_ref(round),
        summary=f"“{round.title}”{kind.label}：{why}；{'由' + number + '接替' if number else '没有可递补的专家'}",
    )
    if next_one is None:
        return None
    next_one.state, next_one.invited_at, next_one.replaces = SeatState.INVITED, clock.now(), seat
    next_one.save()
    Review.objects.bulk_create(
        [Review(proposal=one, seat=next_one, extra=kind is DrawKind.EXTRA) for one in proposals],
        ignore_conflicts=True,
    )
    _invite(next_one)
    return next_one


def _may_take(experts: list[Expert], round: Round, proposals: Sequence[Proposal]) -> list[Expert]:
    """Those of the experts who must avoid none of the proposals now; what is found is kept."""
    listed = list(Proposal.objects.filter(pk__in=[one.pk for one in proposals]).select_related("case__party"))
    hits = avoidances(experts, listed, scoring_of(round), clock.today())
    _keep(hits)
    away = {hit.expert.pk for hit in hits}
    return [one for one in experts if one.pk not in away]


def _units(seat: Seat) -> set[str]:
    """Units that sit in the round without the seat to be replaced; empty where colleagues may meet."""
    if not seat.round.one_per_unit or seat.round.mode != Mode.PANEL:
        return set()
    rows = Seat.objects.filter(round=seat.round, state__in=[SeatState.INVITED, SeatState.ACCEPTED])
    return set(rows.exclude(pk=seat.pk).exclude(unit="").values_list("unit", flat=True))


def _next_reserve(seat: Seat, proposals: Sequence[Proposal]) -> Seat | None:
    rows = Seat.objects.select_for_update(of=("self",)).filter(
        round=seat.round, state=SeatState.RESERVE, kind=seat.kind
    )
    waiting = list(rows.select_related("expert", "round").order_by("order"))
    free = {one.pk for one in _may_take([one.expert for one in waiting], seat.round, proposals)}
    taken = _units(seat)
    return next((one for one in waiting if one.expert_id in free and one.unit not in taken), None)


def _next_ticket(seat: Seat, proposals: Sequence[Proposal]) -> Seat | None:
    """The lottery goes on with the seed of the draw among everybody who has no seat yet."""
    round, on = seat.round, clock.today()
    first = round.draws.filter(kind=DrawKind.DRAW).order_by("id").first()
    gone = set(Seat.objects.filter(round=round).values_list("expert_id", flat=True))
    pool = [one for one in described(drawable(on, [seat.kind]), on) if one.expert.pk not in gone]
    free = {one.pk for one in _may_take([one.expert for one in pool], round, proposals)}
    taken = _units(seat)
    candidates = [_candidate(one) for one in pool if one.expert.pk in free and one.unit not in taken]
    drawn = draw(candidates, {seat.kind: 1}, seed=first.seed if first else round.number)
    if not drawn.members:
        return None
    found = next(one for one in pool if one.expert.number == drawn.members[0].key)
    last = Seat.objects.filter(round=round).order_by("-order").first()
    return Seat(
        round=round, expert=found.expert, kind=seat.kind, unit=found.unit, order=last.order + 1 if last else 1
    )
