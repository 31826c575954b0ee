"""A synthetic province of some 62,000 register entries, and the timing of the board over it. Run `board.py`."""

from __future__ import annotations

import random
import statistics
import time
from datetime import date, timedelta

from django.conf import settings
from django.db import connection, reset_queries
from django.test import Client

from jichuang.base import clock
from jichuang.codes.credit_code import make
from jichuang.demo.levels import HOME_WEIGHTS, LEVELS, Level
from jichuang.indicators.verbs import load_publications
from jichuang.plan.reads import board
from jichuang.plan.verbs import load_shipped_plan
from jichuang.registry.models import Entry
from jichuang.registry.reads.regions import table
from jichuang.registry.verbs.bulk import EntryRow, load_entries

YEAR_BEGAN = date(2018, 1, 1)
TODAY = date(2018, 9, 30)
DAYS = [date(2018, 1, 31), date(2018, 3, 15), date(2018, 6, 30), date(2018, 8, 17), date(2018, 9, 30)]
REPEATS = 7


def places() -> tuple[list[tuple[str, str]], list[int]]:
    """(county, home) pairs and their weights."""
    regions, pairs, weights = table(), [], []
    for county in regions.counties(TODAY):
        home = regions.home(county.code, TODAY)
        pairs.append((county.code, home))
        weights.append(HOME_WEIGHTS.get(home, 10))
    return pairs, weights


def rows_of(level: Level, start: int, chance: random.Random) -> list[EntryRow]:
    """The entries of one register: those of 2017 and before, some ending this year, and this year's new ones."""
    pairs, weights = places()
    where = chance.choices(pairs, weights, k=level.base + level.new)
    rows = []
    span = (TODAY - YEAR_BEGAN).days
    for index, (county, home) in enumerate(where):
        number = start + index
        subject = make(county, f"DEM{number:05d}"[:8]) if level.pooled else f"{level.register}-{number}"
        old = index < level.base
        began = (
            YEAR_BEGAN - timedelta(days=chance.randint(1, 900))
            if old
            else YEAR_BEGAN + timedelta(days=chance.randint(5, span))
        )
        ends = None
        if index < level.ended:
            ends = YEAR_BEGAN + timedelta(days=chance.randint(0, span - 1))
        serial = f"2018{county}A0{number:06d}" if level.register == "tech_sme" else ""
        rows.append(
            EntryRow(
                subject,
                f"基准{level.noun}{number}（演示）",
                county,
                home,
                began,
                ends,
                serial,
                source="benchmark",
            )
        )
    return rows


def populate() -> int:
    """Loads every register of the demonstration's levels; returns the number of entries."""
    chance = random.Random(2018)
    total, start = 0, 0
    for level in LEVELS:
        rows = rows_of(level, start, chance)
        total += load_entries(level.register, rows, source="benchmark")
        start += len(rows)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {Entry._meta.db_table}")
    return total


def measure() -> None:
    """Times the read and the page on several days."""
    clock.set_demonstration_day(TODAY)
    plan = load_shipped_plan()
    load_publications()
    client = Client()
    for day in DAYS:
        settings.DEBUG = True
        reset_queries()
        board(plan, day)
        queries = len(connection.queries)
        settings.DEBUG = False
        read, page = [], []
        for _ in range(REPEATS):
            began = time.perf_counter()
            board(plan, day)
            read.append((time.perf_counter() - began) * 1000)
            began = time.perf_counter()
            answer = client.get(f"/plan/{plan.slug}/", {"on": day.isoformat(), "view": "inside"})
            page.append((time.perf_counter() - began) * 1000)
            assert answer.status_code == 200, answer.status_code
        print(
            f"{day}  {queries} queries  read {statistics.median(read):.0f} ms (max {max(read):.0f})"
            f"  page {statistics.median(page):.0f} ms (max {max(page):.0f})"
        )
