"""`jichuang worker`: jobs, sealing, signs of life, daily duties. It stops at SIGTERM after the job in hand."""

from __future__ import annotations

import asyncio
import threading

from jichuang.cli.words import OK, Parser, UsageError

GRACE = 10.0  # seconds a job may take to finish when asked to stop


def run(argv: list[str]) -> int:
    """Works until stopped. `--once` does what waits and ends (for tests and scripts)."""
    parser = Parser(prog="jichuang worker")
    parser.add_argument("--once", action="store_true", help="办完现有任务就退出")
    parser.add_argument("--concurrency", default="2", help="同时办几个任务，默认 2")
    chosen = parser.parse_args(argv)
    if not chosen.concurrency.isdigit() or not 1 <= int(chosen.concurrency) <= 32:
        raise UsageError(f"--concurrency 应是 1 至 32 的整数，给出的是“{chosen.concurrency}”。")
    from django.db import connection
    from procrastinate.contrib.django import app

    from jichuang.base import keeper

    if chosen.once:
        keeper.round_once()
    stop = threading.Event()
    thread = threading.Thread(target=keeper.keep, args=(stop,), name="keeper", daemon=True)
    if not chosen.once:
        thread.start()
    try:
        asyncio.run(_work(app, wait=not chosen.once, concurrency=int(chosen.concurrency)))
    finally:
        stop.set()
        if thread.is_alive():
            thread.join(GRACE)
    if chosen.once:
        keeper.round_once()
    connection.close()
    return OK


async def _work(app: object, *, wait: bool, concurrency: int) -> None:
    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    async with app.with_connector(connector).open_async() as working:  # type: ignore[attr-defined]
        await working.run_worker_async(
            wait=wait,
            concurrency=concurrency,
            fetch_job_polling_interval=2.0,
            shutdown_graceful_timeout=GRACE,
            delete_jobs="successful",
        )
