"""Facts of the room: what was published or counted about a region and a period."""

from jichuang.indicators.models.bulletins import Bulletin, Erratum, IssuedFile, Snapshot
from jichuang.indicators.models.draws import SurveyDraw
from jichuang.indicators.models.imports import ObservationBatch
from jichuang.indicators.models.index import IndexRelease, Scheme
from jichuang.indicators.models.observations import ComparableBase, Observation
from jichuang.indicators.models.situation import Situation, SituationLetter, SituationReason

__all__ = [
    "Bulletin",
    "ComparableBase",
    "Erratum",
    "IndexRelease",
    "IssuedFile",
    "Observation",
    "ObservationBatch",
    "Scheme",
    "Situation",
    "SituationLetter",
    "SituationReason",
    "Snapshot",
    "SurveyDraw",
]
