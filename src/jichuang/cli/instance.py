"""One running installation per data directory: a lock that dies with its holder, and what the holder started."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import signal
import time
from pathlib import Path
from typing import IO

from jichuang.cli.words import Failure

MARKER = "JICHUANG_INSTANCE"


class Instance:
    """Holds the directory's lock; `token` marks every process it starts, so that a crashed one can be cleaned up."""

    def __init__(self, data: Path) -> None:
        self.path = data / "instance.lock"
        self.token = secrets.token_hex(8)
        self._file: IO[str] | None = None

    def acquire(self) -> None:
        """Takes the lock and ends what a killed predecessor left; raises Failure with the URL when it is held."""
        self._file = self.path.open("a+")
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            held = _read(self.path)
            self._file.close()
            self._file = None
            raise Failure(
                f"这个数据目录（{self.path.parent}）已有冀创在运行：{held.get('url', '正在启动')}"
                f"（进程 {held.get('pid', '未知')}）。请直接打开该网址，或先停止它。"
            ) from fault
        _end_orphans(str(_read(self.path).get("token", "")))
        self.write("正在启动")

    def write(self, url: str) -> None:
        """Tells a second caller where this one serves."""
        self.path.write_text(json.dumps({"pid": os.getpid(), "url": url, "token": self.token}))

    def release(self) -> None:
        """Gives the directory free."""
        if self._file is not None:
            self._file.close()
            self._file = None


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_text() or "{}")
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _end_orphans(token: str) -> None:
    """Ends processes that carry a dead holder's token in their environment; where /proc is missing, none is known."""
    if not token or not Path("/proc/self/environ").exists():
        return
    mark = f"{MARKER}={token}".encode()
    for sign in (signal.SIGTERM, signal.SIGKILL):
        left = [pid for pid in _pids() if mark in _environment(pid)]
        if not left:
            return
        for pid in left:
            try:
                os.kill(pid, sign)
            except ProcessLookupError:
                continue
        time.sleep(1.0)


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _environment(pid: int) -> list[bytes]:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    except OSError:
        return []
