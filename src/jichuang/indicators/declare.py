"""How an indicator is declared: a title, a unit and a value said in the words of its source.

`entries("hnte").in_force` is a query in words: evaluable on any day, by region. Nothing here touches the database;
`reads.py` turns all values of one page into a constant number of queries.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from jichuang.indicators.terms import Direction, Kind


class Count(StrEnum):
    """What is counted about register entries."""

    IN_FORCE = "in_force"
    STARTED = "started"
    NUMBERED = "numbered"
    FIRST = "first"
    ENDED = "ended"
    NET = "net"
    LAPSED = "lapsed"
    BORN = "born"

    @property
    def is_level(self) -> bool:
        """Whether the count is a level on a day (otherwise it accumulates from 1 January)."""
        return self in {Count.IN_FORCE, Count.LAPSED}


COUNTED = {
    Count.IN_FORCE: "条数（起始日期 ≤ 当日 ≤ 有效期至，且未撤销）",
    Count.STARTED: "条数（1月1日 ≤ 起始日期 ≤ 当日）",
    Count.NUMBERED: "条数（登记编号的年份 = 当年，且起始日期 ≤ 当日）",
    Count.FIRST: "条数（1月1日 ≤ 起始日期 ≤ 当日，且该主体此前从未列入）",
    Count.ENDED: "条数（上年12月31日 ≤ 最后有效日 < 当日）",
    Count.NET: "当日有效数 − 上年12月31日有效数",
    Count.LAPSED: "主体数（365天内到期，且当日没有有效条目）",
    Count.BORN: "主体数（成立日期和首次列入日期都在当年）",
}
"""Each count as a formula in words."""


@dataclass(frozen=True)
class RegisterCount:
    """A count over the entries of one or several registers."""

    registers: tuple[str, ...]
    count: Count


@dataclass(frozen=True)
class Entries:
    """Entries of registers, waiting to be told what to count."""

    registers: tuple[str, ...]

    @property
    def in_force(self) -> RegisterCount:
        """有效: entries valid on the day."""
        return RegisterCount(self.registers, Count.IN_FORCE)

    @property
    def started_in_year(self) -> RegisterCount:
        """年内新增（毛）: entries whose validity begins between 1 January and the day."""
        return RegisterCount(self.registers, Count.STARTED)

    @property
    def numbered_in_year(self) -> RegisterCount:
        """年内登记编号: entries whose number was given in the year, counted from their first valid day."""
        return RegisterCount(self.registers, Count.NUMBERED)

    @property
    def first_in_year(self) -> RegisterCount:
        """年内首次: of those begun in the year, entries of subjects never before in the register."""
        return RegisterCount(self.registers, Count.FIRST)

    @property
    def ended_in_year(self) -> RegisterCount:
        """年内退出: entries whose last valid day lies between 31 December before and the day before."""
        return RegisterCount(self.registers, Count.ENDED)

    @property
    def net_in_year(self) -> RegisterCount:
        """年内净增: begun less ended."""
        return RegisterCount(self.registers, Count.NET)

    @property
    def awaiting_renewal(self) -> RegisterCount:
        """到期待重认: subjects whose last entry ended within the last 365 days and who hold none on the day."""
        return RegisterCount(self.registers, Count.LAPSED)

    @property
    def of_firms_founded_in_year(self) -> RegisterCount:
        """当年成立: distinct parties founded in the year, counted from their first entry in these registers."""
        return RegisterCount(self.registers, Count.BORN)


def entries(*registers: str) -> Entries:
    """Entries of the named registers together."""
    if not registers:
        raise ValueError("entries() needs at least one register")
    return Entries(registers)


@dataclass(frozen=True)
class Observed:
    """A figure that a named office publishes; nothing here can compute it."""

    publisher: str = ""


def observed(publisher: str = "") -> Observed:
    """A published figure, read from the observations of the indicator's own code."""
    return Observed(publisher)


@dataclass(frozen=True)
class NotYet:
    """尚未接入: the system that will feed the indicator does not run yet; no number is shown."""

    system: str


def not_yet(system: str) -> NotYet:
    """Names the system that will supply the figure."""
    return NotYet(system)


@dataclass(frozen=True)
class Surveyed:
    """A total of a statistical survey, known to anybody only through what was issued of it."""

    survey: str
    title: str
    measure: str


def surveyed(survey: str, title: str, measure: str) -> Surveyed:
    """The figure `measure` of the survey with this code, as its bulletins state it."""
    return Surveyed(survey, title, measure)


Value = RegisterCount | Observed | NotYet | Surveyed


@dataclass(frozen=True)
class Indicator:
    """指标: what is counted, in which unit, from which source, and what must be known to read it."""

    code: str
    title: str
    unit: str
    kind: Kind
    direction: Direction
    value: Value
    definition: str
    notes: str = ""
    frequency: str = "实时"
    lag: str = ""
    beside: tuple[str, ...] = ()  # indicators always shown next to this one (gross beside net, 首次入库, …)
    formula: str = ""
    secrecy: str = ""

    @property
    def registers(self) -> tuple[str, ...]:
        """Codes of the registers counted; empty when the figure comes from elsewhere."""
        return self.value.registers if isinstance(self.value, RegisterCount) else ()

    @property
    def formula_text(self) -> str:
        """How the figure comes about, in words; counts say it themselves."""
        if self.formula:
            return self.formula
        if isinstance(self.value, RegisterCount):
            return COUNTED[self.value.count]
        if isinstance(self.value, Surveyed):
            return "已冻结调查表中该项之和；增速按同一批企业本期与上年同期数计算"
        return "由发布单位计算，本系统只引用" if isinstance(self.value, Observed) else "接入后写明"

    @property
    def secrecy_text(self) -> str:
        """What may be shown of it: 统计保密规则."""
        if self.secrecy:
            return self.secrecy
        if isinstance(self.value, RegisterCount):
            return "行政登记的条数；公众看已发布季度的全省数，分地区数和名单对内部岗位开放。"
        if isinstance(self.value, Surveyed):
            return (
                "统计调查：单位填报的数不得外泄；少于规定家数或一家独大的格子不公布，能推算出它的一并不公布。"
            )
        return "引用公开发布数；估计数只对内部岗位开放。"

    @property
    def source_text(self) -> str:
        """Chinese words for the source of the figure."""
        if isinstance(self.value, RegisterCount):
            return "名录实时计数"
        if isinstance(self.value, Observed):
            return self.value.publisher or "外部发布"
        if isinstance(self.value, Surveyed):
            return self.value.title
        return f"待接入：{self.value.system}"
