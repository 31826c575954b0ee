"""Scores of a rule: bands of a number or a share, the best of several tables, a total, and items a person judges.

A score is a range of whole points: with a fact missing it spans the table, with all facts it is one number, and where only experts
can say it spans what the law leaves them. A condition on a score passes when the whole range reaches the mark, fails when none of it
does, and is unknown otherwise.
"""

from __future__ import annotations

from jichuang.policy.scores.bands import Band, Bands, Letter, bands, letter
from jichuang.policy.scores.experts import ByCase, Judged, by_case, judged
from jichuang.policy.scores.joined import BestOf, Reaches, Total, best_of, scores_at_least, total
from jichuang.policy.scores.score import Score, least_points, most_points

__all__ = [
    "Band",
    "Bands",
    "BestOf",
    "ByCase",
    "Judged",
    "Letter",
    "Reaches",
    "Score",
    "Total",
    "bands",
    "best_of",
    "by_case",
    "judged",
    "least_points",
    "letter",
    "most_points",
    "scores_at_least",
    "total",
]
