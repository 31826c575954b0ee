"""Background work in processes that are killed with signal 9 at given points, one after another, until the last one lives.

`python -m faults.working day 2018-09-14 3,9,0` runs the daily duties of a day; `jobs mail 1,2,0` does what is queued. Prints
how each process ended: `-9` for a death, `0` for work done. The database's settings come in FAULTS_DATABASE.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from datetime import date

import django


def prepare() -> None:
    """Django on the given database; letters go to the given mail server where there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
    django.setup()
    from django.conf import settings  # noqa: PLC0415  only after django.setup
    from django.db import connections  # noqa: PLC0415

    given = json.loads(os.environ["FAULTS_DATABASE"])
    connections["default"].settings_dict.update(given["database"])
    settings.DATA_DIR, settings.DEMONSTRATION = given["data"], not given.get("mail")
    if given.get("mail"):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", given["mail"]


def work(deed: str, what: str, at: int) -> None:
    """One process's work, with its fuse set."""
    from procrastinate.contrib.django import app  # noqa: PLC0415

    from faults.dying import FUSE  # noqa: PLC0415
    from jichuang.base import duties, jobs  # noqa: PLC0415

    FUSE.install()
    if deed == "day":
        FUSE.arm(at)
        duties.run_day(date.fromisoformat(what))
        return
    jobs.rescue_stalled(after=0.0)
    FUSE.arm(at)

    async def until_done() -> None:
        async with app.with_connector(app.connector.get_worker_connector()).open_async() as working:
            await working.run_worker_async(wait=False, install_signal_handlers=False, queues=[what])

    asyncio.run(until_done())


def main(deed: str, what: str, points: list[int]) -> list[int]:
    """How each process ended, in order."""
    prepare()
    ended = []
    for at in points:
        child = os.fork()
        if child == 0:
            work(deed, what, at)
            os._exit(0)
        ended.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    return ended


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], sys.argv[2], [int(one) for one in sys.argv[3].split(",")])))
