"""审计包: one click, one archive. A POST, because taking it is journalled."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from jichuang.base.downloads import attachment
from jichuang.hall import verbs
from jichuang.hall.pages.common import case_or_refusal, member


@login_required
@never_cache
@require_POST
def bundle(request: HttpRequest, number: str) -> FileResponse:
    """The archive of a case for its officers and for auditors."""
    case = case_or_refusal(request, number)
    content = verbs.take_bundle(case=case, by=member(request))
    response = FileResponse(content, content_type="application/zip")
    response["Content-Disposition"] = attachment(f"审计包-{number}.zip")
    return response
