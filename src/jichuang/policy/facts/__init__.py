"""Facts a rule asks for: their type, unit, scale, bounds and whether they can still change.

Parses what a person or a file gives into exact values, or refuses it naming the fact and the expected range.
Zero and false are data; only None (or absence) is missing.
"""

from __future__ import annotations

from jichuang.policy.facts.fact import FIXED, FUTURE, RECHECK, Fact, absent_among, parse_all
from jichuang.policy.facts.figures import Day, Figure, average, count, day, extent, hours, money, rate, year
from jichuang.policy.facts.lists import Record, Records, Sequence, record, records
from jichuang.policy.facts.words import Choice, Code, Flag, Text, choice, code, flag

__all__ = [
    "FIXED",
    "FUTURE",
    "RECHECK",
    "Choice",
    "Code",
    "Day",
    "Fact",
    "Figure",
    "Flag",
    "Record",
    "Records",
    "Sequence",
    "Text",
    "absent_among",
    "average",
    "choice",
    "code",
    "count",
    "day",
    "extent",
    "flag",
    "hours",
    "money",
    "parse_all",
    "rate",
    "record",
    "records",
    "year",
]
