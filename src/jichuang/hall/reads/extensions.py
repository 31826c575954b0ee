"""延期申请: which ones a leader may decide, and how many still wait for him."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from jichuang.base.permissions import Decision
from jichuang.hall.models import Case, Extension
from jichuang.hall.reads.permissions import own_application
from jichuang.registry.reads import has_role, homes_of
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User


def may_approve(user: User | None, on: date) -> Decision:
    """Whether the person is a leader today, over whatever unit."""
    return has_role(user, Role.LEADER, on=on)


def may_approve_for(user: User, case: Case, on: date) -> Decision:
    """Whether the person may decide an extension of this case: a leader over its unit who did not apply for it."""
    decision = has_role(user, Role.LEADER, on=on, home=case.home)
    return (decision and own_application(user, case, on)) or decision


def extensions_for(user: User, on: date) -> QuerySet[Extension]:
    """Every application for more time in the units the person leads; none for somebody who leads none."""
    homes = homes_of(user, [Role.LEADER], on)
    rows = Extension.objects.select_related("case__party", "asked_by", "approved_by")
    return rows if homes is None else rows.filter(case__home__in=homes)


def waiting_extensions(user: User, on: date) -> int:
    """How many wait for this person: undecided, in his units, not asked for by himself."""
    return extensions_for(user, on).filter(approved=None).exclude(asked_by=user).count()
