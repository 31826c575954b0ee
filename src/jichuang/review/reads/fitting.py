"""匹配度: how well an expert fits a proposal, in thousandths. A stated rule, the same for everybody, shown in the report.

200 for any expert; a shared discipline (GB/T 13745) gives 600, 800 or 1,000 by how many of its three levels agree; a shared
industry (GB/T 4754) gives 500 for the division, 700 for the class; each field of the expert that stands in the proposal's text adds 100, at
most 300. Discipline and industry do not add up: the better one counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from jichuang.hall.declare import Scoring
from jichuang.review.models import Proposal
from jichuang.review.reads.pool import Described

BASE, MOST, WORD, MOST_WORDS = 200, 1000, 100, 300
LEVELS = ((7, 1000), (5, 800), (3, 600))
INDUSTRY = ((5, 700), (3, 500))


def fits(
    proposals: Sequence[Proposal], experts: Sequence[Described], scoring: Scoring | None
) -> list[list[int]]:
    """One row for each proposal, one column for each expert."""
    return [
        [fit(*subject, one) for one in experts] for subject in (_subject(one, scoring) for one in proposals)
    ]


def fit(discipline: str, industry: str, text: str, one: Described) -> int:
    """The rule above, for one pair."""
    if one.profile is None:
        return BASE
    near = max([BASE, *(_agreeing(discipline, code, LEVELS) for code in one.profile.disciplines)])
    near = max(near, _agreeing(industry, one.profile.industry, INDUSTRY))
    words = sum(WORD for word in one.profile.fields if word and word in text)
    return min(MOST, near + min(MOST_WORDS, words))


def _agreeing(mine: str, other: str, levels: Sequence[tuple[int, int]]) -> int:
    return next(
        (points for length, points in levels if len(mine) >= length and mine[:length] == other[:length]), 0
    )


def _subject(proposal: Proposal, scoring: Scoring | None) -> tuple[str, str, str]:
    answers = proposal.case.answers
    discipline = str(answers.get(scoring.topic) or "").replace(".", "") if scoring and scoring.topic else ""
    text = " ".join(str(value) for value in answers.values() if isinstance(value, str))
    return discipline, proposal.case.party.industry_code, text
