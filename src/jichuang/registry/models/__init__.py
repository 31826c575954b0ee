"""Facts of the registry: one module per noun. Knows no case and no page."""

from jichuang.registry.models.changes import TableChange
from jichuang.registry.models.departments import Appointment, Department, Recommender
from jichuang.registry.models.entries import Entry
from jichuang.registry.models.imports import ImportBatch, ImportRow
from jichuang.registry.models.parties import Delegation, Party, PartyFact, PartyName
from jichuang.registry.models.stand_ins import StandIn

__all__ = [
    "Appointment",
    "Delegation",
    "Department",
    "Entry",
    "ImportBatch",
    "ImportRow",
    "Party",
    "PartyFact",
    "PartyName",
    "Recommender",
    "StandIn",
    "TableChange",
]
