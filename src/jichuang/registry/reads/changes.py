"""Answers that cost much and change seldom, kept by each process for as long as the tables they were read from are the same.

The version of the tables is asked first and the answer read after it, so that what is kept is never older than its version:
a reader who sees a committed change asks for another version and finds nothing kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import timedelta
from threading import Lock
from typing import Generic, TypeVar

from django.db import connection
from django.db.models import Max, Model

from jichuang.base import clock
from jichuang.registry.models import TableChange

Answer = TypeVar("Answer")

FORGOTTEN_AFTER = timedelta(days=1)
"""Marks older than this may go: no transaction runs so long that an older mark could still appear."""


def version(*models: type[Model]) -> tuple[int, int]:
    """The present version of some watched tables: (how many marks, their sum). One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT count(*), coalesce(sum(mark), 0) FROM {TableChange._meta.db_table} WHERE "table" = ANY(%s)',
            [[model._meta.db_table for model in models]],
        )
        count, marks = cursor.fetchone()
        return int(count), int(marks)


class Kept(Generic[Answer]):
    """The last `size` answers about some tables. The answers are shared by requests: nobody may change one."""

    def __init__(self, *models: type[Model], size: int) -> None:
        self.models, self.size = models, size
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Hashable, ask: Callable[[], Answer]) -> Answer:
        """The kept answer to the question, else what `ask` gives."""
        key = (connection.settings_dict["NAME"], version(*self.models), question)
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        found = ask()
        with self._lock:
            self._answers[key] = found
            while len(self._answers) > self.size:
                self._answers.popitem(last=False)
        return found


def forget_old(day: object = None) -> None:
    """Takes away marks nobody needs any more, but never the last one of a table: two states must not look alike. A daily duty."""
    last = TableChange.objects.order_by().values("table").annotate(last=Max("id")).values("last")
    old = TableChange.objects.filter(at__lt=clock.machine_now() - FORGOTTEN_AFTER)
    old.exclude(pk__in=list(last.values_list("last", flat=True))).delete()
