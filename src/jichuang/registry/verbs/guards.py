"""Who may write what in the registry, and the lock that makes writers of one register queue. Knows no page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from jichuang.base import clock
from jichuang.base.permissions import Decision, require
from jichuang.registry.reads.people import has_role, holds_any
from jichuang.registry.terms import Role

if TYPE_CHECKING:
    from jichuang.accounts.models import User

KEEPERS = (Role.PROVINCE_OFFICER, Role.ADMINISTRATOR)


def may_import(user: User | None, on: date) -> Decision:
    """Roster imports: provincial officers and administrators."""
    return holds_any(user, KEEPERS, on=on)


def may_keep(user: User | None, home: str, on: date) -> Decision:
    """Single entries: as for imports, and the city officer within his own 考核归属 unit."""
    whole = may_import(user, on)
    if whole or not has_role(user, Role.CITY_OFFICER, on=on):
        return whole
    return has_role(user, Role.CITY_OFFICER, on=on, home=home)


def require_importer(user: User | None) -> None:
    """Raises Refused unless `user` may import; None is the system itself (demonstration, daily duties)."""
    if user is not None:
        require(may_import(user, clock.today()))


def require_keeper(user: User | None, home: str) -> None:
    """Raises Refused unless `user` may write single entries of `home`; None is the system itself."""
    if user is not None:
        require(may_keep(user, home, clock.today()))


def require_administrator(user: User | None) -> None:
    """Raises Refused unless `user` administers; None is the system itself."""
    if user is not None:
        require(has_role(user, Role.ADMINISTRATOR, on=clock.today()))


def lock_register(register: str) -> None:
    """Holds the register until the transaction ends: numbers and overlaps are judged without a race."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7101))", [f"register:{register}"])


def days(first: date, last: date | None) -> DateRange:
    """Inclusive ends as typed on pages, half-open as stored."""
    return DateRange(first, last + timedelta(days=1) if last else None, "[)")


def after(moment: datetime, lower: datetime | None) -> datetime:
    """`moment`, moved just past `lower`: the demonstration's time of day may fall back over midnight, beliefs may not."""
    return moment if lower is None or moment > lower else lower + timedelta(microseconds=1)
