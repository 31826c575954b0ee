"""Behind the scenes of the bulletin walk: the cities hand in everybody else's returns, and the frozen sums are told."""

from __future__ import annotations

import json

from jichuang.accounts.models import User
from jichuang.demo.quarterly import CODE, SOURCE, answers_of
from jichuang.registry.models import Delegation
from jichuang.returns import verbs
from jichuang.returns.models import Filing, OpenPeriod, Owed


def main(argv: list[str]) -> str:
    """`report PERIOD CLERK HOME COUNT`: all but the clerk's firm and COUNT others of HOME report; `sums PERIOD KEY…`."""
    deed, period, *more = argv
    opened = OpenPeriod.objects.get(code=CODE, period=period)
    return json.dumps(_report(opened, *more) if deed == "report" else _sums(opened, more))


def _report(opened: OpenPeriod, clerk: str, home: str, count: str) -> dict[str, object]:
    by = User.objects.get(username="statistician")
    party = Delegation.objects.select_related("party").get(user__username=clerk).party
    own = Owed.objects.get(period=opened, party=party)
    others = (
        Owed.objects.filter(period=opened, home=home).exclude(pk=own.pk).order_by("subject")[: int(count)]
    )
    late = {one.subject for one in others}
    subjects = opened.owed.exclude(subject__in={*late, own.subject}).values_list("subject", flat=True)
    answers = {one: answers_of(one, opened.when.number) for one in subjects}
    verbs.load_returns(period=opened, answers=answers, source=SOURCE, by=by)
    last = Filing.objects.filter(owed__subject=own.subject, owed__period__period=opened.when.before.code)
    return {
        "own": own.pk,
        "firm": own.name,
        "late": [one.name for one in others],
        "answers": answers_of(own.subject, opened.when.number),
        "last": last.order_by("-number").first().answers,  # type: ignore[union-attr]
    }


def _sums(opened: OpenPeriod, keys: list[str]) -> dict[str, object]:
    frozen = [one.frozen.answers for one in opened.owed.filter(frozen__isnull=False).select_related("frozen")]
    return {"units": len(frozen), **{key: sum(int(one[key]) for one in frozen) for key in keys}}
