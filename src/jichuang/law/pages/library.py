"""政策库: the policies there are. Knows no rule: words and figures are policy's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jichuang import policy
from jichuang.law.pages.common import Crumb


@require_safe
def policies(request: HttpRequest) -> HttpResponse:
    """Every policy."""
    listed = [policy.get(each) for each in policy.ids()]
    return render(request, "law/policies.html", {"crumbs": [Crumb("政策库")], "policies": listed})
