"""The supervisor: made, adopted, killed, recovered, stopped."""

import os
import signal
import time

import pytest

from jichuang.base.cluster import (
    Cluster,
    ClusterError,
    find_binaries,
    service_identity,
    socket_directory,
    throwaway,
)
from jichuang.base.cluster.server import SOCKET_PATH_LIMIT

pytestmark = pytest.mark.cluster


@pytest.fixture(scope="module")
def cluster():
    with throwaway() as running:
        yield running


def test_chinese_text_has_trigrams(cluster):
    cluster.sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    assert cluster.sql("SELECT cardinality(show_trgm('高新技术'))") != "0"


def test_a_second_start_adopts_the_live_server_and_its_stop_leaves_it_running(cluster):
    second = Cluster(cluster.data)
    assert second.start() is False
    second.stop()
    assert cluster.alive()


def test_the_server_listens_on_no_network_address(cluster):
    assert cluster.sql("SHOW listen_addresses") == ""
    assert oct(cluster.socket.stat().st_mode & 0o777) == "0o700"


def test_the_server_never_runs_as_root(cluster):
    assert os.stat(f"/proc/{cluster.postmaster_pid()}").st_uid != 0


def test_a_killed_server_comes_back_with_what_was_committed(cluster):
    cluster.sql("CREATE TABLE IF NOT EXISTS kept (n int)")
    cluster.sql("SET synchronous_commit = on; INSERT INTO kept VALUES (7)")
    os.kill(cluster.postmaster_pid(), signal.SIGKILL)
    for _ in range(100):
        if not cluster.alive():
            break
        time.sleep(0.05)
    assert cluster.start() is True
    assert cluster.sql("SELECT max(n) FROM kept") == "7"


def test_a_lock_whose_number_now_belongs_to_a_stranger_does_not_stop_the_start(cluster):
    cluster.stop(even_if_adopted=True)
    lock = cluster.directory / "postmaster.pid"
    lock.write_text(f"{os.getpid()}\n{cluster.directory}\n0\n5432\n")
    os.chown(lock, cluster.identity.uid, cluster.identity.gid)
    assert cluster.start() is True


def test_another_major_version_is_refused_with_both_versions_named(tmp_path):
    with pytest.raises(ClusterError, match="PostgreSQL 9"):
        find_binaries(service_identity(), major=9)


def test_a_wrong_binary_directory_is_named_in_the_refusal(monkeypatch, tmp_path):
    monkeypatch.setenv("JICHUANG_PG_BIN", str(tmp_path))
    with pytest.raises(ClusterError, match="JICHUANG_PG_BIN"):
        find_binaries(service_identity())


def test_a_deep_data_directory_gets_a_short_socket_directory(tmp_path):
    deep = tmp_path / ("层" * 60)
    assert len(os.fsencode(str(socket_directory(deep)))) <= SOCKET_PATH_LIMIT
    assert socket_directory(deep) == socket_directory(deep)
    assert socket_directory(tmp_path / "x") == tmp_path / "x" / "run"
