"""Background jobs: declared with `task`, queued with `defer` inside the verb's transaction. Knows no room's job.

A job may run twice (a worker can die after its effect and before its mark), so every effect is idempotent by key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from asgiref.sync import async_to_sync
from django.db import transaction
from procrastinate import RetryStrategy, exceptions
from procrastinate.contrib.django import app
from procrastinate.jobs import Status
from procrastinate.tasks import Task

from jichuang.base.models import Heartbeat
from jichuang.base.today import machine_now

WORKER = "worker"
HEARTBEAT_LATE = 60  # seconds without a sign of life after which the worker counts as dead
STALLED = 30  # seconds without a heartbeat after which a worker's job is given to another one
_FOUR_TRIES = RetryStrategy(max_attempts=4, exponential_wait=4)


def task(name: str, queue: str = "default", **options: Any) -> Callable[[Callable[..., Any]], Task]:
    """Declares a job under a dotted name; put it into the room's `tasks.py`, which every process imports.

    Arguments must be JSON (keys, not objects). Tried four times with growing pauses unless `retry=` says otherwise.
    """
    options.setdefault("retry", _FOUR_TRIES)
    return app.task(name=name, queue=queue, **options)


def defer(job: Task, **arguments: Any) -> int:
    """Queues one run in the present transaction and returns its number: rolled back together with the change."""
    return job.defer(**arguments)


def defer_once(job: Task, key: str, **arguments: Any) -> int | None:
    """Like `defer`, but only when no run with the same `key` is waiting; None when one is."""
    try:
        with transaction.atomic():
            return job.configure(queueing_lock=key).defer(**arguments)
    except exceptions.AlreadyEnqueued:
        return None


def beat(name: str = WORKER) -> None:
    """Leaves a sign of life, in machine time."""
    Heartbeat.objects.update_or_create(name=name, defaults={"at": machine_now()})


def seconds_since_beat(name: str = WORKER) -> float | None:
    """How long ago `name` last gave a sign of life; None when it never did."""
    last = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    return (machine_now() - last).total_seconds() if last else None


def rescue_stalled(*, after: float = STALLED) -> list[int]:
    """Gives the jobs of dead workers back to the queue; returns their numbers. `after` is in seconds."""
    return async_to_sync(_rescue)(after)


async def _rescue(after: float) -> list[int]:
    rescued: list[int] = []
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=after):
        if job.id is not None and job.status == Status.DOING.value:
            await app.job_manager.retry_job_by_id_async(job.id, retry_at=machine_now())
            rescued.append(job.id)
    return rescued
