"""The web server as it is run, in a process group of its own: asked over HTTP as a signed-in person, killed, started again."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import signal
import socket
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from django.db import connections
from django.test import Client

from jichuang.accounts.models import User
from jichuang.cli.running import web_command

TESTS = Path(__file__).resolve().parents[1]
TOKEN = secrets.token_hex(16)
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answered:
    """What came back; `status` 0 when the server died first. `points` it had, `commits` the points just after a commit."""

    status: int = 0
    points: int = 0
    commits: tuple[int, ...] = ()
    text: str = ""


def environment_of(data: Path, **more: object) -> dict[str, str]:
    """For a process of its own on this test's database."""
    held = connections["default"].settings_dict
    database = {key: held[key] for key in ("NAME", "USER", "HOST", "PORT", "PASSWORD")}
    given = {"database": database, "data": str(data), "secret": settings.SECRET_KEY, **more}
    return {
        **os.environ,
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
        "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent / "src")]),
        "FAULTS_DATABASE": json.dumps(given),
    }


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """Two workers under the product's own command line. `log` takes what they say."""

    data: Path
    log: Path = Path(os.devnull)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0

    def start(self) -> Server:
        """Starts it and waits until it answers."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                web_command("127.0.0.1", self.port, "faults.serving:application"),
                env=environment_of(self.data), stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.starts += 1
        for _ in range(1200):
            assert self.process.poll() is None, "the server did not start"
            if self._send("GET", "/robots.txt", b"", {}).status == 200:
                return self
            time.sleep(0.1)
        raise AssertionError("the server never answered")

    def stop(self) -> None:
        """Ends the whole group at once."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def post(
        self, user: User, address: str, given: dict[str, object] | bytes, die_at: int = 0, *, form: str = FORM
    ) -> Answered:
        """What the person is answered. A death takes the whole server with it, which is then started again."""
        browser = Client()
        browser.force_login(user)
        cookies = f"sessionid={browser.cookies['sessionid'].value}; csrftoken={TOKEN}"
        headers = {
            "Cookie": cookies, "X-CSRFToken": TOKEN, "X-Die-At": str(die_at), "X-Die-With": "all", "Content-Type": form,
        }  # fmt: skip
        body = given if isinstance(given, bytes) else urlencode(given, doseq=True).encode()
        answered = self._send("POST", address, body, headers)
        if not answered.status:
            assert self.process is not None
            self.process.wait(20)
            self.start()
        return answered

    def _send(self, method: str, address: str, body: bytes, headers: dict[str, str]) -> Answered:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request(method, address, body, headers)
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")
            commits = answer.headers.get("X-Commits", "")
            return Answered(
                answer.status,
                int(answer.headers.get("X-Points", "0")),
                tuple(map(int, commits.split(","))) if commits else (),
                text,
            )
        except (http.client.HTTPException, OSError):
            return Answered()
        finally:
            line.close()
