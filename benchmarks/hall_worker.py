"""One process of the measure of a case's life: says `ready`, then for each `run SECONDS` on its input the cases it carried.

python hall_worker.py ENGINE NUMBER        # started by hall.py, which gives it the database and the paths
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")

ENGINES = {
    "hall": ("hall_ours", "engine"),
    "fsm-same": ("hall_fsm_same", "engine"),
    "fsm-log": ("hall_fsm_log", "engine"),
    "spiff": ("hall_spiff", "engine"),
}
PEERS = {"hall_fsm_log": ["django_fsm", "django_fsm_log"], "hall_fsm_same": ["django_fsm"]}
WARM = 3


def set_up(module: str) -> None:
    """The project's settings, with the apps an engine brings along."""
    from django.conf import settings

    settings.INSTALLED_APPS += PEERS.get(module, [])
    django.setup()


def prepare() -> None:
    """The tables the peers need besides ours."""
    set_up("hall_fsm_log")
    from django.core.management import call_command

    call_command("migrate", "django_fsm_log", verbosity=0)
    for name in ("hall_fsm_log", "hall_spiff"):
        import_module(name).prepare()


def processor() -> float:
    """Seconds of processor time of this process and of the database's process that serves it (Linux; elsewhere its own)."""
    from django.db import connection

    connection.ensure_connection()
    served = Path(f"/proc/{connection.connection.info.backend_pid}/stat")
    if not served.exists():
        return time.process_time()
    words = served.read_text().rsplit(")", 1)[1].split()
    return time.process_time() + (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Answers `run` until its input ends."""
    if sys.argv[1] == "prepare":
        prepare()
        return
    name, number = sys.argv[1], int(sys.argv[2])
    module, maker = ENGINES[name]
    set_up(module)
    once: Callable[[], None] = getattr(import_module(module), maker)(number)
    for _ in range(WARM):
        once()
    print("ready", flush=True)
    for line in sys.stdin:
        seconds, cases = float(line.split()[1]), 0
        began, used = time.perf_counter(), processor()
        while not cases or time.perf_counter() - began < seconds:
            once()
            cases += 1
        found = {"cases": cases, "seconds": time.perf_counter() - began, "processor": processor() - used}
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
