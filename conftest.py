"""Guards that abolish whole families of faults in every test, and the throw-away database. Knows no room."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck
from hypothesis import settings as examples

from jichuang.base.cluster import throwaway
from journeys.driver import chromium

# a busy machine draws examples slowly: no test may fail for that
examples.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("patient")

SKIPPED = pytest.StashKey[int]()

NO_BROWSER = "没有找到 Chromium：浏览器验收路径全部跳过（{} 个）。Debian/Ubuntu：apt-get install chromium"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--reverse`: the last test first, so that no test leans on what an earlier one left behind."""
    parser.addoption("--reverse", action="store_true", help="run the tests in reverse order")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """In reverse when asked; without Chromium the journeys are skipped, and the summary says so in one line."""
    if config.getoption("--reverse"):
        items.reverse()
    browsing = [item for item in items if item.get_closest_marker("browser")]
    if browsing and chromium() is None:
        for item in browsing:
            item.add_marker(pytest.mark.skip(reason="no Chromium"))
        config.stash[SKIPPED] = len(browsing)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The one line."""
    if SKIPPED in config.stash:
        terminalreporter.write_line(NO_BROWSER.format(config.stash[SKIPPED]), yellow=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> Iterator[None]:
    """Without DATABASE_URL the session gets one cluster of its own, in its own directory, gone at the end."""
    # a thread that a test left behind must not hold the database open when it is dropped
    connections["default"].settings_dict["CONN_MAX_AGE"] = 0
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with throwaway() as cluster:
        connections["default"].settings_dict.update(cluster.django_settings())
        yield
        connections.close_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Transactional tests empty every table: in tests alone the guard against TRUNCATE rests."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:  # type: ignore[attr-defined]
        for table, trigger in APPEND_ONLY:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")


APPEND_ONLY = [
    ("base_journalrow", "journal_no_truncate"),
    ("base_seal", "seal_no_truncate"),
    ("base_sealhead", "sealhead_no_truncate"),
]


@pytest.fixture(autouse=True)
def no_jobs_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """What a transactional test queued goes with it: Django empties its own tables, the queue's are not among them."""
    marker = request.node.get_closest_marker("django_db")
    asked = marker is not None and marker.kwargs.get("transaction")
    if not asked and not {"live_server", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_events, procrastinate_workers CASCADE")


@pytest.fixture(autouse=True)
def data_directory(settings: object, tmp_path: Path) -> Path:
    """Files, keys and seals of a test live in its own directory."""
    settings.DATA_DIR = tmp_path / "data"  # type: ignore[attr-defined]
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture(autouse=True)
def quick_passwords(settings: object) -> None:
    """The strong hasher has its own test; everywhere else it only costs time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture
def on_day(settings: object, db: None) -> Callable[[date], None]:
    """`on_day(date(2018, 9, 30))` makes that the business date for the rest of the test."""
    from jichuang.base import clock  # noqa: PLC0415  models exist only once Django is set up

    settings.DEMONSTRATION = True  # type: ignore[attr-defined]
    return clock.set_demonstration_day


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests talk to this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family in {socket.AF_INET, socket.AF_INET6} and host not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"a test tried to reach {address!r}; tests use no network")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)
