"""日期：人们在表格里的各种写法，以及首尾都算在内的日期区间。

不知道今天是哪天，也不知道节假日（见 calendar）。
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from jichuang.codes.errors import CodeError
from jichuang.codes.text import tidy

FIELD = "日期"
_TIME = r"(?:[ T]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?"
_FULL = (
    re.compile(rf"(\d{{4}})([-/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME}"),
    re.compile(rf"(\d{{4}})( ?年 ?)(\d{{1,2}}) ?月 ?(\d{{1,2}}) ?[日号]?{_TIME}"),
    re.compile(r"((?:19|20)\d{2})()(\d{2})(\d{2})"),
)
_MONTH = re.compile(r"(\d{4})(?:[-/.]| ?年 ?)(\d{1,2}) ?月?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_EXCEL_EPOCH = date(1899, 12, 30)  # Excel 把 1900 年误作闰年，自 1900-03-01 起以此为零点才对
# 五位数字里只有这一段像近现代日期（1954-10-03 至 2099-12-31），其余更可能是别的数
_SERIAL_RANGE = (20000, 73050)


def parse_date(
    text: str, *, field: str = FIELD, month_only: Literal["refuse", "first", "last"] = "refuse"
) -> date:
    """读日期：2018-3-1、2018/3/1、2018.3.1、2018年3月1日、20180301、带时刻的写法、Excel 序列数（43160）。

    只写到月（2018.3、2018年3月）时按 month_only：拒绝、取月初、取月末。读不出或没有这一天抛出 CodeError。
    """
    plain = tidy(text)
    if not plain:
        raise CodeError(field, text, "没有填写", "请填日期，如 2018-03-01")
    for pattern in _FULL:
        match = pattern.fullmatch(plain)
        if match:
            return _day(int(match[1]), int(match[3]), int(match[4]), text, field)
    match = _MONTH.fullmatch(plain)
    if match:
        return _month_day(int(match[1]), int(match[2]), text, field, month_only)
    match = _SERIAL.fullmatch(plain)
    if match and _SERIAL_RANGE[0] <= int(match[1]) <= _SERIAL_RANGE[1]:
        return from_excel_serial(int(match[1]))
    raise CodeError(field, text, "读不出日期", "请写成 2018-03-01、2018年3月1日或 2018.3.1")


def from_excel_serial(serial: int, *, since_1904: bool = False) -> date:
    """Excel 序列数换成日期；since_1904 用于旧苹果版工作簿。1900 年 1、2 月不支持（从不出现在业务里）。"""
    return (date(1904, 1, 1) if since_1904 else _EXCEL_EPOCH) + timedelta(days=serial)


def add_months(start: date, months: int) -> date:
    """若干个月后的同一天；没有这一天时取当月最后一天。"""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return min(date(year, month + 1, 1) + timedelta(days=start.day - 1), last_of_month(year, month + 1))


def add_years(start: date, years: int) -> date:
    """若干年后的同一天；2 月 29 日遇平年取 2 月 28 日。"""
    return add_months(start, years * 12)


def last_of_month(year: int, month: int) -> date:
    """当月最后一天。"""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)


def _day(year: int, month: int, day: int, text: str, field: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise CodeError(field, text, f"没有{year}年{month}月{day}日这一天", "请核对年月日") from None


def _month_day(year: int, month: int, text: str, field: str, month_only: str) -> date:
    first = _day(year, month, 1, text, field)
    if month_only == "refuse":
        raise CodeError(field, text, "只写到月", f"请写到日，如 {year}-{month:02d}-01")
    return first if month_only == "first" else last_of_month(year, month)


@dataclass(frozen=True, slots=True)
class DateRange:
    """日期区间，首尾两天都算在内；end 为空表示没有定止日。止日早于起日抛出 CodeError。"""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise CodeError("起止日期", str(self), "止日早于起日", "请核对起止日期")

    def __contains__(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def overlaps(self, other: "DateRange") -> bool:
        """两个区间是否至少有一天相同。"""
        return (other.end is None or self.start <= other.end) and (
            self.end is None or other.start <= self.end
        )

    def intersect(self, other: "DateRange") -> "DateRange | None":
        """共同的一段；没有则为空。"""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return DateRange(max(self.start, other.start), min(ends) if ends else None)

    @property
    def days(self) -> int | None:
        """含首尾的天数；没有定止日时为空。"""
        return None if self.end is None else (self.end - self.start).days + 1

    def __str__(self) -> str:
        return f"{self.start} 至 {self.end}" if self.end else f"{self.start} 起"
