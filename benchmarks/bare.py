"""The measure to compare with: a bare Django page, one query, twenty rows, Django's own middleware and templates."""

from __future__ import annotations

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.template import Context, engines
from django.urls import path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
settings.ROOT_URLCONF = __name__
settings.MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
django.setup()

from jichuang.hall.models import Case  # noqa: E402  models exist only once Django is set up

ROWS = 20
PAGE = engines["django"].from_string(
    "<!doctype html><title>办件</title><table>{% for case in cases %}<tr><td>{{ case.party.name }}</td>"
    "<td>{{ case.number }}</td><td>{{ case.matter }}</td><td>{{ case.get_state_display }}</td>"
    '<td>{{ case.submitted_at|date:"Y-m-d H:i" }}</td></tr>{% endfor %}</table>'
)


def cases(request: HttpRequest) -> HttpResponse:
    """The last twenty cases with their firms, in one query."""
    found = Case.objects.select_related("party").order_by("-pk")[:ROWS]
    return HttpResponse(PAGE.template.render(Context({"cases": found})))


urlpatterns = [path("", cases)]
application = get_wsgi_application()
