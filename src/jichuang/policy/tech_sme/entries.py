"""入库登记编号的期限. Knows the rule of an entry's life; the number itself is `codes.serials.TechSmeEntry`."""

from __future__ import annotations

from datetime import date

from jichuang.policy.tech_sme.rules import P, tech_sme


def entry_ends(entered_on: date, *, known: date | None = None) -> date:
    """The last day (inclusive) of an entry numbered on `entered_on`: the end of its calendar year (parameter `entry_ends`)."""
    month, day = str(tech_sme.law(entered_on, known).value(P.entry_ends)).split("-")
    return date(entered_on.year, int(month), int(day))
