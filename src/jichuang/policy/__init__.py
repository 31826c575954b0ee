"""Dated law as expression trees: one check, all findings, the same for a million. Knows no Django, no database, no applicant.

`evaluate` and `simulate` live in `frames`, which needs Polars (a quarter of a second to import); they are loaded when first
asked for, so that one check stays quick to start.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from jichuang.policy.declaration import Policy
from jichuang.policy.errors import DateError, FactError, PolicyError
from jichuang.policy.explaining import Explanation
from jichuang.policy.library import check, explain, get, ids, parameters, schema
from jichuang.policy.moves import Move
from jichuang.policy.parameters import ParameterInForce
from jichuang.policy.results import Finding, Result

__all__ = [
    "DateError",
    "Explanation",
    "FactError",
    "Finding",
    "Move",
    "ParameterInForce",
    "Policy",
    "PolicyError",
    "Result",
    "check",
    "explain",
    "get",
    "ids",
    "parameters",
    "schema",
]


def __getattr__(name: str) -> Any:
    if name in ("evaluate", "simulate"):
        return getattr(import_module("jichuang.policy.frames"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
