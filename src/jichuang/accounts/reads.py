"""Whether a sign-in name or an address is locked. Machine time: a demonstration clock opens no lock."""

from __future__ import annotations

from datetime import datetime, timedelta

from jichuang.accounts.models import SignInFailure
from jichuang.base import clock

ACCOUNT_FAILURES = 5
ADDRESS_FAILURES = 20  # a whole office may share one address
LOCK = timedelta(minutes=15)


def locked_until(name: str, address: str | None) -> datetime | None:
    """The moment the lock on the name or the address ends; None when neither is locked."""
    ends = [_lock_end(ACCOUNT_FAILURES, name=name)]
    if address:
        ends.append(_lock_end(ADDRESS_FAILURES, address=address))
    return max((end for end in ends if end is not None), default=None)


def _lock_end(failures: int, **who: str) -> datetime | None:
    """15 minutes after the last failure, when `failures` of them fell within the 15 minutes before it."""
    now = clock.machine_now()
    times = list(
        SignInFailure.objects.filter(at__gt=now - 2 * LOCK, **who)
        .order_by("-at")
        .values_list("at", flat=True)[:failures]
    )
    if len(times) < failures or times[0] - times[-1] > LOCK or now >= times[0] + LOCK:
        return None
    return times[0] + LOCK
