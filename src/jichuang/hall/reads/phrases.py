"""规范用语: those a person may insert, his own first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q, QuerySet

from jichuang.hall.models import Phrase
from jichuang.registry.reads import appointments_of

if TYPE_CHECKING:
    from jichuang.accounts.models import User
    from jichuang.registry.models import Department


def phrases_for(user: User, on: date) -> QuerySet[Phrase]:
    """The person's own sentences and those of the departments where he works today."""
    departments = [row.department_id for row in appointments_of(user, on) if row.department_id]
    mine = Q(written_by=user, department__isnull=True)
    found = Phrase.objects.filter(mine | Q(department__in=departments)).select_related(
        "department", "written_by"
    )
    return found.order_by(F("department").asc(nulls_first=True), "id")


def department_of(user: User, on: date) -> Department | None:
    """The department of the person's first appointment that has one."""
    return next((row.department for row in appointments_of(user, on) if row.department is not None), None)


def with_phrases(text: str, keys: list[str], user: User, on: date) -> str:
    """What was typed with the chosen sentences behind it; a sentence that is not his to use adds nothing."""
    wanted = {int(key) for key in keys if key.isdecimal()}
    chosen = [row.text for row in phrases_for(user, on) if row.pk in wanted] if wanted else []
    return "\n".join(filter(None, (text.strip(), *chosen)))
