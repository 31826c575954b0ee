"""Facts of a plan: its text, its promises, and what officers add to them."""

from jichuang.plan.models.adjusting import Adjustment, QuarterPace
from jichuang.plan.models.charges import Charge, ChargeStep, Policy
from jichuang.plan.models.closing import YearClosing
from jichuang.plan.models.documents import Consultation, DraftText, IssuedDocument, Opinion
from jichuang.plan.models.evaluating import Award, CityShare, Evaluation, Sampled, SampledFile, SelfScore
from jichuang.plan.models.following import Owner, QuarterRelease, ReadDraft, RungReport
from jichuang.plan.models.goals import GoalReport
from jichuang.plan.models.letters import Letter, LetterAnswer
from jichuang.plan.models.plan import Chapter, Item, Plan
from jichuang.plan.models.promises import Duty, Explanation, Milestone, Target
from jichuang.plan.models.reports import OwnerReport, ReportFile, ReportVerdict

__all__ = [
    "Adjustment",
    "Award",
    "Chapter",
    "Charge",
    "ChargeStep",
    "CityShare",
    "Consultation",
    "DraftText",
    "Duty",
    "Evaluation",
    "Explanation",
    "GoalReport",
    "IssuedDocument",
    "Item",
    "Letter",
    "LetterAnswer",
    "Milestone",
    "OwnerReport",
    "Opinion",
    "Owner",
    "Plan",
    "Policy",
    "QuarterPace",
    "QuarterRelease",
    "ReadDraft",
    "ReportFile",
    "ReportVerdict",
    "RungReport",
    "Sampled",
    "SampledFile",
    "SelfScore",
    "Target",
    "YearClosing",
]
