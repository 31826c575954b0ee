"""Who runs the database: the present user, or an unprivileged service user when started by root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

SERVICE_USER = "jichuang"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who owns and runs a cluster. `switch`: processes must be started as somebody else."""

    name: str
    uid: int
    gid: int
    switch: bool

    def can_enter(self, directory: Path) -> bool:
        """Whether this user can read `directory` and pass through every directory above it."""
        return not self.switch or self.blocked_at(directory) is None

    def blocked_at(self, directory: Path) -> Path | None:
        """The first directory on the way to `directory` this user cannot pass; None when the way is open."""
        full = directory.resolve()
        for step in [*reversed(full.parents), full]:
            if not step.exists():
                return None
            if not self._may(step, 0o1):
                return step
        return None if self._may(full, 0o4) else full

    def _may(self, path: Path, bit: int) -> bool:
        facts = path.stat()
        if facts.st_uid == self.uid:
            return bool(facts.st_mode & (bit << 6))
        if facts.st_gid == self.gid:
            return bool(facts.st_mode & (bit << 3))
        return bool(facts.st_mode & bit)

    def own(self, path: Path) -> None:
        """Gives `path` to this user; does nothing when no switch is needed."""
        if self.switch:
            os.chown(path, self.uid, self.gid)


def service_identity(existing: Path | None = None) -> Identity:
    """The present user; for root the owner of an `existing` cluster, else the system user, else nobody.

    PostgreSQL refuses to run as root, so root always switches.
    """
    if os.geteuid() != 0:
        own = pwd.getpwuid(os.geteuid()) if _known(os.geteuid()) else None
        return Identity(own.pw_name if own else str(os.geteuid()), os.geteuid(), os.getegid(), switch=False)
    if existing is not None and existing.exists() and existing.stat().st_uid != 0:
        facts = existing.stat()
        name = pwd.getpwuid(facts.st_uid).pw_name if _known(facts.st_uid) else str(facts.st_uid)
        return Identity(name, facts.st_uid, facts.st_gid, switch=True)
    entry = _find(SERVICE_USER) or _create(SERVICE_USER) or pwd.getpwnam("nobody")
    return Identity(entry.pw_name, entry.pw_uid, entry.pw_gid, switch=True)


def _known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _create(name: str) -> pwd.struct_passwd | None:
    command = shutil.which("useradd")
    if command is None:
        return None
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    done = subprocess.run(
        [command, *options, "--shell", "/usr/sbin/nologin", name], capture_output=True, check=False
    )
    return _find(name) if done.returncode == 0 else None
