"""A small disk of the test's own that can be filled to the last byte and emptied again."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SIZE = "12m"


@dataclass(frozen=True)
class Disk:
    """Mounted at `path`."""

    path: Path

    @property
    def filler(self) -> Path:
        """What takes up the room."""
        return self.path / "filler"

    def fill(self) -> None:
        """Leaves no byte free."""
        with self.filler.open("wb", buffering=0) as target:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        target.write(bytes(size))
                except OSError:
                    continue

    def free(self) -> None:
        """Gives the room back."""
        self.filler.unlink()


@contextmanager
def mounted(at: Path) -> Iterator[Disk]:
    """A tmpfs of 12 MB. The test is skipped where none can be mounted, and says so."""
    if os.geteuid() != 0:
        pytest.skip("a small disk can only be mounted as root (tmpfs)")
    at.mkdir(parents=True)
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "jichuang-test", str(at)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {made.stderr.strip()}")
    try:
        yield Disk(at)
    finally:
        subprocess.run(["umount", "--lazy", str(at)], check=True)
