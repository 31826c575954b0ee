"""What a command needs before it can start: nothing, Django, or Django with a live database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from jichuang.base.cluster import Cluster
from jichuang.cli import datadir
from jichuang.cli.words import Failure


@contextmanager
def prepared(needs: str) -> Iterator[None]:
    """`nothing`, `django`, `database` (an existing installation) or `demonstration` (a demonstration one).

    A cluster that was not running is started for the command alone.
    """
    if needs == "nothing":
        yield
        return
    data = datadir.locate()
    if needs == "demonstration" and data.kind == datadir.DEPLOYMENT:
        raise Failure(f"{data.path} 是正式部署，没有演示数据可装可清。")
    choose_mode(data.kind == datadir.DEMONSTRATION or (not data.kind and needs == "demonstration"))
    if needs == "django":
        django_ready()
        yield
        return
    cluster = embedded(data)
    try:
        if cluster is not None:
            cluster.start()
        django_ready()
        yield
    finally:
        if cluster is not None:
            cluster.stop()


def choose_mode(demonstration: bool) -> None:
    """Sets JICHUANG_DEMO for this process and its children, before settings are read; an explicit one is kept."""
    if demonstration:
        os.environ.setdefault("JICHUANG_DEMO", "1")


def embedded(data: datadir.DataDirectory) -> Cluster | None:
    """The embedded cluster of an existing installation; None when DATABASE_URL names a real server."""
    if os.environ.get("DATABASE_URL"):
        return None
    cluster = Cluster(data.path)
    if not cluster.exists:
        raise Failure(
            f"{data.path} 里还没有数据库。演示请运行 jichuang run，正式部署请先 jichuang init；"
            "数据目录在别处时用 JICHUANG_DATA 指明。"
        )
    return cluster


def django_ready() -> None:
    """Sets Django up once."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jichuang.site.settings")
    django.setup()
