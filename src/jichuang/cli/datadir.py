"""The data directory of one installation: made, checked, marked as demonstration or deployment."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jichuang import __version__
from jichuang.base.cluster import Identity, service_identity
from jichuang.cli.words import Failure
from jichuang.site.environment import data_directory

DEMONSTRATION, DEPLOYMENT = "demonstration", "deployment"
LEAST_FREE = 300 * 1024 * 1024  # bytes
MARK = "installation.json"


@dataclass(frozen=True, slots=True)
class DataDirectory:
    """Where key, cluster, files, seals and logs of an installation lie."""

    path: Path

    @property
    def mark(self) -> dict[str, Any]:
        """What kind of installation this is; empty before it is marked. Raises Failure when unreadable."""
        try:
            found = json.loads((self.path / MARK).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as fault:
            raise Failure(
                f"{self.path / MARK} 无法读取：{fault}。请从备份恢复，或换一个数据目录。"
            ) from fault
        return found if isinstance(found, dict) else {}

    @property
    def kind(self) -> str:
        """`demonstration`, `deployment`, or empty before the directory is marked."""
        return str(self.mark.get("kind", ""))

    def write_mark(self, kind: str, **facts: Any) -> None:
        """Marks the directory, atomically."""
        fresh = self.path / f"{MARK}.new"
        text = json.dumps({"kind": kind, "version": __version__, **facts}, ensure_ascii=False, indent=1)
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.path / MARK)


def locate() -> DataDirectory:
    """The directory that JICHUANG_DATA or the default names; nothing is made."""
    return DataDirectory(data_directory())


def prepare(kind: str) -> DataDirectory:
    """Makes the directory usable for an installation of `kind`; raises Failure with the reason when it is not."""
    data = locate()
    identity = service_identity(data.path / "cluster")
    _refuse_unusable(data.path)
    _make(data.path, identity)
    _refuse_other_kind(data, kind)
    _write_secret(data.path / "secret-key")
    if not data.kind:
        data.write_mark(kind)
    return data


def _refuse_unusable(path: Path) -> None:
    if path.exists() and not path.is_dir():
        raise Failure(f"JICHUANG_DATA 指向的 {path} 不是目录。请换一个目录。")
    known = {MARK, "cluster", "cluster.new", "secret-key", "logs", "run", "instance.lock"}
    if path.is_dir() and os.access(path, os.R_OK | os.X_OK):
        names = {entry.name for entry in path.iterdir()}
        if names and not names & known:
            raise Failure(
                f"{path} 里已有别的文件（{sorted(names)[0]} 等），不是冀创的数据目录。请指定空目录。"
            )
    nearest = next(step for step in [path, *path.parents] if step.exists())
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise Failure(f"没有权限写入 {nearest}，不能使用数据目录 {path}。请用 JICHUANG_DATA 指定可写的目录。")
    free = shutil.disk_usage(nearest).free
    if free < LEAST_FREE:
        raise Failure(
            f"{nearest} 所在磁盘只剩 {free // 1024 // 1024} MB，至少需要 {LEAST_FREE // 1024 // 1024} MB。"
        )


def _make(path: Path, identity: Identity) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        identity.own(path)
        for name in ("files", "logs", "seals"):
            (path / name).mkdir(exist_ok=True, mode=0o700)
        identity.own(path / "logs")
    except OSError as fault:
        raise Failure(
            f"不能建立数据目录 {path}：{fault.strerror}。请用 JICHUANG_DATA 指定可写的目录。"
        ) from fault
    blocked = identity.blocked_at(path) if identity.switch else None
    if blocked is not None:
        raise Failure(
            f"数据库由服务用户 {identity.name} 运行，它无法进入 {blocked}。"
            "请用 JICHUANG_DATA 指定它能到达的目录，例如 /var/lib/jichuang。"
        )


def _refuse_other_kind(data: DataDirectory, kind: str) -> None:
    if data.kind == DEPLOYMENT and kind == DEMONSTRATION:
        raise Failure(
            f"{data.path} 是正式部署的数据，不能拿来演示。启动它用 jichuang serve；演示请用 JICHUANG_DATA 另指目录。"
        )
    if data.kind == DEMONSTRATION and kind == DEPLOYMENT:
        raise Failure(
            f"{data.path} 是演示数据，不能作正式部署。请用 JICHUANG_DATA 另指一个空目录，再 jichuang init。"
        )


def _write_secret(path: Path) -> None:
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(descriptor, "w") as target:
        target.write(secrets.token_urlsafe(50))
