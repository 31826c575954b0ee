"""Guards a session: ends it when idle or old, and leads to the password page when a change is due. Machine time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from jichuang.accounts.models import User
from jichuang.base import clock

SEEN = "seen_at"
SIGNED_IN = "signed_in_at"
SENT_BACK = "sent_before_sign_in"
MOST_KEPT = 100_000  # characters of one form
UNKEPT = {"csrfmiddlewaretoken", "password", "old", "new", "again"}  # never kept in a session
RENEW = 60  # seconds: the session row is not written on every request
ABSOLUTE = timedelta(hours=8)

Respond = Callable[[HttpRequest], HttpResponse]


class SessionGuard:
    """Idle longer than IDLE_MINUTES or older than 8 hours: signed out, with the way back. Drafts are in the database."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not isinstance(user, User):
            return self.respond(request)
        now = clock.machine_now().timestamp()
        seen = request.session.get(SEEN, now)
        began = request.session.setdefault(SIGNED_IN, now)
        if now - seen > settings.IDLE_MINUTES * 60 or now - began > ABSOLUTE.total_seconds():
            logout(request)
            keep_sent(request, user)
            return self._sign_in(request)
        if SEEN not in request.session or now - seen > RENEW:
            request.session[SEEN] = now
        if user.must_change_password and not self._may_pass(request.path):
            return HttpResponseRedirect(reverse("accounts:password"))
        return self.respond(request)

    def _sign_in(self, request: HttpRequest) -> HttpResponse:
        query = urlencode({"next": _way_back(request), "why": "idle"})
        address = f"{reverse('accounts:sign-in')}?{query}"
        if request.headers.get("Accept") == "application/json":
            reason = "登录已过期，请在新页面登录；填写内容还在这台设备上。"
            return JsonResponse({"reason": reason}, status=401)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=401, headers={"HX-Redirect": address})
        return HttpResponseRedirect(address)

    def _may_pass(self, path: str) -> bool:
        allowed = {reverse("accounts:password"), reverse("accounts:sign-out")}
        return path in allowed or path.startswith(settings.STATIC_URL)


def keep_sent(request: HttpRequest, user: User | None) -> None:
    """Keeps what a form sent after its session had ended, so that nothing typed is lost by signing in again."""
    if request.method != "POST":
        return
    typed = {key: str(value) for key, value in request.POST.items() if key not in UNKEPT}
    if sum(map(len, typed.values())) <= MOST_KEPT:
        request.session[SENT_BACK] = {"path": request.path, "typed": typed, "user": user.pk if user else None}


def sent_before(request: HttpRequest) -> dict[str, str]:
    """What this person sent to this page before signing in again, once; {} otherwise."""
    held = request.session.get(SENT_BACK)
    if held is None or held["path"] != request.path:
        return {}
    del request.session[SENT_BACK]
    return dict(held["typed"]) if held["user"] in (None, request.user.pk) else {}


def _way_back(request: HttpRequest) -> str:
    """The page itself; for a form being sent, the page it stands on (which holds the saved draft)."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    sent_from = urlsplit(request.headers.get("Referer", ""))
    return sent_from.path if sent_from.netloc == request.get_host() and sent_from.path else "/"
