"""Processes that the supervisor starts, restarts when they die, and stops. Knows no command line."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jichuang.cli.words import complain

SETTLED = 60.0  # seconds after which an early death no longer counts
LONGEST_PAUSE = 30.0  # seconds between restarts


@dataclass
class Child:
    """One process, its log, and how often it died early."""

    name: str
    command: Sequence[str]
    log: Path
    environment: Mapping[str, str]
    deaths: int = 0
    started: float = 0.0
    not_before: float = 0.0
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Starts it in a session of its own: Ctrl-C reaches the supervisor, which stops the others in order."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                list(self.command),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment},
                start_new_session=True,
            )
        self.started = time.monotonic()

    @property
    def alive(self) -> bool:
        """Whether it is running."""
        return self.process is not None and self.process.poll() is None

    def revive(self) -> bool:
        """Starts it again when it died, with growing pauses; True when it did."""
        now = time.monotonic()
        if self.process is None or self.alive or now < self.not_before:
            return False
        if not self.not_before or self.not_before < self.started:
            self.deaths = 1 if now - self.started > SETTLED else self.deaths + 1
            pause = 0.0 if self.deaths == 1 else min(LONGEST_PAUSE, 2.0 ** (self.deaths - 1))
            self.not_before = now + pause
            complain(
                f"{self.name}已退出（退出码 {self.process.returncode}），{pause:.0f} 秒后重新启动。日志：{self.log}"
            )
            if pause:
                return False
        self.not_before = 0.0
        self.start()
        return True

    def stop(self, patience: float = 15.0) -> None:
        """Asks the whole session to end, and ends it when it does not."""
        if self.process is None:
            return
        for sign, wait in ((signal.SIGTERM, patience), (signal.SIGKILL, 5.0)):
            try:
                os.killpg(self.process.pid, sign)
            except ProcessLookupError:
                break
            try:
                self.process.wait(wait)
            except subprocess.TimeoutExpired:
                continue
        self.process = None

    def last_words(self, count: int = 15) -> str:
        """The end of its log."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-count:])
        except OSError:
            return "（没有日志）"
