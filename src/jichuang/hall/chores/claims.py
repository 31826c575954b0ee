"""认领到期: every day, claims that have lasted too long fall back to the desk."""

from __future__ import annotations

from datetime import date

from jichuang.hall.chores.sweeping import sweep
from jichuang.hall.models import Task
from jichuang.hall.terms import Holder
from jichuang.hall.verbs.claims import claim_is_over, fall_back
from jichuang.hall.verbs.moving import ref


def release_claims(day: date) -> int:
    """Releases the claims that are over; returns how many. While the applicant has the case no claim runs out."""
    rows = Task.objects.filter(done_at__isnull=True, claimed_by__isnull=False, holder=Holder.DESK)
    over = [task for task in rows.select_related("case").order_by("id") if claim_is_over(task, day)]
    return sweep("hall.release_claims", over, lambda task: ref(task.case), lambda task: fall_back(task, day))
