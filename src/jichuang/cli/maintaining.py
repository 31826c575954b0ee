"""`migrate`, `backup`, `restore`, and the collected static files."""

from __future__ import annotations

import hashlib
from io import StringIO
from pathlib import Path

from jichuang.base.cluster import Cluster
from jichuang.cli import datadir, setting_up
from jichuang.cli.instance import Instance
from jichuang.cli.words import OK, Failure, Parser, say, step


def migrate(argv: list[str]) -> int:
    """Brings the database's structure up to date."""
    Parser(prog="jichuang migrate").parse_args(argv)
    with step("迁移") as outcome:
        outcome.append(bring_up_to_date())
    return OK


def bring_up_to_date() -> str:
    """Applies missing migrations; a word on what was done. Needs Django."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    refuse_faults()
    return f"执行 {len(plan)} 个" if plan else "已是最新"


def refuse_faults() -> None:
    """Raises Failure on any declaration fault, and on open cases pinned to a version nobody declares. Needs Django."""
    from django.core import checks

    faults = [fault for fault in checks.run_checks(databases=["default"]) if fault.is_serious()]
    if faults:
        listed = "\n".join(f"{fault.obj or ''} {fault.msg}。{fault.hint or ''}".strip() for fault in faults)
        raise Failure(f"声明检查没有通过，不能启动：\n{listed}")


def collect_static() -> str:
    """Collects static files with hashed names, only when one of them changed. Needs Django."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command
    from django.test.utils import override_settings

    listed = sorted(
        (path, str(facts.st_mtime_ns), str(facts.st_size))
        for finder in get_finders()
        for path, storage in finder.list([])
        for facts in [Path(storage.path(path)).stat()]
    )
    print_of = hashlib.sha256(repr(listed).encode()).hexdigest()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == print_of:
        return "未变"
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": {"BACKEND": settings.HASHED_STATIC}}
    ):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, stdout=StringIO())
    stamp.write_text(print_of)
    return f"收集 {len(listed)} 个"


def backup(argv: list[str]) -> int:
    """Writes database, files, seals and key into one archive; a running installation need not stop."""
    parser = Parser(prog="jichuang backup")
    parser.add_argument("file", help="备份文件，例如 jichuang-20180930.tar.gz")
    target = Path(parser.parse_args(argv).file).expanduser().resolve()
    from jichuang.base import backup as archive

    if target.exists():
        raise Failure(f"{target} 已存在，没有覆盖。请换一个文件名。")
    with step("备份") as outcome:
        facts = archive.backup(target)
        outcome.append(f"{facts['files']} 个文件，{target.stat().st_size // 1024} KB")
    say(f"已写入 {target}。它含有密钥和全部数据，请妥善保管。")
    return OK


def restore(argv: list[str]) -> int:
    """Restores an archive into an empty data directory."""
    parser = Parser(prog="jichuang restore", description="数据目录须为空；用 JICHUANG_DATA 指明。")
    parser.add_argument("file", help="jichuang backup 写出的文件")
    source = Path(parser.parse_args(argv).file).expanduser().resolve()
    if not source.is_file():
        raise Failure(f"没有找到备份文件 {source}。")
    found = datadir.locate()
    if found.path.exists() and any(found.path.iterdir()):
        raise Failure(f"{found.path} 不是空目录，没有恢复。请用 JICHUANG_DATA 指定一个空目录。")
    from jichuang.base import archive_manifest

    try:
        kind = archive_manifest.read(source)["kind"]
    except archive_manifest.NotABackup as fault:
        raise Failure(str(fault)) from fault
    data = datadir.prepare(kind)
    instance = Instance(data.path)
    instance.acquire()
    cluster = Cluster(data.path)
    try:
        with step("数据库"):
            cluster.start()
        setting_up.choose_mode(kind == datadir.DEMONSTRATION)
        setting_up.django_ready()
        from jichuang.base import backup as archive

        with step("恢复") as outcome:
            facts = archive.restore(source)
            outcome.append(f"{facts['files']} 个文件")
    finally:
        cluster.stop()
        instance.release()
    say(f"已恢复到 {data.path}。启动：jichuang {'run' if kind == datadir.DEMONSTRATION else 'serve'}")
    return OK
