"""What may leave the house: published figures and released counts, nothing else. Deny by default.

Estimates, live counts, counts by place and names never pass here; a counted indicator passes for released quarters, and
only when each of its registers is public.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jichuang.base import clock
from jichuang.indicators import catalogue
from jichuang.indicators.declare import Indicator, Observed, RegisterCount
from jichuang.indicators.models import Observation
from jichuang.indicators.reads.hooks import releases
from jichuang.indicators.reads.series import figures
from jichuang.indicators.terms import Status
from jichuang.registry import registers
from jichuang.registry.reads.regions import region_name

PROVINCE = "130000"


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """One figure as anybody may have it. `period` is written by the house (2018Q3); `value` None is 缺数 or secret.

    `part` is the breakdown (_T = none), `secret` SDMX's confidentiality: F free, C and D not published.
    """

    code: str
    region: str
    period: str
    value: Decimal | None
    places: int
    unit: str
    status: Status
    source: str
    known_on: date
    part: str = "_T"
    part_title: str = "合计"
    secret: str = "F"

    @property
    def status_text(self) -> str:
        """The status for people; what is secret says so."""
        return "保密不公布" if self.secret != "F" else str(self.status.label)

    @property
    def text(self) -> str:
        """The figure for machines, with its published decimals; empty where there is none."""
        return "" if self.value is None else f"{self.value:.{self.places}f}"


@dataclass(frozen=True)
class Dataset:
    """数据集: an identifier, words, the figures it holds as known on a day, and every version of them (`history`)."""

    id: str
    title: str
    about: str
    frequency: str
    figures: Callable[[date | None], list[OpenFigure]]
    history: Callable[[], list[OpenFigure]]


_datasets: dict[str, Dataset] = {}


def offer_dataset(one: Dataset) -> None:
    """Adds a dataset; the same identifier again replaces it."""
    _datasets[one.id] = one


def datasets() -> list[Dataset]:
    """Every dataset in order of its identifier."""
    return [_datasets[key] for key in sorted(_datasets)]


def dataset(identifier: str) -> Dataset | None:
    """The dataset, None when there is none of that identifier."""
    return _datasets.get(identifier)


def may_leave(indicator: Indicator) -> bool:
    """Whether any figure of the indicator is public at all."""
    if isinstance(indicator.value, RegisterCount):
        found = [registers.find(code) for code in indicator.registers]
        return all(one is not None and one.public for one in found)
    return isinstance(indicator.value, Observed)


def of_the_province(known: date | None = None) -> list[OpenFigure]:
    """全省: published figures and released counts, as known on a day (None = today)."""
    today = clock.today()
    day = min(known, today) if known else today
    return [*_observed(day, province=True), *_released(day)]


def of_the_regions(known: date | None = None) -> list[OpenFigure]:
    """分地区: published figures of cities, counties and 考核归属 units."""
    today = clock.today()
    return _observed(min(known, today) if known else today, province=False)


def history_of_the_province() -> list[OpenFigure]:
    """全省: every published version and every release of the counts, in the order they became known."""
    return [*_versions(clock.today(), province=True), *_released(clock.today(), every=True)]


def history_of_the_regions() -> list[OpenFigure]:
    """分地区: every published version, in the order they became known."""
    return _versions(clock.today(), province=False)


def _observed(day: date, *, province: bool) -> list[OpenFigure]:
    """The latest public version of each indicator, region and period. One query."""
    latest = {(row.code, row.region, row.period): row for row in _versions(day, province=province)}
    return [row for _, row in sorted(latest.items(), key=lambda pair: pair[0])]


def _versions(day: date, *, province: bool) -> list[OpenFigure]:
    """Every public version known by the day, in the order they became known. One query."""
    codes = [one.code for one in catalogue.all_indicators() if isinstance(one.value, Observed)]
    rows = Observation.objects.filter(indicator__in=codes, known_on__lte=day).exclude(status=Status.ESTIMATE)
    rows = rows.filter(region=PROVINCE) if province else rows.exclude(region=PROVINCE)
    return [
        OpenFigure(
            row.indicator, row.region, row.period, row.value, row.places, row.unit, Status(row.status), row.citation,
            row.known_on,
        )
        for row in rows.order_by("known_on", "pk")
    ]  # fmt: skip


def _released(day: date, *, every: bool = False) -> list[OpenFigure]:
    """Counts of public registers on days released by `day`; `every` time a quarter was released. Two queries a release."""
    open_ = [
        one for one in catalogue.all_indicators() if isinstance(one.value, RegisterCount) and may_leave(one)
    ]
    found: list[OpenFigure] = []
    for one in releases(day, every=every):
        read = figures([each.code for each in open_], [one.as_of], known=one.known_at)
        for each in open_:
            value = read.value(each.code, one.as_of)
            if value is not None:
                source = f"名录计数，{one.title}发布（数据截至{one.as_of.isoformat()}）"
                found.append(
                    OpenFigure(
                        each.code,
                        PROVINCE,
                        one.period,
                        Decimal(value),
                        0,
                        each.unit,
                        Status.PUBLISHED,
                        source,
                        one.released_on,
                    )  # fmt: skip
                )
    return found


def modified(found: Iterable[OpenFigure]) -> date | None:
    """The day the newest of these figures became known."""
    return max((one.known_on for one in found), default=None)


def area_name(code: str) -> str:
    """The region's name today."""
    return region_name(code, clock.today()) if code != PROVINCE else "河北省"
