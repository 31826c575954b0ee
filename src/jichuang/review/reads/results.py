"""评审结果: means, z-scores, outliers and the ranking line of a round, always worked out from the reviews.

Asked only once scores may be seen; whom it may be told is decided by permissions.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jichuang.methods.scoring import Ranked, Standing, outliers, ranking, standardised, trimmed_mean
from jichuang.review import rules
from jichuang.review.models import Proposal, Review, Round
from jichuang.review.terms import DROPPED, ReviewState

STANDINGS = {Standing.ABOVE: "线上", Standing.TIED: "并列待定", Standing.BELOW: "线下"}


@dataclass(slots=True)
class Result:
    """One proposal: its reviews, mean, standardised score, outliers, place. `score` None = nobody has reviewed it yet."""

    proposal: Proposal
    reviews: list[Review] = field(default_factory=list)
    score: Decimal | None = None
    mean: Decimal | None = None
    z: Decimal | None = None
    outlying: dict[int, Decimal] = field(default_factory=dict)
    ranked: Ranked[int] | None = None

    @property
    def spread(self) -> Decimal | None:
        """极差: highest less lowest."""
        totals = [one.total for one in self.reviews if one.total is not None]
        return max(totals) - min(totals) if totals else None

    @property
    def marks(self) -> list[tuple[Decimal, bool]]:
        """(total, outlying) of every review, for the strip."""
        return [(one.total, one.pk in self.outlying) for one in self.reviews if one.total is not None]

    @property
    def standing(self) -> str:
        """`above`, `tied` or `below`; a tie that people have decided counts as decided. Empty without a place."""
        if self.ranked is None:
            return ""
        if self.ranked.standing is Standing.TIED and self.proposal.decided:
            return self.proposal.decided
        return self.ranked.standing.value

    @property
    def standing_words(self) -> str:
        """线上、线下、并列待定."""
        return STANDINGS[Standing(self.standing)] if self.standing else "未评"


def trim_from(on: date) -> int:
    """From how many scores on one highest and one lowest are left out."""
    return int(rules.value(rules.P.trim_from, on))


def results(round: Round) -> list[Result]:
    """Every proposal's result, best first, those without reviews last. Two queries."""
    found = {
        one.pk: Result(one)
        for one in round.proposals.exclude(decided=DROPPED).select_related("case__party").order_by("position")
    }
    by_expert: dict[str, dict[int, Decimal]] = defaultdict(dict)
    rows = Review.objects.filter(proposal__in=found, state=ReviewState.SUBMITTED)
    for row in rows.select_related("seat__expert").order_by("seat__order", "id"):
        if row.total is not None:
            found[row.proposal_id].reviews.append(row)
            by_expert[str(row.seat_id)][row.proposal_id] = row.total
    relative = standardised(by_expert)
    bar = Decimal(rules.value(rules.P.outlier_bar, round.policy_on))
    for key, one in found.items():
        totals = [row.total for row in one.reviews if row.total is not None]
        one.score = trimmed_mean(totals, trim_from=trim_from(round.policy_on))
        one.mean = trimmed_mean(totals, trim_from=10_000)
        one.z = relative.get(key)
        one.outlying = outliers({row.pk: row.total for row in one.reviews if row.total is not None}, bar=bar)
    places = ranking({key: one.score for key, one in found.items() if one.score is not None}, line=round.line)
    for place in places:
        found[place.key].ranked = place
    ranked = [found[place.key] for place in places]
    return ranked + [one for one in found.values() if one.ranked is None]
