"""判断: the same judgement for the pre-check, the submission and the officer's screen.

Pure over declaration and answers; knows no case and no request.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import dropwhile
from typing import TYPE_CHECKING, Any

from jichuang import policy
from jichuang.base.errors import Problem
from jichuang.hall.declare import Matter
from jichuang.hall.declare.values import fact, show

if TYPE_CHECKING:
    from jichuang.hall.models import Case


def facts_from(matter: Matter, answers: Mapping[str, Any], on: date) -> dict[str, Any]:
    """The policy facts that the answers give for a day; an absent answer is an absent fact.

    Figures of several years make one list, the oldest first; a firm too young for the oldest year leaves it out.
    """
    found: dict[str, Any] = {matter.day_fact: on} if matter.day_fact else {}
    years: dict[str, dict[int, Any]] = {}
    for field in matter.form.fields:
        value = fact(field, answers.get(field.key)) if field.fact else None
        if field.fact and field.at is not None:
            years.setdefault(field.fact, {})[field.at] = value
        elif field.fact and value is not None:
            found[field.fact] = value
    for name, row in years.items():
        figures = list(dropwhile(lambda one: one is None, (row[at] for at in sorted(row))))
        if figures and None not in figures:
            found[name] = figures
    return found


def judge(
    matter: Matter, answers: Mapping[str, Any], *, on: date, known: date | None = None
) -> policy.Result | None:
    """The verdict under the law of `on` as known on `known`; None for a matter without rules.

    Raises policy.FactError for answers that contradict each other.
    """
    if matter.rules is None:
        return None
    return policy.check(matter.rules, facts_from(matter, answers, on), on=on, known=known)


def stored(result: policy.Result | None) -> dict[str, Any]:
    """A judgement as it is pinned to a case: verdict, score, every finding with its printed value and clause."""
    if result is None:
        return {}
    words = policy.explain(result)
    return {
        **result.as_dict(),
        "known": result.known.isoformat() if result.known else None,
        "headline": words.headline,
        "subline": words.subline,
        "officer_notes": words.officer_notes,
        "rows": [
            {
                "code": row.code,
                "title": row.title,
                "state": row.state,
                "alternative": row.alternative,
                "value": row.value_text,
                "bar": row.bar_text,
                "points": list(row.points) if isinstance(row.points, tuple) else row.points,
                "max_points": row.max_points,
                "words": row.words,
                "clause": row.clause,
                "cite": row.cite,
            }
            for row in words.rows
        ],
    }


def differences(matter: Matter, answers: Mapping[str, Any], before: Case | None) -> list[dict[str, Any]]:
    """Figures given otherwise in the party's earlier filing: [{number, key, before}], in the order of the form."""
    if before is None:
        return []
    return [
        {"number": before.number, "key": field.key, "before": before.answers[field.key]}
        for field in matter.form.fields
        if field.fact and before.answers.get(field.key) is not None
        if before.answers[field.key] != answers.get(field.key)
    ]


def problems(
    matter: Matter, answers: Mapping[str, Any], rough: Mapping[str, Any], attached: frozenset[str] | set[str]
) -> list[Problem]:
    """Everything that keeps a draft from being submitted, in the order of the form: all at once."""
    found: list[Problem] = []
    for field in matter.form.fields:
        if field.key in rough:
            found.append(Problem(field.key, rough[field.key]["problem"]))
        elif field.required and answers.get(field.key) in (None, ""):
            found.append(Problem(field.key, f"“{field.title}”没有填写", "此项必填"))
    for check in matter.form.checks:
        lower, upper = answers.get(check.field), answers.get(check.other)
        if lower is None or upper is None or check.field in rough or check.other in rough:
            continue
        if Decimal(str(lower)) > Decimal(str(upper)):
            one, two = matter.form.field(check.field), matter.form.field(check.other)
            shown = f"{one.title}{show(one, lower)}{one.unit}，{two.title}{show(two, upper)}{two.unit}"
            found.append(Problem(check.field, f"{check.message}（{shown}）", check.remedy))
    found += [
        Problem(material.key, f"缺少材料“{material.title}”", "请上传后再提交")
        for material in matter.form.materials
        if material.required and material.key not in attached
    ]
    return found


def business_date(matter: Matter, answers: Mapping[str, Any], submitted_on: date) -> date:
    """The day whose law applies: the named form field, else the day of submission."""
    if matter.business_date_field is None:
        return submitted_on
    return date.fromisoformat(str(answers[matter.business_date_field]))
