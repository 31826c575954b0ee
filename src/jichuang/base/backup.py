"""Backup and restore: the database and the data directory's files in one archive. Knows no table by name.

Order matters. Seal heads are taken before the database, so that they never run ahead of it; file contents after
it, so that no row names a content the archive lacks.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from jichuang import __version__
from jichuang.base import archive_manifest
from jichuang.base.cluster import Binaries, ClusterError, Identity, find_binaries
from jichuang.base.models import StoredFile
from jichuang.base.today import machine_now

DUMP = "database.dump"
KEPT = ("secret-key", "installation.json")
MEMBER = re.compile(
    r"database\.dump|secret-key|installation\.json|seals/[\w.-]+|files/[0-9a-f]{2}/[0-9a-f]{64}"
)


def backup(path: Path) -> dict[str, Any]:
    """Writes the archive (0600) and returns its manifest; an archive half written never carries the final name."""
    data = Path(settings.DATA_DIR)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".backup-") as room:
        seals = Path(room) / "seals"
        if (data / "seals").is_dir():
            shutil.copytree(data / "seals", seals)
        dump = Path(room) / DUMP
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}", *_where())
        contents = sorted(set(StoredFile.objects.order_by().values_list("sha256", flat=True)))
        manifest = _manifest(len(contents))
        fresh = Path(room) / "archive"
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "wb") as target, tarfile.open(fileobj=target, mode="w:gz") as archive:
            _add_text(archive, archive_manifest.NAME, json.dumps(manifest, ensure_ascii=False))
            archive.add(dump, DUMP)
            if seals.is_dir():
                archive.add(seals, "seals")
            for name in KEPT:
                if (data / name).exists():
                    archive.add(data / name, name)
            for digest in contents:
                archive.add(data / "files" / digest[:2] / digest, f"files/{digest[:2]}/{digest}")
        with fresh.open("rb") as written:
            os.fsync(written.fileno())
        fresh.rename(path)
    return manifest


def restore(path: Path) -> dict[str, Any]:
    """Fills the empty database and data directory from `path`; returns the manifest.

    Raises NotABackup for another file and ClusterError when the database is not empty or refuses the dump.
    """
    manifest = archive_manifest.read(path)
    if connection.introspection.table_names():
        raise ClusterError("数据库不是空的，没有恢复。请指定一个空的数据库。")
    data = Path(settings.DATA_DIR)
    with tempfile.TemporaryDirectory(dir=data, prefix=".restore-") as room:
        _unpack(path, Path(room))
        dump = Path(room) / DUMP
        _run(
            "pg_restore",
            "--no-owner",
            "--no-privileges",
            "--exit-on-error",
            "--single-transaction",
            *_where(),
            str(dump),
        )
        dump.unlink()
        for name in ("files", "seals", *KEPT):
            source = Path(room) / name
            if source.is_dir():
                shutil.copytree(source, data / name, dirs_exist_ok=True)
            elif source.exists():
                shutil.copy2(source, data / name)
    connection.close()
    return manifest


def _unpack(path: Path, room: Path) -> None:
    """Writes only the members a backup can have, as plain files for their owner: an archive is outside input."""
    with tarfile.open(path) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.isreg() and MEMBER.fullmatch(member.name) else None
            if stream is None:
                continue
            target = room / member.name
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as written:
                shutil.copyfileobj(stream, written)


def _manifest(files: int) -> dict[str, Any]:
    return {
        "format": archive_manifest.FORMAT,
        "made_at": machine_now().isoformat(timespec="seconds"),
        "version": __version__,
        "kind": "demonstration" if settings.DEMONSTRATION else "deployment",
        "server": _server_major(),
        "files": files,
    }


def _where() -> list[str]:
    """Connection options for PostgreSQL's programs; the password travels in the environment."""
    given = connection.settings_dict
    pairs = [
        ("-h", given["HOST"]),
        ("-p", str(given["PORT"] or "")),
        ("-U", given["USER"]),
        ("-d", given["NAME"]),
    ]
    return [word for option, value in pairs if value for word in (option, str(value))]


def _run(program: str, *arguments: str) -> None:
    binaries = _client_programs()
    environment = {**os.environ, "LC_ALL": "C"}
    password = str(connection.settings_dict.get("PASSWORD") or "")
    if password:
        environment["PGPASSWORD"] = password
    done = subprocess.run(
        [binaries.program(program), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ClusterError(f"{program} 失败：{done.stderr.strip()}")


def _client_programs() -> Binaries:
    """Programs of the server's own major version where there are any: a newer dump may not load into an older server."""
    here = Identity("", os.geteuid(), os.getegid(), switch=False)
    try:
        return find_binaries(here, major=_server_major())
    except ClusterError:
        return find_binaries(here)


def _server_major() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10000


def _add_text(archive: tarfile.TarFile, name: str, text: str) -> None:
    content = text.encode()
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(content), 0o600
    archive.addfile(member, io.BytesIO(content))
