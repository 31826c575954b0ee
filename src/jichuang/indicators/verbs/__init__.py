"""Every write of the room."""

from jichuang.indicators.verbs.comparable import record_comparable_base
from jichuang.indicators.verbs.flows import draw_sample
from jichuang.indicators.verbs.imports import commit_batch, discard_batch, preview_batch
from jichuang.indicators.verbs.observations import load_publications, record_observation
from jichuang.indicators.verbs.situation import (
    explain_doubt,
    freeze_situation,
    give_figure,
    open_situation,
    save_brief,
)

__all__ = [
    "commit_batch",
    "discard_batch",
    "draw_sample",
    "explain_doubt",
    "freeze_situation",
    "give_figure",
    "load_publications",
    "open_situation",
    "preview_batch",
    "record_comparable_base",
    "record_observation",
    "save_brief",
]
