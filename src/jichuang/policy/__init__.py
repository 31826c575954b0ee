"""Dated law as expression trees: one check, all findings, the same for a million. Knows no Django, no database, no applicant.

What works on frames and files (`evaluate`, `simulate`, `run_batch`, `impact_of`, ...) lives in modules that need Polars (a quarter of a second to import); they are
loaded when first asked for, so that one check starts in a tenth of a second. This is the only import that waits.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from jichuang.policy.changes import read_changes
from jichuang.policy.declaration import Policy
from jichuang.policy.errors import DateError, FactError, PolicyError
from jichuang.policy.explaining import Explanation
from jichuang.policy.guiding import GuideLine
from jichuang.policy.library import check, explain, get, guide, ids, parameters, schema
from jichuang.policy.moves import Move
from jichuang.policy.parameters import ParameterInForce
from jichuang.policy.results import Finding, Result

__all__ = [
    "DateError",
    "Explanation",
    "FactError",
    "Finding",
    "GuideLine",
    "Move",
    "ParameterInForce",
    "Policy",
    "PolicyError",
    "Result",
    "check",
    "explain",
    "get",
    "guide",
    "ids",
    "parameters",
    "read_changes",
    "schema",
]


_LATER = {
    "evaluate": ("frames", "evaluate"),
    "simulate": ("frames", "simulate"),
    "run_batch": ("batch", "run_batch"),
    "comparison": ("comparing", "Comparison"),
    "impact_of": ("impact", "impact_of"),
    "of_file": ("simulating", "of_file"),
    "simulate_over": ("simulating", "simulate_over"),
    "impact_as_dict": ("simulating", "as_dict"),
    "impact_as_text": ("simulating", "as_text"),
}


def __getattr__(name: str) -> Any:
    if name in _LATER:
        module, held = _LATER[name]
        return getattr(import_module(f"jichuang.policy.{module}"), held)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
