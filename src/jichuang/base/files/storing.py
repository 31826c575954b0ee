"""Takes an upload in: measured, recognised, checked for marks, synced to disk, then recorded."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from django.conf import settings

from jichuang.base import today
from jichuang.base.errors import Refused
from jichuang.base.files import kinds, secrecy
from jichuang.base.models import StoredFile
from jichuang.base.refs import Ref, actor_text

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

CHUNK = 1024 * 1024


def store(stream: BinaryIO | IO[bytes], filename: str, *, by: Ref | AbstractBaseUser | None) -> StoredFile:
    """Stores the content and returns its row; the content is on disk before the row can commit.

    Raises Refused for an empty file, one over `UPLOAD_LIMIT` bytes, a kind that may not be uploaded, macros, a name
    that disagrees with the content, and a secrecy mark in name or text. A refused file leaves nothing behind.
    """
    name = plain_name(filename)
    root = Path(settings.DATA_DIR) / "files"
    incoming = root / "incoming"
    incoming.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=incoming)
    path = Path(temporary)
    try:
        with os.fdopen(descriptor, "wb") as target:
            digest, size = _copy(stream, target, name)
            target.flush()
            os.fsync(target.fileno())
        kind = kinds.sniff(path, name)
        secrecy.refuse_marked(path, name, kind)
        _place(path, root / digest[:2] / digest)
    finally:
        path.unlink(missing_ok=True)
    return StoredFile.objects.create(
        sha256=digest,
        size=size,
        media_type=kind.media_type,
        name=name,
        stored_by=actor_text(by),
        stored_at=today.now(),
    )


def path_of(file: StoredFile) -> Path:
    """Where the content lies."""
    return Path(settings.DATA_DIR) / "files" / file.sha256[:2] / file.sha256


def open_file(file: StoredFile) -> BinaryIO:
    """Opens the content for reading; raises FileNotFoundError when the data directory lost it."""
    return path_of(file).open("rb")


def plain_name(filename: str) -> str:
    """The last part of the name without control characters, at most 200 characters, ending kept."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", filename))[-1]
    clean = "".join(ch for ch in last if unicodedata.category(ch)[0] != "C").strip(" .") or "未命名"
    stem, dot, ending = clean.rpartition(".")
    return clean if len(clean) <= 200 or not dot else f"{stem[: 199 - len(ending)]}.{ending}"


def _copy(stream: BinaryIO | IO[bytes], target: IO[bytes], name: str) -> tuple[str, int]:
    limit: int = settings.UPLOAD_LIMIT
    digest = hashlib.sha256()
    size = 0
    while chunk := stream.read(CHUNK):
        size += len(chunk)
        if size > limit:
            raise Refused(
                f"“{name}”超过 {limit // 1024 // 1024} MB，没有保存。",
                remedy="请压缩图片或拆成几个文件后重新上传。",
                field="file",
            )
        digest.update(chunk)
        target.write(chunk)
    if size == 0:
        raise Refused(
            f"“{name}”是空文件（0 字节）。", remedy="请检查文件是否保存完整，再重新上传。", field="file"
        )
    return digest.hexdigest(), size


def _place(path: Path, final: Path) -> None:
    """Moves the content to its address and syncs the directory entry: a row must never name a lost file."""
    final.parent.mkdir(parents=True, exist_ok=True)
    if not final.exists():
        path.chmod(0o600)
        path.rename(final)
    for directory in (final.parent, final.parent.parent):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
