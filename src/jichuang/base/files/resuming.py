"""续传: a large file comes in parts, each with its place and digest, and goes on where it stopped. Knows no material.

Bytes are written and synced before the row counts them, so what the row says is there is there; a part sent again
overwrites the same place. Whole files pass through `storing.store` like every other upload.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from jichuang.base import today
from jichuang.base.errors import Refused
from jichuang.base.files.limits import Limits
from jichuang.base.files.storing import NO_ROOM, no_room, plain_name
from jichuang.base.models import PartialUpload
from jichuang.base.refs import Ref, actor_text

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

PART = 2 * 1024 * 1024  # bytes a page sends at a time
MOST_PART = 8 * 1024 * 1024
MOST_OPEN = 5  # uploads one person may have under way
KEPT = timedelta(hours=24)
SPARE = 256 * 1024 * 1024  # bytes that must stay free on the disk


def begin(
    *, name: str, size: int, subject: Ref, slot: str, by: AbstractBaseUser, limits: Limits, sha256: str = ""
) -> PartialUpload:
    """Opens an upload of `size` bytes. Raises Refused when too large, for too many at once, or without room on the disk.

    The same person beginning the same file again for the same place gets the upload under way.
    """
    name, owner, now = plain_name(name), actor_text(by), today.machine_now()
    if size <= 0:
        raise Refused(
            f"“{name}”是空文件（0 字节）。", remedy="请检查文件是否保存完整，再重新上传。", field="file"
        )
    Limits(settings.UPLOAD_LIMIT).refuse_larger(size, name)
    limits.refuse_larger(size, name)
    sweep(owner=owner)
    mine = PartialUpload.objects.filter(owner=owner, finished__isnull=True)
    same = mine.filter(subject=str(subject), slot=slot, name=name, size=size, sha256=sha256).first()
    if same is not None and sha256:
        return same
    if mine.count() >= MOST_OPEN:
        raise Refused(
            f"您有 {MOST_OPEN} 个文件正在上传，不能再开始新的。",
            remedy=f"请等它们传完；放弃的在 {KEPT.days * 24} 小时后自动清除。",
            conflict=True,
        )
    folder = Path(settings.DATA_DIR) / "partial"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(folder).free < size + SPARE:
        raise no_room(name)
    return PartialUpload.objects.create(
        token=secrets.token_urlsafe(24), owner=owner, subject=str(subject), slot=slot, name=name, size=size,
        sha256=sha256, begun_at=now, expires_at=now + KEPT,
    )  # fmt: skip


def mine(*, token: str, by: AbstractBaseUser) -> PartialUpload:
    """The upload of that token. Raises Refused for anybody else, and once it has expired."""
    found = PartialUpload.objects.filter(token=token).select_related("finished").first()
    if found is None or found.expires_at <= today.machine_now():
        raise Refused("没有这次上传，或已过期。", remedy="请重新选择文件上传。", conflict=True)
    if found.owner != actor_text(by):
        raise Refused("这次上传不是您开始的，不能接着传。", remedy="请自己重新选择文件上传。")
    return found


def append(*, upload: PartialUpload, offset: int, part: bytes, digest: str) -> PartialUpload:
    """Writes one part at `offset` bytes; `digest` is its SHA-256 in hexadecimal. Returns the row with what is now there.

    Raises Refused (as a conflict) for a part that does not join, was damaged on the way, or is too large.
    """
    if len(part) > MOST_PART:
        raise Refused(f"一段最多 {MOST_PART // 1024 // 1024} MB。", remedy="请分成更小的段。", conflict=True)
    if hashlib.sha256(part).hexdigest() != digest.lower():
        raise Refused("这一段在传输中损坏，没有写入。", remedy="请重传这一段。", conflict=True)
    with transaction.atomic():
        row = PartialUpload.objects.select_for_update().get(pk=upload.pk)
        if offset != row.received:
            raise Refused(
                f"已收到 {row.received} 字节，不能从 {offset} 字节接着写。",
                remedy="请从已收到处续传。",
                conflict=True,
            )
        if offset + len(part) > row.size:
            raise Refused(
                "收到的多于声明的字节数。", remedy="文件可能改动过，请重新选择后上传。", conflict=True
            )
        _write(path_of(row), offset, part, row.name)
        row.received = offset + len(part)
        row.save(update_fields=["received"])
    return row


def _write(path: Path, offset: int, part: bytes, name: str) -> None:
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "r+b") as target:
            target.seek(offset)
            target.write(part)
            target.truncate()  # what an interrupted part left behind its place
            target.flush()
            os.fsync(target.fileno())
    except OSError as fault:
        if fault.errno in NO_ROOM:
            raise no_room(name) from fault
        raise


def whole(upload: PartialUpload) -> Path:
    """Where the complete content lies. Raises Refused while bytes are missing or when it is not what was announced."""
    path = path_of(upload)
    if upload.received != upload.size or not path.is_file():
        raise Refused("文件还没有传完。", remedy="请续传。", conflict=True)
    if upload.sha256:
        with path.open("rb") as content:
            told = hashlib.file_digest(content, "sha256").hexdigest()
        if told != upload.sha256:
            raise Refused(
                "收到的文件与声明的摘要不符，没有保存。", remedy="请重新选择文件上传。", conflict=True
            )
    return path


def abandon(upload: PartialUpload) -> None:
    """Drops an upload and its bytes."""
    path_of(upload).unlink(missing_ok=True)
    upload.delete()


def sweep(*, owner: str = "") -> int:
    """Drops what has expired (of everybody, or of one owner); returns how many."""
    rows = PartialUpload.objects.filter(expires_at__lte=today.machine_now())
    dropped = list(rows.filter(owner=owner) if owner else rows)
    for row in dropped:
        abandon(row)
    return len(dropped)


def path_of(upload: PartialUpload) -> Path:
    """Where the bytes received so far lie."""
    return Path(settings.DATA_DIR) / "partial" / upload.token
