"""What one indicator's page shows: the value on a day, its series, its regions, its versions. A constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from jichuang.indicators.declare import Count, Indicator, Observed, RegisterCount, Surveyed
from jichuang.indicators.models import Observation
from jichuang.indicators.reads.comparing import Compared, compared, days_of
from jichuang.indicators.reads.hooks import releases
from jichuang.indicators.reads.known import Known, day_of
from jichuang.indicators.reads.observations import by_region, vintages
from jichuang.indicators.reads.series import Number, figures
from jichuang.indicators.reads.surveyed import Issued, issued_figures, places_of
from jichuang.registry.reads import home_name, homes
from jichuang.registry.reads.regions import region_name

PROVINCE = "130000"
MONTHS_SHOWN = 24


@dataclass(frozen=True)
class Place:
    """One region's figure. `period` is empty for counts on the day."""

    code: str
    name: str
    value: Number | None
    text: str
    period: str = ""
    status: str = ""


@dataclass(frozen=True)
class Shown:
    """Everything of one indicator on a day. `points` draw the chart; `released` the public's counts, `issued` bulletins."""

    value: Number | None
    text: str
    when: str
    points: list[tuple[date, Decimal]] = field(default_factory=list)
    periods: list[Compared] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    released: list[tuple[str, date, Number]] = field(default_factory=list)
    issued: list[Issued] = field(default_factory=list)


def shown(
    indicator: Indicator, day: date, *, inside: bool, region: str = PROVINCE, known: Known = None
) -> Shown:
    """The indicator on `day` as known by `known`; counts of registers live only `inside`, else as released."""
    if isinstance(indicator.value, Observed):
        return _observed(indicator, day, inside, region, known)
    if isinstance(indicator.value, Surveyed):
        return _surveyed(indicator.value, day if known is None else min(day, day_of(known) or day), region)
    if not isinstance(indicator.value, RegisterCount):
        return Shown(None, "", "")
    return _counted(indicator, day, known) if inside else _released(indicator)


def _observed(indicator: Indicator, day: date, inside: bool, region: str, known: Known) -> Shown:
    held = vintages([indicator.code], region=region, known=known)
    versions = [row for row in held.versions(indicator.code, day) if inside or row.public]
    periods = compared(indicator.code, versions, region, known)
    with_figure = [one.row for one in periods if one.row.value is not None]
    latest = with_figure[0] if with_figure else None
    points = [(days_of(row.period)[1], row.value) for row in reversed(with_figure) if row.value is not None]
    places = _places(indicator.code, day, inside, known)
    if latest is None:
        return Shown(None, "", "", periods=periods, places=places)
    return Shown(latest.value, latest.text, latest.period, _alike(points, latest), periods, places)


def _surveyed(value: Surveyed, day: date, region: str) -> Shown:
    """What bulletins issued by the day say; sums since 1 January, so points of one year make the line."""
    place = "" if region == PROVINCE else region
    found = issued_figures(value, day, place)
    if not found:
        return Shown(None, "", "")
    latest = found[-1]
    same = [one for one in found if one.period[:4] == latest.period[:4]]
    points = [(days_of(one.period)[1], one.value) for one in same if one.value is not None]
    places = [Place(code, name, one.value, one.text, one.period) for code, name, one in places_of(value, day)]
    return Shown(latest.value, latest.text, latest.quarter, points, places=places, issued=found[::-1])


def _alike(points: list[tuple[date, Decimal]], latest: Observation) -> list[tuple[date, Decimal]]:
    """Points that may share one line: sums of a year are no neighbours of sums of a month."""
    if latest.period.isdigit():
        return [(day, value) for day, value in points if (day.month, day.day) == (12, 31)]
    return [(day, value) for day, value in points if day.year >= int(latest.period[:4]) - 1]


def _places(code: str, day: date, inside: bool, known: Known) -> list[Place]:
    found = by_region(code, day, known=known)
    found.pop(PROVINCE, None)
    places: list[Place] = []
    for region in _order(set(found), day):
        rows = [row for row in found[region].values() if row.value is not None and (inside or row.public)]
        if rows:
            row = max(rows, key=lambda one: one.period)
            label = str(row.get_status_display())
            places.append(Place(region, region_name(region, day), row.value, row.text, row.period, label))
    return places


def _order(codes: set[str], day: date) -> list[str]:
    first = [home.code for home in homes(day) if home.code in codes]
    return first + sorted(codes - set(first))


def _counted(indicator: Indicator, day: date, known: Known) -> Shown:
    ends = [*_month_ends(day), day]
    read = figures([indicator.code], ends, by_home=True, known=known)
    value = read.value(indicator.code, day)
    parts = read.by_home(indicator.code, day) or {}
    names = [home.code for home in homes(day)]
    order = names + sorted(set(parts) - set(names))
    places = [
        Place(code, home_name(code, day) if code else "未归属", parts.get(code, 0), f"{parts.get(code, 0):,}")
        for code in order
        if value is not None
    ]
    points = [(end, read.value(indicator.code, end)) for end in ends]
    line = [(end, Decimal(number)) for end, number in points if number is not None]
    return Shown(value, "" if value is None else f"{value:,}", day.isoformat(), line, places=places)


def _month_ends(day: date) -> list[date]:
    """The last days of the months before `day`, oldest first."""
    ends: list[date] = []
    first = day.replace(day=1)
    for _ in range(MONTHS_SHOWN):
        end = first - timedelta(days=1)
        ends.append(end)
        first = end.replace(day=1)
    return ends[::-1]


def _released(indicator: Indicator) -> Shown:
    found = released_counts([indicator.code]).get(indicator.code, [])
    if not found:
        return Shown(None, "", "")
    title, _, value = found[-1]
    points = [(as_of, Decimal(number)) for _, as_of, number in found]
    return Shown(value, f"{value:,}", title, points if len(points) > 1 else [], released=found)


def rows_words(indicator: Indicator, *, inside: bool, public: bool) -> str:
    """明细: where the rows behind the figure are, or why this reader does not see them. `public`: its registers are."""
    if isinstance(indicator.value, Observed):
        return "由发布单位汇总，本系统没有逐条明细；请按来源查发布物。"
    if isinstance(indicator.value, Surveyed):
        return "单位填报的调查表依《统计法》保密，任何页面都不列出；可看的是汇总后的公报和开放数据。"
    if not isinstance(indicator.value, RegisterCount):
        return "尚未接入，没有明细。"
    if indicator.value.count is Count.NET:
        return "净增是两数之差，没有自己的名单；请看毛增与总数的名单。"
    if inside:
        return "在“分地区”里逐级点开到名单，或导出全部名单。"
    if public:
        return "逐条见上面的公开名录，可选截至日期；分地区数和写入记录只对内部岗位开放。"
    return "名录不对外公开，名单只对内部岗位开放。"


def released_counts(codes: list[str]) -> dict[str, list[tuple[str, date, Number]]]:
    """`{code: [(title, as of, value)]}` of every released quarter. Two queries a release, whatever the number of codes."""
    counted: dict[str, list[tuple[str, date, Number]]] = {code: [] for code in codes}
    for one in releases():
        read = figures(codes, [one.as_of], known=one.known_at)
        for code in codes:
            value = read.value(code, one.as_of)
            if value is not None:
                counted[code].append((one.title, one.as_of, value))
    return counted
