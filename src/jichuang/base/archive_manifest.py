"""The first member of a backup: what it is and what made it. Needs no database."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

NAME = "manifest.json"
FORMAT = 1


class NotABackup(ValueError):
    """文件不是冀创的备份."""


def read(path: Path) -> dict[str, Any]:
    """The manifest; raises NotABackup saying why the file cannot be restored."""
    try:
        with tarfile.open(path) as archive:
            member = archive.next()
            stream = archive.extractfile(member) if member is not None and member.name == NAME else None
            if stream is None:
                raise NotABackup(f"{path} 不是 jichuang backup 写出的备份文件。")
            found = json.load(stream)
    except (tarfile.TarError, OSError, ValueError) as fault:
        raise NotABackup(f"{path} 不是 jichuang backup 写出的备份文件，或已损坏。") from fault
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise NotABackup(
            f"{path} 是别的版本写出的备份（格式 {found.get('format')}），本版本只认格式 {FORMAT}。"
        )
    return found
