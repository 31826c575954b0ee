"""The real application in a process of its own that is killed with signal 9 inside a request, and started again by its parent.

`X-Die-At: 17` ends the process at the seventeenth point of that request (`faults.dying`); the answer to a survivor says in
`X-Points` how many there were. Run as `python -m faults.serving PORT` with the database's settings in FAULTS_DATABASE.
"""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

import django
from django.core.wsgi import get_wsgi_application

Answer = Callable[..., Any]


class Quiet(WSGIRequestHandler):
    """No line for each request."""

    def log_message(self, format: str, *given: Any) -> None:
        """Says nothing."""


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
        FUSE.arm(int(environ.get("HTTP_X_DIE_AT", "0")))
        answered: list[Any] = []
        body = list(inner(environ, lambda *line: answered.extend(line[:2])))
        start(
            answered[0],
            [*answered[1], ("X-Points", str(FUSE.passed)), ("X-Commits", ",".join(map(str, FUSE.commits)))],
        )
        return body

    return application


def serve(port: int) -> None:
    """Forks a server, and another one whenever it has died; ends with its parent's terminal or by a signal."""
    application = prepared()
    listening = socket.create_server(("127.0.0.1", port), backlog=16)
    while True:
        child = os.fork()
        if child == 0:
            server = WSGIServer(("127.0.0.1", port), Quiet, bind_and_activate=False)
            server.socket = listening
            server.server_name, server.server_port = "127.0.0.1", port
            server.setup_environ()
            server.set_app(application)
            server.serve_forever()
        try:
            os.waitpid(child, 0)
        except KeyboardInterrupt:
            return


if __name__ == "__main__":
    serve(int(sys.argv[1]))
