"""凭单核验: whoever holds the link or the printed QR code sees whether the number still stands in the register today."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jichuang.hall import reads
from jichuang.hall.pages.qr import qr

STATES = {"valid": "ok", "lapsed": "warn", "not_yet": "info", "ended": "bad"}


@never_cache
@require_safe
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """凭单 for print, and its verification: the same page, read from the register at this moment."""
    found = reads.verify(token)
    address = request.build_absolute_uri(reverse("hall:verify", args=[token]))
    context = {
        "found": found,
        "state": STATES[found.state] if found else "bad",
        "address": address,
        "qr": qr(address) if found else "",
    }
    response = render(request, "hall/verify.html", context, status=200 if found else 404)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
