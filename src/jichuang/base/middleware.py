"""Around every request: the address for the journal, refusals as designed pages, private pages never cached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jichuang.base.errors import Refused
from jichuang.base.journal import address_of_request
from jichuang.base.today import as_business, machine_now

ARRIVED = "jichuang.arrived"  # no client can set it: the names of headers begin with HTTP_
Respond = Callable[[HttpRequest], HttpResponse]


def client_address(request: HttpRequest) -> str | None:
    """The client's address; behind a trusted proxy (`JICHUANG_PROXY=1`) the last one it added."""
    if settings.BEHIND_PROXY:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if forwarded:
            return forwarded.split(",")[-1].strip()
    return request.META.get("REMOTE_ADDR") or None


class Arrival:
    """When the request reached this server, before anything it may have to wait for: a deadline is kept by this."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META[ARRIVED] = machine_now()
        return self.respond(request)


def arrived_at(request: HttpRequest) -> datetime:
    """The business moment at which the request arrived."""
    return as_business(request.META.get(ARRIVED) or machine_now())


class JournalAddress:
    """Verbs journal the address without ever seeing the request."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = address_of_request.set(client_address(request))
        try:
            return self.respond(request)
        finally:
            address_of_request.reset(token)


class Refusals:
    """A Refused that no page caught becomes the designed refusal page: 403 by permission, 409 by state."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Renders `base/refused.html` with the reason, the clause and the next step."""
        if not isinstance(fault, Refused):
            return None
        status = 409 if fault.conflict else 403
        return render(request, "base/refused.html", {"refusal": fault, "status": status}, status=status)


class PrivatePages:
    """What a signed-in person saw must not stay in a shared computer's cache."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.respond(request)
        user = getattr(request, "user", None)
        if user is not None and user.is_authenticated and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
