"""One R&D ledger, three views: 高企, 科小 and 加计扣除 calibers of the same lines, each line's treatment explained.

A line is entered once (`Line`, or a row of a sheet by `read`). Knows the calibers; knows no database and no applicant.
"""

from __future__ import annotations

from jichuang.policy.rd_ledger.deduction import deduction_facts, deduction_view, tech_sme_facts, tech_sme_view
from jichuang.policy.rd_ledger.hnte import hnte_facts, hnte_view
from jichuang.policy.rd_ledger.lines import COLUMNS, HEADS, KINDS, PLACES, Line
from jichuang.policy.rd_ledger.reading import Reading, cell_of, read, read_typed
from jichuang.policy.rd_ledger.three import TITLES, Caliber, as_dict, as_text, calibers
from jichuang.policy.rd_ledger.views import TREATED_COLUMNS, Treatment, View

__all__ = [
    "COLUMNS",
    "HEADS",
    "KINDS",
    "PLACES",
    "TITLES",
    "TREATED_COLUMNS",
    "Caliber",
    "Line",
    "Reading",
    "Treatment",
    "View",
    "as_dict",
    "as_text",
    "calibers",
    "cell_of",
    "deduction_facts",
    "deduction_view",
    "hnte_facts",
    "hnte_view",
    "read",
    "read_typed",
    "tech_sme_facts",
    "tech_sme_view",
]
