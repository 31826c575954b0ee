"""Every write of the room."""

from jichuang.indicators.verbs.comparable import record_comparable_base
from jichuang.indicators.verbs.imports import commit_batch, discard_batch, preview_batch
from jichuang.indicators.verbs.observations import load_publications, record_observation

__all__ = [
    "commit_batch",
    "discard_batch",
    "load_publications",
    "preview_batch",
    "record_comparable_base",
    "record_observation",
]
