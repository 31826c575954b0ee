"""What every daily duty shares: each item in its own savepoint, so that one bad case never stops the sweep."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import transaction

from jichuang.base import journal
from jichuang.base.refs import Ref

logger = logging.getLogger(__name__)
T = TypeVar("T")


def sweep(name: str, items: Iterable[T], ref: Callable[[T], Ref], deed: Callable[[T], object]) -> int:
    """Does `deed` for every item in its own savepoint; a failing one is journalled and passed over. Returns how many."""
    done = 0
    for item in items:
        try:
            with transaction.atomic():
                deed(item)
                done += 1
        except Exception as fault:
            logger.exception("duty %s failed for %s", name, ref(item))
            journal.record(
                actor=None, verb="duty.fault", subject=ref(item), summary=f"每日事务 {name} 未完成：{fault}"
            )
    return done
