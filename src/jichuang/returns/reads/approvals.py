"""调查表的标识: what stands on a survey now, from the newest approval recorded, else as declared."""

from __future__ import annotations

from jichuang.returns.declare import Return, Survey
from jichuang.returns.models import SurveyApproval


def survey_of(declared: Return) -> Survey | None:
    """The marks of a survey as of now; None for an administrative return."""
    if declared.survey is None:
        return None
    row = SurveyApproval.objects.filter(code=declared.code).order_by("-recorded_at", "-id").first()
    return row.survey if row else declared.survey


def approvals(code: str) -> list[SurveyApproval]:
    """Every approval recorded for a survey, the newest first."""
    rows = SurveyApproval.objects.filter(code=code).select_related("recorded_by")
    return list(rows.order_by("-recorded_at", "-id"))
