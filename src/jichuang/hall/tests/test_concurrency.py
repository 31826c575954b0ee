"""Two people in the very same moment, on real connections: one wins, the other is told, nothing doubles."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from jichuang.base.errors import Refused
from jichuang.hall import verbs
from jichuang.hall.models import Case, CaseEvent, Task
from jichuang.hall.tests.cast import fill

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Runs the deeds together; what each returned, or the refusal it met."""
    gate = Barrier(len(deeds))

    def run(deed):
        try:
            gate.wait(timeout=10)
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_officers_pass_one_case_once(submitted_case, city_officer, city_colleague):
    answers = at_once(
        lambda: verbs.accept_complete(case=submitted_case, by=city_officer),
        lambda: verbs.accept_complete(case=submitted_case, by=city_colleague),
    )
    refusals = [answer for answer in answers if isinstance(answer, Refused)]
    assert len(refusals) == 1 and refusals[0].conflict
    assert CaseEvent.objects.filter(case=submitted_case, kind="passed").count() == 1
    assert Task.objects.filter(case=submitted_case, done_at__isnull=True).count() == 1


def test_a_double_click_in_the_same_moment_submits_once(draft, clerk):
    case = fill(draft, clerk)
    answers = at_once(*[lambda: verbs.submit(case=case, by=clerk, key="click")] * 2)
    assert [answer.pk for answer in answers] == [case.pk, case.pk]
    assert CaseEvent.objects.filter(case=case, kind="submitted").count() == 1 and Task.objects.count() == 1


def test_two_colleagues_starting_in_the_same_moment_share_one_draft(firm, clerk, preparer):
    answers = at_once(
        lambda: verbs.start(matter="trial-evaluation", party=firm, by=clerk),
        lambda: verbs.start(matter="trial-evaluation", party=firm, by=preparer),
    )
    assert len({answer.pk for answer in answers}) == 1 and Case.objects.count() == 1
