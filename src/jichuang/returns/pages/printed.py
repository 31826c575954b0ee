"""本表 PDF: one return as the paper form, the survey's marks at its top right, blank or as filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.base import clock, pdf
from jichuang.base.downloads import attachment
from jichuang.base.tables import DEMONSTRATION_MARK
from jichuang.hall.declare.values import show
from jichuang.hall.pages.common import member
from jichuang.returns.models import Owed
from jichuang.returns.pages.common import owed_or_refusal
from jichuang.returns.reads.permissions import may_fill

TEMPLATE = Path(__file__).resolve().parents[1] / "forms" / "return.typ"


@login_required
@never_cache
@require_safe
def form(request: HttpRequest, key: int) -> HttpResponse:
    """The unit sees its working copy, the reviewing desk what was handed in last."""
    owed = owed_or_refusal(request, key)
    newest = owed.filings.order_by("-number").first()
    answers = owed.answers if may_fill(member(request), owed) else (newest.answers if newest else {})
    made = pdf.compiled(TEMPLATE, _paper(owed, answers), at=clock.now())
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = attachment(f"{owed.period.title}（{owed.name}）.pdf")
    return response


def _paper(owed: Owed, answers: dict[str, Any]) -> dict[str, Any]:
    """What the paper says, as plain data."""
    survey, declared = owed.period.survey, owed.period.declaration
    return {
        "title": declared.title,
        "period": owed.period.when.title,
        "unit": owed.name,
        "subject": owed.subject,
        "marks": list(survey.lines) if survey else [],
        "steps": [
            {
                "title": step.title,
                "rows": [
                    [field.title, field.unit or "—", show(field, answers.get(field.key))]
                    for field in step.fields
                ],
            }
            for step in declared.form.steps
        ],
        "demonstration": DEMONSTRATION_MARK if settings.DEMONSTRATION else "",
        "secret": survey is not None,
    }
