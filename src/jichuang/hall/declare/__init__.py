"""How a matter is declared: pure, frozen, refused at import when inconsistent. Knows no case and no database."""

from jichuang.hall.declare.afterlife import (
    Appeal,
    Change,
    FollowUp,
    Purpose,
    Renewal,
    Revocation,
    Surrender,
    by_default,
    statement,
)
from jichuang.hall.declare.desks import Desk, Signer
from jichuang.hall.declare.form import AtMost, Field, FieldType, Form, Material, Step
from jichuang.hall.declare.guide import Element, Guide, Question
from jichuang.hall.declare.guide import load as load_guide
from jichuang.hall.declare.keeping import Keep
from jichuang.hall.declare.kit import DeclarationError
from jichuang.hall.declare.matter import Export, Matter
from jichuang.hall.declare.nature import Nature, Vocabulary
from jichuang.hall.declare.opinions import Asked, Composition, Discipline, Mark, Member, Opinion
from jichuang.hall.declare.questions import Questions
from jichuang.hall.declare.scoring import Criterion, Scoring
from jichuang.hall.declare.sources import Citation, Keeper, SystemOfRecord
from jichuang.hall.declare.stages import (
    Action,
    Announcement,
    Batch,
    Certificate,
    CollectiveDecision,
    Decision,
    ExternalFiling,
    ExternalPublicity,
    FormCheck,
    JointDecision,
    Panel,
    Publicity,
    Recommend,
    Route,
    SiteVisit,
    Stage,
    StageKind,
    Submission,
    Together,
)
from jichuang.hall.declare.windows import Allowance, Per, Within

__all__ = [
    "Action",
    "Allowance",
    "Announcement",
    "Appeal",
    "Asked",
    "AtMost",
    "Batch",
    "Certificate",
    "Change",
    "Citation",
    "CollectiveDecision",
    "Composition",
    "Criterion",
    "Decision",
    "DeclarationError",
    "Desk",
    "Discipline",
    "Element",
    "Export",
    "ExternalFiling",
    "ExternalPublicity",
    "Field",
    "FieldType",
    "FollowUp",
    "Form",
    "FormCheck",
    "Guide",
    "JointDecision",
    "Keep",
    "Keeper",
    "Mark",
    "Material",
    "Matter",
    "Member",
    "Nature",
    "Opinion",
    "Panel",
    "Per",
    "Publicity",
    "Purpose",
    "Question",
    "Questions",
    "Recommend",
    "Renewal",
    "Revocation",
    "Route",
    "Scoring",
    "Signer",
    "SiteVisit",
    "Stage",
    "StageKind",
    "Step",
    "Submission",
    "Surrender",
    "SystemOfRecord",
    "Together",
    "Vocabulary",
    "by_default",
    "load_guide",
    "statement",
    "Within",
]
