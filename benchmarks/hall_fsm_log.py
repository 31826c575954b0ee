"""The same life with django-fsm-2 as its documentation shows it, every step logged by django-fsm-log. Writes nothing else.

One row of the case and one log row a step; the row is locked, the permission of a transition asks the account alone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import hall_fsm
from django.db import connection, models, transaction
from django_fsm import FSMField
from django_fsm_log.decorators import fsm_log_by
from hall_world import World


def allowed(case: Any, user: Any) -> bool:
    """The plain application asks the account alone."""
    return bool(user.is_active)


class Meta:
    """Its own table, in an app of its own."""

    app_label = "benchmark"
    db_table = "benchmark_filed"


Filed = type(
    "Filed",
    (models.Model,),
    {
        "__module__": __name__,
        "__doc__": "One case of the plain application.",
        "Meta": Meta,
        "stage": (stage := FSMField(default="draft", protected=True)),
        "firm": models.BigIntegerField(),
        "applicant": models.BigIntegerField(),
        "answers": models.JSONField(default=dict),
        "changed_at": models.DateTimeField(auto_now=True),
        **hall_fsm.transitions(stage, allowed, fsm_log_by),
    },
)


def prepare() -> None:
    """The table of the plain application; the log brings its own migrations."""
    with connection.schema_editor() as editor:
        editor.create_model(Filed)


def engine(process: int) -> Callable[[], None]:
    """Returns what carries one case from nothing to its end."""
    return hall_fsm.engine(process, _create, _step)


def _create(people: World, turn: int) -> int:
    with transaction.atomic():
        firm = people.firms[turn % len(people.firms)]
        return Filed.objects.create(firm=firm.pk, applicant=people.clerk.pk).pk


def _step(pk: int, step: str, by: Any) -> None:
    with transaction.atomic():
        case = Filed.objects.select_for_update().get(pk=pk)
        hall_fsm.moved(case, step, by)
        case.save()
