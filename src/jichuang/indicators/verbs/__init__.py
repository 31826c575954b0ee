"""Every write of the room."""

from jichuang.indicators.verbs.bulletins import (
    add_erratum,
    draft_bulletin,
    issue_bulletin,
    review_bulletin,
    write_remark,
)
from jichuang.indicators.verbs.chasing import chase
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
    "add_erratum",
    "chase",
    "commit_batch",
    "discard_batch",
    "draft_bulletin",
    "draw_sample",
    "explain_doubt",
    "freeze_situation",
    "give_figure",
    "issue_bulletin",
    "load_publications",
    "open_situation",
    "preview_batch",
    "record_comparable_base",
    "record_observation",
    "review_bulletin",
    "save_brief",
    "write_remark",
]
