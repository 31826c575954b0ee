"""Behind the scenes of the survey walk: the other drawn units answer in bulk, as a city hands them in."""

from __future__ import annotations

import json

from jichuang.accounts.models import User
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.terms import OPEN
from jichuang.returns.verbs import load_returns


def main(argv: list[str]) -> str:
    """`main([code, period, user, own credit code, missing_every, answers])`: how many answered."""
    code, when, username, own, every, answers = argv
    period = OpenPeriod.objects.get(code=code, period=when)
    owing = Owed.objects.filter(period=period, state__in=OPEN).exclude(subject=own).order_by("id")
    subjects = [one for at, one in enumerate(owing.values_list("subject", flat=True)) if at % int(every)]
    given = dict.fromkeys(subjects, json.loads(answers))
    by = User.objects.get(username=username)
    return str(load_returns(period=period, answers=given, source="演示：各市集中报入", by=by))
