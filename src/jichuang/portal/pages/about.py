"""关于: what this system is, what it may not hold, and how to use it without a mouse."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

PRIVATE = ("/cases/", "/desk/", "/my/", "/audit/", "/publicity/", "/parties/", "/verify/")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """/about/"""
    return render(request, "portal/about.html")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Names under publicity and private pages are not for search engines."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
