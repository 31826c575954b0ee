"""年考评: the score of every owner, each part with the lines it adds up from. Points are exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Avg

from jichuang.plan import rules
from jichuang.plan.models import Award, Letter, Plan, Sampled, SelfScore
from jichuang.plan.reads.charges import Holding, holdings
from jichuang.plan.reads.judging import Judged, judged
from jichuang.plan.reads.reports import Held, OwedReport, owed, submissions
from jichuang.plan.terms import FINISHED, ChargeKind, LetterKind

ONE = Fraction(1)


@dataclass(frozen=True)
class ScoreLine:
    """What a part adds up from: words, what it counts for, and where it is seen."""

    text: str
    counts: str
    url: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a score. `points` of at most `full`; `how` says the arithmetic in words."""

    title: str
    points: Fraction
    full: int
    how: str
    lines: Sequence[ScoreLine] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Points with one decimal."""
        return f"{float(self.points):.1f}"


@dataclass(frozen=True)
class Score:
    """An owner's year: the parts, the deduction, the total, the self score and the independent one."""

    department: str
    parts: list[Part]
    self_score: Decimal | None
    independent: Decimal | None

    @property
    def total(self) -> Fraction:
        """Sum of the parts, never below zero."""
        return max(Fraction(0), sum((part.points for part in self.parts), Fraction(0)))

    @property
    def text(self) -> str:
        """The total with one decimal."""
        return f"{float(self.total):.1f}"


def scores(plan: Plan, day: date) -> list[Score]:
    """All owners, the highest total first, by what is known on `day`. A constant number of queries."""
    held = holdings(plan)
    lights = judged(plan, day, [row for one in held for row in one.charges])
    sent = submissions(plan)
    by_owner: dict[str, list[Holding]] = {}
    for one in held:
        by_owner.setdefault(one.department, []).append(one)
    awards = _grouped(Award.objects.filter(plan=plan, on__lte=day))
    slips = _grouped(
        Letter.objects.filter(plan=plan, kind=LetterKind.SLIP, issued_on__lte=day).select_related("plan")
    )
    own = {
        row.department: row.score for row in SelfScore.objects.filter(plan=plan, on__lte=day).order_by("id")
    }
    independent = dict(
        Sampled.objects.filter(evaluation__plan=plan, evaluation__submitted_at__isnull=False)
        .values_list("charge__owner__department")
        .annotate(mean=Avg("score"))
        .order_by("charge__owner__department")
    )
    found = [
        Score(
            name,
            _parts(mine, lights, sent, awards.get(name, []), slips.get(name, []), day),
            own.get(name),
            independent.get(name),
        )
        for name, mine in by_owner.items()
    ]
    return sorted(found, key=lambda one: (-one.total, one.department))


def _grouped(rows: object) -> dict[str, list]:
    found: dict[str, list] = {}
    for row in rows:  # type: ignore[attr-defined]
        found.setdefault(row.department, []).append(row)
    return found


def _parts(
    mine: list[Holding],
    lights: dict[str, Judged],
    sent: Held,
    awards: list[Award],
    slips: list[Letter],
    day: date,
) -> list[Part]:
    months = [one for holding in mine for one in owed(holding, sent, day) if one.due_on <= day]
    return [
        _completion(mine, lights, day),
        _timeliness(months, day),
        _evidence(months, day),
        _awards(awards, day),
        _slips(slips, day),
    ]


def _completion(mine: list[Holding], lights: dict[str, Judged], day: date) -> Part:
    full = rules.value(rules.P.completion_points, day)
    lines, shares, silent = [], [], 0
    for row in (row for one in mine for row in one.charges):
        progress = ONE if row.state in FINISHED else lights[row.code].progress
        if progress is None:
            silent += row.kind != ChargeKind.DUTY
            continue
        share = min(ONE, max(Fraction(0), progress))
        shares.append(share)
        lines.append(
            ScoreLine(f"{row.code} {row.title}", f"{float(share) * 100:.0f}%", row.get_absolute_url())
        )
    mean = sum(shares, Fraction(0)) / len(shares) if shares else Fraction(0)
    how = f"{len(shares)}项有数的事项平均完成{float(mean) * 100:.1f}%，乘{full}分"
    if silent:
        how += f"；{silent}项还没有数，不计入"
    return Part("完成情况", mean * full, full, how, lines)


def _timeliness(months: list[OwedReport], day: date) -> Part:
    full = rules.value(rules.P.timeliness_points, day)
    late = [one for one in months if one.mark is not None]
    share = Fraction(len(months) - len(late), len(months)) if months else Fraction(0)
    lines = [
        ScoreLine(f"{one.holding.place}{one.name}", one.mark.words if one.mark else "", _url(one))
        for one in late
    ]
    return Part(
        "报送及时", share * full, full, f"应报{len(months)}份，按时{len(months) - len(late)}份", lines
    )


def _evidence(months: list[OwedReport], day: date) -> Part:
    full = rules.value(rules.P.evidence_points, day)
    judged_once = [one for one in months if one.sent and getattr(one.sent[0], "verdict", None) is not None]
    back = [one for one in judged_once if not one.sent[0].verdict.accepted]
    share = Fraction(len(judged_once) - len(back), len(judged_once)) if judged_once else Fraction(0)
    lines = [
        ScoreLine(f"{one.holding.place}{one.name}", f"退回：{one.sent[0].verdict.reason}", _url(one))
        for one in back
    ]
    how = f"已核验{len(judged_once)}份，一次通过{len(judged_once) - len(back)}份"
    return Part("佐证充分", share * full, full, how, lines)


def _url(one: OwedReport) -> str:
    return one.sent[0].get_absolute_url() if one.sent else ""


def _awards(awards: list[Award], day: date) -> Part:
    full = rules.value(rules.P.award_points, day)
    total = sum((Fraction(one.points) for one in awards), Fraction(0))
    lines = [ScoreLine(f"{one.title}（{one.document}）", f"+{one.points}") for one in awards]
    return Part("创新与表彰", min(total, Fraction(full)), full, f"{len(awards)}项，最多{full}分", lines)


def _slips(slips: list[Letter], day: date) -> Part:
    each = rules.value(rules.P.slip_deduction, day)
    lines = [ScoreLine(f"{one.title}，{one.issued_on}", f"−{each}", one.get_absolute_url()) for one in slips]
    return Part("督办扣分", Fraction(-each * len(slips)), 0, f"{len(slips)}张督办单，每张扣{each}分", lines)
