"""One real deployment lives through what happens to machines: killed processes, a second start, backup and restore."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

pytestmark = pytest.mark.cluster
PATIENCE = 60  # seconds a slow machine may take; nothing below asserts a speed

STORE = """
import io
from jichuang.cli.setting_up import prepared
with prepared("database"):
    from django.db import transaction
    from jichuang.base import files, journal, seals
    from jichuang.base.refs import Ref
    with transaction.atomic():
        kept = files.store(io.BytesIO("研发费用".encode()), "辅助账.txt", by=None)
        journal.record(actor=None, verb="test.store", subject=Ref("file", kept.pk), summary="存入")
    seals.seal_pending()
    print(kept.pk)
"""
READ = """
import sys
from jichuang.cli.setting_up import prepared
with prepared("database"):
    from jichuang.base import files
    from jichuang.base.models import StoredFile
    print(files.open_file(StoredFile.objects.get(pk=int(sys.argv[1]))).read().decode())
"""


class Deployment:
    """Commands on one data directory."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        kept = {
            k: v for k, v in os.environ.items() if not k.startswith(("JICHUANG", "DATABASE_URL", "DJANGO"))
        }
        self.environment = {**kept, "JICHUANG_DATA": str(data), "PORT": str(self.port),
                            "JICHUANG_ADMIN_PASSWORD": "heng-shui-2018"}  # fmt: skip
        self.process: subprocess.Popen[str] | None = None

    def call(self, *argv: str, program: str = "") -> subprocess.CompletedProcess[str]:
        command = ["-c", program, *argv] if program else ["-m", "jichuang.cli", *argv]
        return subprocess.run(
            [sys.executable, *command], env=self.environment, capture_output=True, text=True, stdin=subprocess.DEVNULL,
            check=False,
        )  # fmt: skip

    def serve(self) -> None:
        command = [sys.executable, "-m", "jichuang.cli", "serve"]
        with (self.data / "serve.log").open("w") as log:
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log, text=True)
        wait_for(lambda: (self.health() or {}).get("worker") == "ok", "serving")

    def health(self) -> dict | None:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return json.load(answer)
        except (URLError, OSError):
            return None

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def pids(self, words: str) -> list[int]:
        """Processes of this deployment whose command line holds `words`."""
        found = []
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            try:
                command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                mine = str(self.data) in command or str(self.data) in (entry / "environ").read_text(
                    errors="replace"
                )
            except OSError:
                continue
            if words in command and mine:
                found.append(int(entry.name))
        return found


def wait_for(condition, what):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited {PATIENCE} s for {what}")


@pytest.fixture(scope="module")
def deployment():
    with tempfile.TemporaryDirectory(prefix="jichuang-living-", ignore_cleanup_errors=True) as room:
        Path(room).chmod(0o755)
        made = Deployment(Path(room) / "data")
        done = made.call("init", "--region", "130000", "--username", "admin1", "--name", "管理员")
        assert done.returncode == 0, done.stdout + done.stderr
        made.serve()
        yield made
        made.stop()


def test_a_second_start_on_a_live_directory_is_refused_with_its_url(deployment):
    done = deployment.call("serve", "--port", str(deployment.port + 1))
    assert done.returncode == 1
    assert f"http://127.0.0.1:{deployment.port}/" in done.stderr
    assert deployment.health()


def test_a_killed_worker_is_started_again(deployment):
    (worker,) = deployment.pids("jichuang.cli worker")
    os.kill(worker, signal.SIGKILL)
    wait_for(lambda: deployment.pids("jichuang.cli worker") not in ([], [worker]), "a new worker")
    assert deployment.health()["database"] == "ok"


def test_a_killed_database_comes_back_and_the_pages_with_it(deployment):
    before = int((deployment.data / "cluster" / "postmaster.pid").read_text().splitlines()[0])
    os.kill(before, signal.SIGKILL)
    wait_for(
        lambda: deployment.pids(f"postgres -D {deployment.data}") not in ([], [before]), "a new postmaster"
    )
    wait_for(lambda: (deployment.health() or {}).get("database") == "ok", "the database")


def test_what_was_backed_up_comes_back_in_another_directory(deployment):
    stored = deployment.call(program=STORE)
    assert stored.returncode == 0, stored.stderr
    number = stored.stdout.strip()
    archive = deployment.data.parent / "backup.tar.gz"
    done = deployment.call("backup", str(archive))
    assert done.returncode == 0, done.stderr
    assert archive.stat().st_mode & 0o077 == 0
    assert "没有覆盖" in deployment.call("backup", str(archive)).stderr

    other = Deployment(deployment.data.parent / "restored")
    restored = other.call("restore", str(archive))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert other.call(number, program=READ).stdout.strip() == "研发费用"
    verified = other.call("audit", "verify")
    assert verified.returncode == 0, verified.stdout
    assert "不是空目录" in other.call("restore", str(archive)).stderr


def test_after_its_supervisor_was_killed_a_new_start_clears_what_was_left_and_serves(deployment):
    left = {*deployment.pids("granian"), *deployment.pids("jichuang.cli worker")}
    deployment.process.kill()
    deployment.process.wait()
    assert left, "processes outlive their supervisor"
    deployment.serve()  # the old pages still answer for a moment
    wait_for(lambda: "按 Ctrl-C 停止" in (deployment.data / "serve.log").read_text(), "the new start")
    assert left.isdisjoint({*deployment.pids("granian"), *deployment.pids("jichuang.cli worker")})


def test_stopping_ends_everything_it_started_and_it_starts_again(deployment):
    assert deployment.stop() == 0
    for words in ("granian", "jichuang.cli worker", "postgres"):
        assert deployment.pids(words) == []
    deployment.serve()
    assert deployment.health()["worker"] == "ok"
