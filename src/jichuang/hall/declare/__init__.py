"""How a matter is declared: pure, frozen, refused at import when inconsistent. Knows no case and no database."""

from jichuang.hall.declare.form import AtMost, Field, FieldType, Form, Material, Step
from jichuang.hall.declare.guide import Element, Guide, Question
from jichuang.hall.declare.guide import load as load_guide
from jichuang.hall.declare.kit import DeclarationError
from jichuang.hall.declare.matter import Export, Matter
from jichuang.hall.declare.nature import Nature, Vocabulary
from jichuang.hall.declare.sources import Citation, Keeper, SystemOfRecord
from jichuang.hall.declare.stages import (
    Action,
    Announcement,
    Batch,
    Desk,
    FormCheck,
    Publicity,
    Route,
    Stage,
    StageKind,
)

__all__ = [
    "Action",
    "Announcement",
    "AtMost",
    "Batch",
    "Citation",
    "DeclarationError",
    "Desk",
    "Element",
    "Export",
    "Field",
    "FieldType",
    "Form",
    "FormCheck",
    "Guide",
    "Keeper",
    "Material",
    "Matter",
    "Nature",
    "Publicity",
    "Question",
    "Route",
    "Stage",
    "StageKind",
    "Step",
    "SystemOfRecord",
    "Vocabulary",
    "load_guide",
]
