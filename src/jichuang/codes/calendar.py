"""工作日历：法定节假日与调休上班日，按工作日推算期限。

节假日安排取自 chinesecalendar 包（国务院办公厅历年通知）；包里没有的年份只分周末，由 known() 说明。
不知道今天是哪天，也不知道期限属于哪个事项。
"""

from collections.abc import Mapping
from datetime import date, timedelta

from chinese_calendar import constants

from jichuang.codes.errors import CodeError

_HOLIDAYS: Mapping[date, str] = constants.holidays
_MAKE_UP: Mapping[date, str] = constants.workdays
_YEARS = frozenset(day.year for day in _HOLIDAYS)
_ONE_DAY = timedelta(days=1)
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}
# 一次推算最多走这么多天（约 27 年）；期限不会更长，超出多半是年份写错
_LIMIT = 10_000


class WorkCalendar:
    """一份工作日历。overrides 是逐日的更正：True 为上班，False 为休息，优先于节假日通知和周末。"""

    def __init__(self, overrides: Mapping[date, bool] | None = None) -> None:
        self._overrides = dict(overrides or {})
        self._override_years = frozenset(day.year for day in self._overrides)

    def known(self, year: int) -> bool:
        """这一年的节假日安排是否已有（包内已收，或至少更正过一天）；否则只分周末，页面应提示。"""
        return year in _YEARS or year in self._override_years

    def is_workday(self, day: date) -> bool:
        """day 是否工作日。"""
        override = self._overrides.get(day)
        if override is not None:
            return override
        return day in _MAKE_UP or (day.weekday() < 5 and day not in _HOLIDAYS)

    def label(self, day: date) -> str:
        """给日历看的一句话：节日名、“调休上班”、“周末”；平常工作日为空。"""
        if day in self._overrides:
            return "上班（日历更正）" if self._overrides[day] else "休息（日历更正）"
        if day in _MAKE_UP:
            return "调休上班"
        if day in _HOLIDAYS:
            return _NAMES.get(_HOLIDAYS[day], "节假日")
        return "周末" if day.weekday() >= 5 else ""

    def add_workdays(self, start: date, n: int) -> date:
        """start 之后第 n 个工作日（start 当日不计）；n 为负则往前数，n 为 0 就是 start 本身。"""
        step = _ONE_DAY if n >= 0 else -_ONE_DAY
        left, day, walked = abs(n), start, 0
        while left:
            day += step
            walked += 1
            if walked > _LIMIT:
                raise CodeError("期限", f"{n}个工作日", "超出可推算的范围", f"应在{_LIMIT}天以内")
            left -= self.is_workday(day)
        return day

    def workdays_between(self, a: date, b: date) -> int:
        """a 之后到 b（含）有几个工作日；b 早于 a 时为负，即已经过去几个工作日。"""
        if b < a:
            return -self.workdays_between(b, a)
        if (b - a).days > _LIMIT:
            raise CodeError("期限", f"{a} 至 {b}", "超出可推算的范围", f"应在{_LIMIT}天以内")
        return sum(self.is_workday(a + timedelta(days=offset)) for offset in range(1, (b - a).days + 1))

    def next_workday(self, day: date) -> date:
        """day 之后的第一个工作日（不含 day）。"""
        return self.add_workdays(day, 1)

    def on_or_after(self, day: date) -> date:
        """day 本身是工作日就是它，否则顺延到下一个工作日。"""
        return day if self.is_workday(day) else self.next_workday(day)

    def end_of_calendar_period(self, start: date, days: int, *, first_day_counts: bool = False) -> date:
        """自 start 起 days 个自然日的最后一天，落在休息日则顺延到下一个工作日。

        默认当日不计（民法的算法）；公示公告写“7月14日至7月20日共7天”这类把首日算在内的，传 first_day_counts=True。
        """
        if not 1 <= days <= _LIMIT:
            raise CodeError("期限", f"{days}天", "不是可用的天数", f"应为1至{_LIMIT}天")
        return self.on_or_after(start + timedelta(days=days - 1 if first_day_counts else days))
