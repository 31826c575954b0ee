"""环节的种类: composable stage objects, one small class for each kind. Know no matter and no case."""

from jichuang.hall.declare.stages.checking import FormCheck, Recommend, SiteVisit, Submission
from jichuang.hall.declare.stages.core import Action, Stage, StageKind
from jichuang.hall.declare.stages.deciding import CollectiveDecision, Decision, JointDecision, Panel
from jichuang.hall.declare.stages.ending import Announcement, Batch, Certificate, Publicity
from jichuang.hall.declare.stages.outside import ExternalFiling, ExternalPublicity
from jichuang.hall.declare.stages.route import Route, Together

__all__ = [
    "Action",
    "Announcement",
    "Batch",
    "Certificate",
    "CollectiveDecision",
    "Decision",
    "ExternalFiling",
    "ExternalPublicity",
    "FormCheck",
    "JointDecision",
    "Panel",
    "Publicity",
    "Recommend",
    "Route",
    "SiteVisit",
    "Stage",
    "StageKind",
    "Submission",
    "Together",
]
