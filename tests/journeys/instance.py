"""A live demonstration to walk on: one that runs already, or a throw-away one of its own that is gone afterwards."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg

TESTS = Path(__file__).resolve().parents[1]
READY_SECONDS = 240
STOP_SECONDS = 60
PREPARE = """
from jichuang.base.cluster import Cluster
from jichuang.cli import datadir
data = datadir.prepare(datadir.DEMONSTRATION)
cluster = Cluster(data.path)
cluster.start()
cluster.stop()
"""
INSIDE = "from jichuang.cli.setting_up import prepared\nwith prepared('database'):\n"


class InstanceFault(RuntimeError):
    """The demonstration did not start, or one of its commands failed. Says what it said."""


@dataclass
class Instance:
    """Where a demonstration answers, and the environment in which its commands reach the same data."""

    url: str
    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))

    def command(self, *argv: str) -> subprocess.CompletedProcess[str]:
        """`jichuang …` on this installation's data; the caller judges the exit code."""
        return subprocess.run(
            [sys.executable, "-m", "jichuang.cli", *argv], env=self.environment, capture_output=True, text=True,
            stdin=subprocess.DEVNULL, check=False,
        )  # fmt: skip

    def inside(self, program: str, *argv: str) -> str:
        """Runs a few lines of Python on this installation's data and returns what they print.

        Raises InstanceFault with the end of what went wrong.
        """
        indented = "".join(f"    {line}\n" for line in program.strip("\n").splitlines())
        done = subprocess.run(
            [sys.executable, "-c", INSIDE + indented, *argv], env=self.environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode:
            raise InstanceFault(f"在演示数据上运行的程序失败：{done.stderr[-800:]}")
        return done.stdout

    def stagehand(self, module: str, *argv: str) -> str:
        """Calls `journeys.<module>.main(argv)` on this installation's data, behind the scenes; what it returned."""
        program = f"""
import sys
sys.path.insert(0, {str(TESTS)!r})
from journeys import {module}
print({module}.main(sys.argv[1:]))
"""
        return self.inside(program, *argv)


@contextmanager
def throwaway(on: date) -> Iterator[Instance]:
    """A demonstration of its own, loaded as of `on`, on a free port; stopped and deleted at the end."""
    root = Path(tempfile.mkdtemp(prefix="jichuang-walk-"))
    root.chmod(0o755)  # the database runs as another user when started by root
    kept = {key: text for key, text in os.environ.items() if not key.startswith(("JICHUANG", "DJANGO"))}
    port = _free_port()
    environment = {**kept, "JICHUANG_DATA": str(root / "data"), "PORT": str(port), "HOST": "127.0.0.1"}
    try:
        with _own_database(environment.get("DATABASE_URL")) as address:
            if address:
                environment["DATABASE_URL"] = address
            instance = Instance(f"http://127.0.0.1:{port}", environment)
            _fill(instance, on, embedded=address is None)
            with _serving(instance, root / "run.log"):
                yield instance
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _own_database(server: str | None) -> Iterator[str | None]:
    """On a given server: a database of this walk's own, dropped at the end. Without one: None, the embedded cluster."""
    if not server:
        yield None
        return
    parts = urlsplit(server)
    name = f"{parts.path.lstrip('/') or 'jichuang'}_walk_{os.getpid()}"
    _on_server(server, f'CREATE DATABASE "{name}"')
    try:
        yield urlunsplit(parts._replace(path=f"/{name}"))
    finally:
        _on_server(server, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on_server(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


_FILLED: dict[date, Path] = {}
"""Data directories just loaded, by their first day: the next province of that day is a copy."""


def _fill(instance: Instance, on: date, *, embedded: bool) -> None:
    data = Path(instance.environment["JICHUANG_DATA"])
    if embedded and on in _FILLED:
        _copy(_FILLED[on], data)
        return
    _load(instance, on, embedded=embedded)
    if embedded:
        kept = Path(tempfile.mkdtemp(prefix="jichuang-filled-"))
        kept.chmod(0o755)
        atexit.register(shutil.rmtree, kept, ignore_errors=True)
        _copy(data, kept / "data")
        _FILLED[on] = kept / "data"


def _copy(source: Path, target: Path) -> None:
    """A stopped installation with its owners and times, as `cp -a` makes it."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _load(instance: Instance, on: date, *, embedded: bool) -> None:
    program = PREPARE if embedded else "\n".join(PREPARE.splitlines()[:4])
    done = subprocess.run(
        [sys.executable, "-c", program], env=instance.environment, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        done = instance.command("demo", "reset", "--on", on.isoformat())
    if done.returncode:
        raise InstanceFault(f"演示数据没有装载成功：{done.stderr[-1200:] or done.stdout[-1200:]}")


@contextmanager
def _serving(instance: Instance, log: Path) -> Iterator[None]:
    with log.open("w") as target:
        process = subprocess.Popen(
            [sys.executable, "-m", "jichuang.cli", "run"],
            env=instance.environment, stdout=target, stderr=target, stdin=subprocess.DEVNULL,
        )  # fmt: skip
    try:
        _wait(instance, process, log)
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait(instance: Instance, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{instance.url}/healthz", timeout=5) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return
        except (URLError, OSError):
            pass
        time.sleep(0.2)
    raise InstanceFault(f"演示没有就绪：{log.read_text(encoding='utf-8')[-1500:]}")
