"""Loads, resets and removes the demonstration. The clock is set before anything is written, so every fact has its day."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from jichuang.accounts.models import User
from jichuang.base import clock, seals
from jichuang.base.errors import Refused
from jichuang.base.keeping import forget, keeping
from jichuang.demo import cast
from jichuang.demo.cases import load_cases
from jichuang.demo.documents import load_documents
from jichuang.demo.flows import load_flows
from jichuang.demo.index import load_index
from jichuang.demo.people import load_people
from jichuang.demo.plan import load_plan
from jichuang.demo.province import load_province
from jichuang.demo.quarterly import load_bulletins
from jichuang.demo.situation import load_situation

Progress = Callable[[int, int, str], None]
EARLIEST, LATEST = date(2018, 1, 3), date(2018, 12, 31)


def loaded() -> bool:
    """Whether the demonstration is there already."""
    return User.objects.filter(demonstration=True, username=cast.PERSONAS[0].username).exists()


def load(*, on: date, progress: Progress) -> None:
    """Fills an empty installation as of `on`; the cast's accounts come last and mark it complete.

    Raises Refused outside demonstration or for a day outside 2018.
    """
    if not settings.DEMONSTRATION:
        raise Refused("正式部署不装演示数据。", conflict=True)
    if not EARLIEST <= on <= LATEST:
        raise Refused(f"演示日期应在{EARLIEST}至{LATEST}之间，给出的是{on}。", field="on", conflict=True)
    with keeping():  # nobody else turns the clock meanwhile: it was half of all statements
        _load(on, progress)


def _load(on: date, progress: Progress) -> None:
    clock.set_demonstration_day(on)
    load_province(until=on, progress=progress)
    users = load_people()
    progress(1, 1, "演示账号与任职")
    load_plan(users=users, until=on, progress=progress)
    load_documents(users=users, until=on, progress=progress)
    load_index(users=users, until=on, progress=progress)
    load_bulletins(users=users, until=on, progress=progress)
    load_cases(users=users, until=on, progress=progress)
    load_situation(users=users, until=on, progress=progress)
    load_flows(users=users, until=on, progress=progress)
    clock.set_demonstration_day(on)


def empty() -> None:
    """Drops every table and file of the demonstration and makes the tables anew. Demonstration only."""
    if not settings.DEMONSTRATION:
        raise Refused("正式部署不能清空。", conflict=True)
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    seals.begin_new_chain(clock.machine_now().strftime("%Y%m%dT%H%M%S"))
    shutil.rmtree(Path(settings.DATA_DIR) / "files", ignore_errors=True)
    call_command("migrate", verbosity=0, interactive=False)
    forget()
