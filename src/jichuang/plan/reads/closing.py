"""年度评分定稿: the scores as stored, what they were read from, and how the same day reads now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Count, Max

from jichuang.base.models import JournalRow
from jichuang.base.seals.digest import sm3
from jichuang.indicators.models import Observation
from jichuang.plan import rules
from jichuang.plan.models import ChargeStep, LetterAnswer, Plan, ReportVerdict, Sampled, YearClosing
from jichuang.plan.reads.scoring import Part, Score, ScoreLine, scores
from jichuang.plan.terms import Decided
from jichuang.registry.models import Entry

YEAR_SCORE = "年考评"
"""The clause under which the parameters of the score stand."""


def closing_of(plan: Plan) -> YearClosing | None:
    """The closing in force; None while the year is open. One query."""
    return YearClosing.objects.filter(plan=plan, state=Decided.APPROVED).select_related("plan").first()


def proposed(plan: Plan) -> YearClosing | None:
    """The closing that waits for its second person. One query."""
    return YearClosing.objects.filter(plan=plan, state=Decided.ASKED).select_related("plan").first()


def as_content(found: Iterable[Score]) -> list[dict[str, Any]]:
    """Scores as they are stored: points are fractions written `15/2`."""
    return [
        {
            "department": one.department,
            "total": str(one.total),
            "self": _text(one.self_score, 1),
            "independent": _text(one.independent, 2),
            "parts": [
                {
                    "title": part.title,
                    "points": str(part.points),
                    "full": part.full,
                    "how": part.how,
                    "lines": [[line.text, line.counts, line.url] for line in part.lines],
                }
                for part in one.parts
            ],
        }
        for one in found
    ]


def _text(value: Decimal | None, places: int) -> str:
    return "" if value is None else f"{value:.{places}f}"


def stored(closing: YearClosing) -> list[Score]:
    """The scores of a closing, in the order in which they were stored."""
    return [
        Score(
            one["department"],
            [
                Part(
                    part["title"], Fraction(part["points"]), part["full"], part["how"],
                    [ScoreLine(*line) for line in part["lines"]],
                )
                for part in one["parts"]
            ],
            Decimal(one["self"]) if one["self"] else None,
            Decimal(one["independent"]) if one["independent"] else None,
        )
        for one in closing.content
    ]  # fmt: skip


def versions_of(plan: Plan, day: date) -> dict[str, Any]:
    """What the scores are read from: the parameters in force, and of every kind of record how many and the last one."""
    records: dict[str, Any] = {
        "交办步骤": ChargeStep.objects.filter(charge__plan=plan),
        "进展记录": plan.rung_reports,
        "月报、季报": plan.reports,
        "核验": ReportVerdict.objects.filter(report__plan=plan),
        "函与督办单": plan.letters,
        "答复": LetterAnswer.objects.filter(letter__plan=plan),
        "调整": plan.adjustments,
        "创新与表彰": plan.awards,
        "自评": plan.self_scores,
        "第三方评分": Sampled.objects.filter(evaluation__plan=plan),
        "名录条目": Entry.objects,
        "外部数": Observation.objects,
        "操作日志": JournalRow.objects,
    }
    return {
        "parameters": [
            {"title": one.title, "value": str(one.value), "unit": one.unit, "status": one.status, "cite": str(one.cite)}
            for one in rules.in_force(day)
            if one.clause == YEAR_SCORE
        ],
        "records": [
            [title, *rows.aggregate(count=Count("pk"), last=Max("pk")).values()] for title, rows in records.items()
        ],
    }  # fmt: skip


def digest_of(as_of: date, content: Sequence[Any], versions: dict[str, Any]) -> str:
    """SM3 over day, scores and versions, written in one way."""
    text = json.dumps([as_of.isoformat(), content, versions], ensure_ascii=False, sort_keys=True)
    return sm3(text.encode())


def intact(closing: YearClosing) -> bool:
    """Whether what is stored still has the digest it was stored under."""
    return digest_of(closing.as_of, closing.content, closing.versions) == closing.digest


@dataclass(frozen=True)
class Difference:
    """A figure that reads otherwise now: `before` as stored, `after` by today's data, in words."""

    department: str
    title: str
    before: str
    after: str


def differences(closing: YearClosing) -> list[Difference]:
    """How the same day reads by today's data, owner by owner and part by part. The stored scores stay."""
    now = {one["department"]: one for one in as_content(scores(closing.plan, closing.as_of))}
    then = {one["department"]: one for one in closing.content}
    found: list[Difference] = []
    for name in dict.fromkeys([*then, *now]):
        if name not in now or name not in then:
            side = now.get(name) or then[name]
            words = _points(side["total"])
            found.append(Difference(name, "合计", *(("—", words) if name in now else (words, "—"))))
        else:
            found += _between(name, then[name], now[name])
    return found


def _between(name: str, then: dict[str, Any], now: dict[str, Any]) -> list[Difference]:
    parts = {part["title"]: part for part in now["parts"]}
    found = [
        Difference(name, one["title"], f"{_points(one['points'])}（{one['how']}）", f"{_points(other['points'])}（{other['how']}）")
        for one in then["parts"]
        if (other := parts.get(one["title"])) and (one["points"], one["how"]) != (other["points"], other["how"])
    ]  # fmt: skip
    for key, title in (("total", "合计"), ("self", "自评分"), ("independent", "第三方评估分")):
        if then[key] != now[key]:
            found.append(Difference(name, title, _points(then[key]), _points(now[key])))
    return found


def _points(text: str) -> str:
    return f"{float(Fraction(text)):.1f}" if text else "—"
