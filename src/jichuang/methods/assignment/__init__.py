"""专家分配: many proposals to many experts as one optimum, with the objective stated and a report on fairness.

Knows no person, no case and no pool: proposals and experts are positions, conflicts are pairs of positions.
"""

from jichuang.methods.assignment.problem import MOST_FIT, Expert, Impossible, Problem, Proposal
from jichuang.methods.assignment.report import Assignment, Lack, Report
from jichuang.methods.assignment.solving import assign

__all__ = [
    "MOST_FIT",
    "Assignment",
    "Expert",
    "Impossible",
    "Lack",
    "Problem",
    "Proposal",
    "Report",
    "assign",
]
