"""A cluster for one test session: its own short directory, no durability, removed at the end."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jichuang.base.cluster.server import Cluster

CARELESS = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "wal_level": "minimal",
            "max_wal_senders": "0"}  # fmt: skip


@contextmanager
def throwaway() -> Iterator[Cluster]:
    """Yields a running cluster; stops it before its directory goes (it would unlink a later socket)."""
    data = Path(tempfile.mkdtemp(prefix="jichuang-test-"))
    cluster = Cluster(data, settings=CARELESS)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop(even_if_adopted=True)
        shutil.rmtree(data, ignore_errors=True)
