"""入库登记编号的期限、格式和所对应的纳税年度. Knows the rules of an entry's life; the number itself is `codes.serials.TechSmeEntry`.

What the number means for tax is read from dated parameters: 第11位自2018年起才有含义.
"""

from __future__ import annotations

import re
from datetime import date

from jichuang.codes.serials import TechSmeEntry
from jichuang.policy.parameters import Parameter
from jichuang.policy.tech_sme.rules import P, tech_sme


def entry_ends(entered_on: date, *, known: date | None = None) -> date:
    """The last day (inclusive) of an entry numbered on `entered_on`: the end of its calendar year (parameter `entry_ends`)."""
    return _day_of(P.entry_ends, entered_on, known)


def number_fits(number: str, on: date, *, known: date | None = None) -> bool:
    """Whether a number has the form of that day (parameter `number_form`); DateError before 2018, when no form was published."""
    return re.fullmatch(str(tech_sme.law(on, known).value(P.number_form)), number) is not None


def eleventh_mark(established_on: date, filed_on: date, *, known: date | None = None) -> str:
    """编号第11位: B 入库年度成立; 以前成立的, 0 截止日（含）前提交自评或补正, A 其后提交. The year of filing is 入库年度."""
    if established_on.year >= filed_on.year:
        return "B"
    return "0" if filed_on <= _day_of(P.early_filing_ends, filed_on, known) else "A"


def rate_year(entry: TechSmeEntry, *, known: date | None = None) -> int | None:
    """The tax year whose 汇算清缴 may use the rate of 科技型中小企业 by this number: the year before its own, or None.

    Only a number whose 第11位 is among `rate_marks` serves it. DateError for a number of before 2018, when the mark had no meaning."""
    marks = tech_sme.law(date(entry.year, 12, 31), known).value(P.rate_marks)
    return entry.year - 1 if entry.mark in marks else None


def qualified_year(entry: TechSmeEntry) -> int:
    """资格年度 for carrying losses forward: the number's own year, whatever its mark (国家税务总局公告2018年第45号)."""
    return entry.year


def _day_of(month_day: Parameter, on: date, known: date | None) -> date:
    month, day = str(tech_sme.law(on, known).value(month_day)).split("-")
    return date(on.year, int(month), int(day))
