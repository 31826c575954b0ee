"""What the worker does besides jobs, round and round: sign of life, sealing, daily heads, rescue,
files in quarantine, abandoned uploads, daily duties."""

from __future__ import annotations

import logging
import threading

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from jichuang.base import duties, jobs, mail, seals, today
from jichuang.base.files import resuming, scanning

logger = logging.getLogger(__name__)

PAUSE = 2.0  # seconds between rounds
EVERY = 5  # rounds between rescues and duties
HOURLY = 1800  # rounds between two tries of letters that could not be delivered


def round_once(number: int = 0) -> None:
    """One round. Sealing happens in each; the slower chores in every fifth."""
    while seals.seal_pending() == 1000:
        continue
    if number % EVERY == 0:
        jobs.beat()
        seals.sign_yesterday()
        jobs.rescue_stalled()
        if number % HOURLY == 0:
            mail.retry_unsent()
        scanning.scan_waiting()
        resuming.sweep()
        if not settings.DEMONSTRATION:
            duties.catch_up(today.today())


def keep(stop: threading.Event) -> None:
    """Rounds until `stop` is set. A database that is away for a moment is waited for, everything else is logged."""
    number = 0
    while not stop.wait(PAUSE if number else 0):
        try:
            close_old_connections()
            round_once(number)
        except DatabaseError:
            logger.warning("数据库暂时不可用，稍后再试", exc_info=True)
        except Exception:
            logger.exception("后台维护出错，下一轮再试")
        number += 1
    connection.close()
