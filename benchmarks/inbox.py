"""Times an officer's inbox over a desk with 100,000 closed and 13 open cases, and prints how the database finds the rows.

    .venv/bin/python benchmarks/inbox.py [--closed 100000] [--open 13] [--repeat 30]

Works on the installation of JICHUANG_DATA (a loaded demonstration), inside one transaction that is rolled back: the closed
cases are copies of one case in SQL, done by the city's officer. Prints milliseconds (median, p95) of the counts, of the first
page of each queue and of the search, all read through the code the pages use.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402  models exist only once Django is set up

from jichuang.accounts.models import User  # noqa: E402
from jichuang.base import clock  # noqa: E402
from jichuang.hall import reads  # noqa: E402
from jichuang.hall.models import Case, Task  # noqa: E402
from jichuang.hall.terms import Queue  # noqa: E402


def copies(model: Any, source: int, count: int, given: dict[str, str]) -> None:
    """`count` copies of one row, made in SQL; `given` are the columns that differ, as expressions over n."""
    fields = [field.column for field in model._meta.concrete_fields if field.column != "id"]
    chosen = ", ".join(f"{given[name]}" if name in given else f'"{name}"' for name in fields)
    names = ", ".join(f'"{name}"' for name in fields)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {chosen} FROM {table}, generate_series(1, %s) AS n WHERE id = %s",  # noqa: S608
            [count, source],
        )


def crowd(user: User, closed: int, left: int) -> None:
    """Leaves `left` open tasks at the desk and `closed` finished ones, done by the user."""
    done = Case.objects.filter(state="closed", tasks__done_by=user).first()
    if done is None:
        raise SystemExit("no closed case of this officer: load the demonstration first")
    task = Task.objects.filter(case=done, done_by=user).first()
    assert task is not None
    mine = reads.desk_cases(user, Queue.UNCLAIMED, clock.today()) | reads.desk_cases(
        user, Queue.CLAIMED, clock.today()
    )
    held = list(mine.order_by("id").values_list("id", flat=True))
    Task.objects.filter(id__in=held[left:]).update(done_at=clock.now(), done_by=user, result="passed")
    copies(Case, done.pk, closed, {"number": "'COPY-' || n", "submit_key": "NULL", "single_key": "NULL"})
    first = Case.objects.filter(number="COPY-1").values_list("id", flat=True).get()
    copies(
        Task,
        task.pk,
        closed,
        {
            "case_id": f"{first} + n - 1",
            "done_at": "done_at - n * interval '1 minute'",
            "claimed_by_id": "CASE WHEN n %% 2 = 0 THEN claimed_by_id END",
        },
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE hall_case")
        cursor.execute("ANALYZE hall_task")


def timed(title: str, repeat: int, work: Callable[[], Any]) -> None:
    """Median and p95 of one read."""
    taken = []
    for _ in range(repeat):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    print(
        f"{title:24} median {statistics.median(taken):7.1f} ms   p95 {statistics.quantiles(taken, n=20)[-1]:7.1f} ms"
    )


def main() -> None:
    """Fills, times, explains, rolls back."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--closed", type=int, default=100_000)
    parser.add_argument("--open", type=int, default=13)
    parser.add_argument("--repeat", type=int, default=30)
    parser.add_argument("--user", default="city")
    given = parser.parse_args()
    user, on = User.objects.get(username=given.user), clock.today()
    with transaction.atomic():
        crowd(user, given.closed, given.open)
        for one in reads.queues(user, on):
            print(f"{one.title:12} {one.count:>8,}")
        timed("counts of all queues", given.repeat, lambda: reads.queues(user, on))
        for queue in reads.shown_queues(user, on):
            rows = reads.desk_cases(user, queue, on).values_list(*reads.COLUMNS)
            timed(f"20 rows of {queue.value}", given.repeat, lambda rows=rows: reads.lines(rows.all()[:20]))
        print(
            reads.desk_cases(user, Queue.UNCLAIMED, on).values_list(*reads.COLUMNS)[:20].explain(analyze=True)
        )
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
