"""Times the life of a case of six human stages beside the same life with django-fsm-2 and SpiffWorkflow.

    .venv/bin/python benchmarks/hall.py --install-peers DIR     # once: a virtual environment of the benchmark's own
    .venv/bin/python benchmarks/hall.py --peers DIR/bin/python [--rounds 7] [--seconds 3] [--processes 1,4]

A case is created, submitted, and passes six desks: eight transactions, each with its permission, timeline, journal and the
letters of the route. The engines take turns on one PostgreSQL (DATABASE_URL, an empty database; else a cluster of the run's
own with PostgreSQL's defaults, fsync on), so that a busy machine weighs on all alike. Prints the cases per second of each
engine (median and range over the rounds), the ratios (median of the rounds' own ratios), the rows each engine wrote for a
case, versions, settings and the machine's load. Engines: see `hall_ours`, `hall_fsm_same`, `hall_fsm_log`, `hall_spiff`.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

HERE = Path(__file__).parent
OURS, SAME, LOG, SPIFF = "hall", "fsm-same", "fsm-log", "spiff"
ENGINES = (OURS, SAME, LOG, SPIFF)
ASKED = {SAME: 1.0, LOG: 0.6, SPIFF: 1.4}
TITLES = {
    OURS: "冀创，以其自身的动作",
    SAME: "django-fsm-2，写同样的行",
    LOG: "django-fsm-2 与 django-fsm-log",
    SPIFF: "SpiffWorkflow，状态存库",
}
CASES_OF_ONE = 4
"""Cases of a worker that runs for no time: three to warm up, and one."""
PEERS = ["django-fsm-2==4.2.4", "django-fsm-log==5.0.2", "SpiffWorkflow==3.2.0"]
SHOWN = (
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "shared_buffers",
    "wal_sync_method",
)


class Worker:
    """One process of one engine."""

    def __init__(self, python: str, engine: str, number: int) -> None:
        self.process = subprocess.Popen(
            [python, str(HERE / "hall_worker.py"), engine, str(number)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        if self._line() != "ready\n":
            raise SystemExit(f"{engine} did not start")

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline()

    def start(self, seconds: float) -> None:
        """Carries cases for so long."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"run {seconds}\n")
        self.process.stdin.flush()

    def done(self) -> tuple[float, float]:
        """(cases per second, seconds of processor time for one case) of the run that was started."""
        found = json.loads(self._line())
        return found["cases"] / found["seconds"], found["processor"] / found["cases"]

    def stop(self) -> None:
        """Ends the process."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()


def install(directory: Path) -> None:
    """A virtual environment that holds the peers; Django and the driver come from the project's."""
    venv.create(directory, with_pip=True)
    python = directory / "bin" / "python"
    command = [str(python), "-m", "pip", "install", "--quiet", *PEERS, "Django>=5.2,<5.3"]
    subprocess.run(command, check=True)
    print(f"installed; now run with --peers {python}")


@contextmanager
def database() -> Iterator[str]:
    """The address of an empty database: the given one, or a cluster for this run."""
    if os.environ.get("DATABASE_URL"):
        yield os.environ["DATABASE_URL"]
        return
    from jichuang.base.cluster import Cluster

    with tempfile.TemporaryDirectory(prefix="hall-", ignore_cleanup_errors=True) as directory:
        cluster = Cluster(Path(directory))
        cluster.start()
        try:
            yield cluster.url()
        finally:
            cluster.stop(even_if_adopted=True)


def prepare(python: str, processes: int) -> None:
    """Our tables and people, then the tables of the peers."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    sys.path.insert(0, str(HERE))
    from hall_world import populate

    populate(processes)
    subprocess.run([python, str(HERE / "hall_worker.py"), "prepare"], check=True)


def told() -> None:
    """Versions, settings and machine."""
    from django.db import connection

    with connection.cursor() as cursor:
        for name in SHOWN:
            cursor.execute(f"SHOW {name}")
            print(f"{name} {cursor.fetchone()[0]}", end="; ")
    print(
        f"\nPython {platform.python_version()}, Django {metadata.version('Django')}, {', '.join(PEERS)};"
        f" {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )


def written() -> dict[str, int]:
    """Rows inserted and updated in each table since the database was made."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd FROM pg_stat_user_tables")
        return dict(cursor.fetchall())


def measure(python: str, processes: int, rounds: int, seconds: float) -> None:
    """All engines in turns, with so many processes each."""
    workers = {engine: [Worker(python, engine, number) for number in range(processes)] for engine in ENGINES}
    rates: dict[str, list[float]] = {engine: [] for engine in ENGINES}
    weights: dict[str, list[float]] = {engine: [] for engine in ENGINES}
    loads = []
    try:
        for turn in range(rounds):
            for engine in ENGINES[turn % len(ENGINES) :] + ENGINES[: turn % len(ENGINES)]:
                for worker in workers[engine]:
                    worker.start(seconds)
                answers = [worker.done() for worker in workers[engine]]
                rates[engine].append(sum(rate for rate, _ in answers))
                weights[engine].append(statistics.mean(weight for _, weight in answers))
            loads.append(os.getloadavg()[0])
    finally:
        for each in workers.values():
            for worker in each:
                worker.stop()
    print(
        f"\n{processes} 个进程，{rounds} 轮，每轮每个引擎 {seconds:g} 秒，负载 {min(loads):.1f} 至 {max(loads):.1f}"
    )
    for engine in ENGINES:
        found = rates[engine]
        line = f"{TITLES[engine]:32} {statistics.median(found):7.1f} 件/秒（{min(found):.1f} 至 {max(found):.1f}）"
        if engine != OURS:
            ratios = [ours / theirs for ours, theirs in zip(rates[OURS], found, strict=True)]
            line += f"   我们是它的 {statistics.median(ratios):.2f} 倍（{min(ratios):.2f} 至 {max(ratios):.2f}），要求 {ASKED[engine]}"
        print(line)
    print("每件所用处理器毫秒（本进程与为它服务的数据库进程），受别的任务影响小：")
    own = statistics.median(weights[OURS])
    for engine in ENGINES:
        weight = statistics.median(weights[engine])
        print(f"{TITLES[engine]:32} {1000 * weight:7.1f} 毫秒   按此我们是它的 {weight / own:.2f} 倍")


def rows_of_one(python: str) -> None:
    """What a case of each engine that writes our tables leaves in them."""
    for engine in (OURS, SAME):
        before = written()
        worker = Worker(python, engine, 0)
        worker.start(0.0001)
        worker.done()
        worker.stop()
        after = written()
        changed = {name: count - before.get(name, 0) for name, count in sorted(after.items())}
        each = {name: count / CASES_OF_ONE for name, count in changed.items() if count}
        print(f"{TITLES[engine]} 每件写入：{', '.join(f'{name} {count:g}' for name, count in each.items())}")


def main() -> None:
    """Prepares, measures, cleans up."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--install-peers", type=Path, metavar="DIR")
    parser.add_argument("--peers", metavar="PYTHON", help="the Python of the peers' environment")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--processes", default="1,4")
    given = parser.parse_args()
    if given.install_peers:
        install(given.install_peers)
        return
    if not given.peers:
        parser.error("--peers PYTHON or --install-peers DIR")
    counts = [int(one) for one in given.processes.split(",")]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
    os.environ.setdefault("JICHUANG_DATA", tempfile.mkdtemp(prefix="hall-data-"))
    paths = [
        os.environ.get("PYTHONPATH", ""),
        sysconfig.get_path("purelib"),
        str(HERE.parent / "src"),
        str(HERE),
    ]
    os.environ["PYTHONPATH"] = os.pathsep.join(one for one in paths if one)
    with database() as url:
        os.environ["DATABASE_URL"] = url
        prepare(given.peers, max(counts))
        told()
        rows_of_one(given.peers)
        for count in counts:
            measure(given.peers, count, given.rounds, given.seconds)
        from django.db import connections

        connections.close_all()


if __name__ == "__main__":
    main()
