"""The real application for the real web server, with a fuse in it.

`X-Die-At: 17` kills the worker that answers at the seventeenth point of that request (`faults.dying`), `X-Die-With: all` the whole
server with it; the answer to a survivor says in `X-Points` how many points there were. Served by the product's own command line with
the database's settings in FAULTS_DATABASE.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable
from typing import Any

import django
from django.core.wsgi import get_wsgi_application

Answer = Callable[..., Any]


def prepared() -> Callable[[dict[str, Any], Answer], Iterable[bytes]]:
    """The application on the given database, in demonstration, with its fuse in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415  only after django.setup
    from django.db import connections  # noqa: PLC0415

    from faults.dying import FUSE  # noqa: PLC0415

    given = json.loads(os.environ["FAULTS_DATABASE"])
    connections["default"].settings_dict.update(given["database"])
    settings.DATA_DIR, settings.DEMONSTRATION, settings.SECRET_KEY = given["data"], True, given["secret"]
    FUSE.install()
    inner = get_wsgi_application()

    def application(environ: dict[str, Any], start: Answer) -> Iterable[bytes]:
        FUSE.arm(int(environ.get("HTTP_X_DIE_AT", "0")), whole_group=environ.get("HTTP_X_DIE_WITH") == "all")
        answered: list[Any] = []
        body = list(inner(environ, lambda *line: answered.extend(line[:2])))
        points = [("X-Points", str(FUSE.passed)), ("X-Commits", ",".join(map(str, FUSE.commits)))]
        start(answered[0], [*answered[1], *points])
        return body

    return application


application = prepared()
