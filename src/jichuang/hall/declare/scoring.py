"""评分表: what experts score, on what scale, with what weight and guidance, and what they must give reasons for.

Declared by a matter on its Panel stage. Pure: knows no expert and no case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from jichuang.base.errors import Problem
from jichuang.hall.declare.kit import declaration, demand, demand_key, demand_unique
from jichuang.methods.scoring import weighted


@declaration
class Criterion:
    """评分项: a scale from `lowest` to `highest` in steps, its weight in the total, and how to judge it."""

    key: str
    title: str
    weight: Decimal | int
    guidance: str
    lowest: Decimal | int = 0
    highest: Decimal | int = 100
    step: Decimal | int = 1

    def __post_init__(self) -> None:
        who = f"评分项 {self.key}"
        demand_key(self.key, who)
        demand(self.title and self.guidance, who, "缺少标题或评分说明 guidance")
        demand(self.weight > 0, who, "权重应大于零")
        demand(self.lowest < self.highest and self.step > 0, who, "分值应由低到高，步长大于零")

    def problem(self, score: Decimal) -> Problem | None:
        """What is wrong with a score: outside the scale or between two steps."""
        if not self.lowest <= score <= self.highest:
            return Problem(self.key, f"“{self.title}”{score:f}分", f"应在{self.lowest}至{self.highest}之间")
        if (score - self.lowest) % self.step:
            return Problem(self.key, f"“{self.title}”{score:f}分", f"应按{self.step}分一档给分")
        return None

    def share(self, score: Decimal) -> Fraction:
        """Where on the scale the score lies, 0 to 100, exact."""
        return Fraction(score - self.lowest) * 100 / Fraction(self.highest - self.lowest)


@declaration
class Scoring:
    """评分办法. A score at or below `low` or at or above `high` per cent of its scale needs a reason of `reason` characters,
    the whole an opinion of `opinion` characters.

    `blind`: applicant and the `hides` fields are not shown to experts. `people` are fields naming who takes part, `shuns` the
    field in which the applicant names experts to keep away, `topic` the one with the discipline code (GB/T 13745).
    """

    criteria: tuple[Criterion, ...]
    blind: bool = True
    hides: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    shuns: str = ""
    topic: str = ""
    low: int = 60
    high: int = 95
    reason: int = 10
    opinion: int = 50

    def __post_init__(self) -> None:
        demand(self.criteria, "评分办法", "没有任何评分项")
        demand_unique([one.key for one in self.criteria], "评分办法", "评分项")

    @property
    def fields(self) -> tuple[str, ...]:
        """Form fields that the declaration refers to; a matter checks that it has them."""
        return tuple(filter(None, (*self.hides, *self.people, self.shuns, self.topic)))

    @property
    def weights(self) -> dict[str, Decimal]:
        """{criterion: weight}."""
        return {one.key: Decimal(one.weight) for one in self.criteria}

    def total(self, scores: Mapping[str, Decimal]) -> Decimal:
        """加权总分 of 100, two decimals: where each score lies on its scale, by weight. Where scale and weight are the same
        (30 points of 30), it is the plain sum. Raises KeyError for a criterion without a score."""
        return weighted({one.key: one.share(scores[one.key]) for one in self.criteria}, self.weights)

    def wrong(self, scores: Mapping[str, Decimal]) -> list[Problem]:
        """Scores that no draft may hold."""
        known = {one.key: one for one in self.criteria}
        found = [known[key].problem(score) for key, score in scores.items() if key in known]
        return [problem for problem in found if problem is not None]

    def lacking(
        self, scores: Mapping[str, Decimal], comments: Mapping[str, str], opinion: str
    ) -> list[Problem]:
        """Everything still to be done before the review may be handed in."""
        found = self.wrong(scores)
        for one in self.criteria:
            if one.key not in scores:
                found.append(Problem(one.key, f"“{one.title}”没有打分", "每一项都要打分"))
                continue
            words = len("".join(comments.get(one.key, "").split()))
            if self.extreme(one, scores[one.key]) and words < self.reason:
                found.append(
                    Problem(
                        f"why_{one.key}",
                        f"“{one.title}”{scores[one.key]:f}分，没有写够理由（{words}字）",
                        f"不高于{self.low}%或不低于{self.high}%的，请写明理由，不少于{self.reason}字",
                    )
                )
        words = len("".join(opinion.split()))
        if words < self.opinion:
            found.append(Problem("opinion", f"总体意见{words}字", f"不少于{self.opinion}字"))
        return found

    def extreme(self, criterion: Criterion, score: Decimal) -> bool:
        """Whether a score needs a reason."""
        return not self.low < criterion.share(score) < self.high


def titles(criteria: Sequence[Criterion]) -> str:
    """技术水平（40）、团队（30）……"""
    return "、".join(f"{one.title}（{one.weight}）" for one in criteria)
