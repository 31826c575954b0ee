"""预测结果: the expected value at the deadline, its range, and how likely a target is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from statistics import NormalDist

Z80 = NormalDist().inv_cdf(0.9)


@dataclass(frozen=True)
class Forecast:
    """Expected value at the deadline (`point`) with its 80 % range, in the unit of the values.

    `error`: root mean square error of the method over `tested` weeks ahead in the back-test; `tests` how many runs.
    `spread` the standard deviation at the deadline. Without `enough_history` the range is a rough one and no
    probability is said.
    """

    point: float
    low: float
    high: float
    method: str
    words: str
    enough_history: bool
    deadline: date
    error: float = 0.0
    spread: float = 0.0
    tests: int = 0
    tested: int = 0

    def probability(self, target: float | Fraction, *, at_most: bool = False) -> float | None:
        """Probability (0 to 1) of standing at or above `target` at the deadline, at or below with `at_most`.

        None when the history is too short for one. At the deadline it is 0 or 1.
        """
        goal = float(target)
        if self.method == "actual" or (self.enough_history and self.spread == 0):
            reached = self.point <= goal if at_most else self.point >= goal
            return 1.0 if reached else 0.0
        if not self.enough_history:
            return None
        below = NormalDist(self.point, self.spread).cdf(goal)
        return below if at_most else 1 - below
