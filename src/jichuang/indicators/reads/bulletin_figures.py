"""公报的数作开放数据: figures of issued bulletins with the day of issue as their vintage. Nothing of a draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Prefetch

from jichuang.base import clock
from jichuang.indicators.bulletin.points import cells, period_of
from jichuang.indicators.catalogue.surveys import QUARTERLY
from jichuang.indicators.models import Bulletin, IssuedFile
from jichuang.indicators.reads.opened import OpenFigure
from jichuang.indicators.reads.surveyed import issued_by
from jichuang.indicators.terms import BulletinState, Status


def of_the_bulletins(known: date | None = None) -> list[OpenFigure]:
    """Every figure of the quarterly bulletins issued by a day (None = today). One query."""
    today = clock.today()
    found = issued_by(min(known, today) if known else today, QUARTERLY)
    return [figure for one in found for figure in _figures(one)]


def history_of_the_bulletins() -> list[OpenFigure]:
    """The same: a bulletin is issued once, and corrections append words, no figures."""
    return of_the_bulletins()


def _figures(one: Bulletin) -> Iterator[OpenFigure]:
    data, day = one.snapshot.data, one.issued_on
    assert day is not None
    for cell in cells(data):
        status = Status.MISSING if cell.value is None else Status.PUBLISHED
        yield OpenFigure(
            cell.indicator, cell.area, period_of(data), cell.value, cell.places, cell.unit, status,
            f"{one.office} {one.number}", day, cell.part, cell.part_title, cell.secret,
        )  # fmt: skip


def issued_bulletins() -> list[Bulletin]:
    """Every issued bulletin with its files and corrections, the newest first. Three queries."""
    files = Prefetch("files", queryset=IssuedFile.objects.select_related("file").order_by("pk"))
    rows = Bulletin.objects.filter(state=BulletinState.ISSUED, issued_on__lte=clock.today())
    found = rows.prefetch_related(files, "errata").defer("paper", "lock", "remark")
    return list(found.order_by("-issued_on", "-period"))
