"""Takes an upload in: measured, recognised, checked for marks, synced to disk, then recorded."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import tempfile
import unicodedata
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from django.conf import settings

from jichuang.base import today
from jichuang.base.errors import Refused
from jichuang.base.files import kinds, scanning, secrecy
from jichuang.base.files.limits import Limits, refuse_locked_or_long
from jichuang.base.models import Scan, StoredFile
from jichuang.base.refs import Ref, actor_text

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

CHUNK = 1024 * 1024


def store_bytes(content: bytes, filename: str) -> StoredFile:
    """Stores what this system made itself; like `store` with nobody as uploader."""
    return store(BytesIO(content), filename, by=None)


NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def store(
    stream: BinaryIO | IO[bytes],
    filename: str,
    *,
    by: Ref | AbstractBaseUser | None,
    limits: Limits | None = None,
) -> StoredFile:
    """Stores the content and returns its row; the content is on disk before the row can commit.

    Raises Refused for an empty file, one over `UPLOAD_LIMIT` bytes or `limits`, a kind that may not be uploaded, macros,
    a password, a name that disagrees with the content, a secrecy mark in name or text, a virus, and a full disk. A
    refused file leaves nothing behind. With the scanner out of reach the file is stored in quarantine.
    """
    name, limits = plain_name(filename), limits or Limits()
    root = Path(settings.DATA_DIR) / "files"
    path: Path | None = None
    try:
        incoming = root / "incoming"
        incoming.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=incoming)
        path = Path(temporary)
        with os.fdopen(descriptor, "wb") as target:
            digest, size = _copy(stream, target, name)
            target.flush()
            os.fsync(target.fileno())
        kind, found = _examined(path, name, size, limits)
        _place(path, root / digest[:2] / digest)
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise no_room(name) from fault
        raise
    finally:
        if path is not None:
            path.unlink(missing_ok=True)
    return StoredFile.objects.create(
        sha256=digest,
        size=size,
        media_type=kind.media_type,
        name=name,
        stored_by=actor_text(by),
        stored_at=today.now(),
        scan=found.scan,
        scan_words=found.words,
    )


def no_room(name: str) -> Refused:
    """The refusal for a disk that is full: what is lost (this file alone) and what is not."""
    return Refused(
        f"服务器的存储空间已满，“{name}”没有保存；已保存的填写和材料都还在。",
        remedy="请稍后再传；一直不行的，请联系系统管理员。",
        field="file",
        conflict=True,
    )


def _examined(path: Path, name: str, size: int, limits: Limits) -> tuple[kinds.Kind, scanning.Found]:
    """The kind of the content and what the scanner said; Refused for whatever may not be kept."""
    limits.refuse_larger(size, name)
    kind = kinds.sniff(path, name)
    if kind is kinds.PDF:
        refuse_locked_or_long(path, name, limits)
    secrecy.refuse_marked(path, name, kind)
    found = scanning.scan(path)
    if found.scan == Scan.INFECTED:
        raise Refused(
            f"“{name}”查出病毒（{found.words or '名称不详'}），没有保存。",
            remedy="请清除病毒、重新生成文件后再上传，并检查本机。",
            field="file",
        )
    return kind, found


def keep(content: bytes, filename: str, *, media_type: str, by: Ref | AbstractBaseUser | None) -> StoredFile:
    """Stores what the house itself has made, under the media type it gives; on disk before the row can commit.

    Raises Refused for a full disk.
    """
    digest = hashlib.sha256(content).hexdigest()
    root = Path(settings.DATA_DIR) / "files"
    incoming = root / "incoming"
    path: Path | None = None
    try:
        incoming.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=incoming)
        path = Path(temporary)
        with os.fdopen(descriptor, "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        _place(path, root / digest[:2] / digest)
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise no_room(filename) from fault
        raise
    finally:
        if path is not None:
            path.unlink(missing_ok=True)
    return StoredFile.objects.create(
        sha256=digest,
        size=len(content),
        media_type=media_type,
        name=plain_name(filename),
        stored_by=actor_text(by),
        stored_at=today.now(),
    )


def path_of(file: StoredFile) -> Path:
    """Where the content lies."""
    return Path(settings.DATA_DIR) / "files" / file.sha256[:2] / file.sha256


def open_file(file: StoredFile) -> BinaryIO:
    """Opens the content for reading; raises FileNotFoundError when the data directory lost it.

    Raises Refused for a file in quarantine and for one in which a virus was found.
    """
    if not Scan(file.scan).opens:
        waiting = file.scan == Scan.WAITING
        raise Refused(
            f"“{file.name}”{'还在等待查毒，暂时不能打开' if waiting else '查出病毒，已隔离'}。",
            remedy="查毒完成后即可打开，请稍后再试。" if waiting else "请上传人重新提供这份文件。",
            conflict=True,
        )
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
