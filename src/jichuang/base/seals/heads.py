"""Signed heads, kept in files outside the database, and the key that signs them.

`heads.jsonl` gets one line per day and is never rewritten; `latest.json` is replaced after every sealing.
"""

from __future__ import annotations

import errno
import json
import os
import tempfile
from base64 import b64decode, b64encode
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from jichuang.base.errors import Refused
from jichuang.base.seals.digest import sm3


@dataclass(frozen=True, slots=True)
class Head:
    """The chain's last link at a moment. `day` is a machine date, or `latest`."""

    day: str
    position: int
    digest: str
    key_id: str
    signature: str
    signed_at: str

    def message(self) -> bytes:
        """What is signed."""
        return f"jichuang-head|{self.day}|{self.position}|{self.digest}|{self.signed_at}".encode()


def directory() -> Path:
    """`<data>/seals`, made on first use for its owner alone."""
    path = Path(settings.DATA_DIR) / "seals"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def sign(day: str, position: int, digest: str, at: datetime) -> Head:
    """A head signed with the installation's key, made on first use (Ed25519, 0600)."""
    key = _key()
    unsigned = Head(day, position, digest, _key_id(key), "", at.isoformat(timespec="seconds"))
    signature = b64encode(key.sign(unsigned.message())).decode()
    return Head(day, position, digest, unsigned.key_id, signature, unsigned.signed_at)


def genuine(head: Head) -> bool:
    """Whether our key signed exactly this head."""
    try:
        _key().public_key().verify(b64decode(head.signature), head.message())
    except (InvalidSignature, ValueError):
        return False
    return True


@dataclass(frozen=True, slots=True)
class Attestation:
    """Our signature under something that leaves the installation, with the public key that proves it (both base64)."""

    key_id: str
    public_key: str
    signature: str


def attest(message: bytes) -> Attestation:
    """Signs `message` with the installation's key."""
    key = _key()
    return Attestation(_key_id(key), b64encode(_raw(key)).decode(), b64encode(key.sign(message)).decode())


def fingerprint() -> str:
    """SM3 of our public key, 64 hexadecimal digits: what an authority publishes. `key_id` is its beginning."""
    return sm3(_raw(_key()))


def append_daily(head: Head) -> None:
    """Adds one line to `heads.jsonl` and syncs it; a disk that fills up under it leaves no half line."""
    line = (json.dumps(asdict(head)) + "\n").encode()
    with (directory() / "heads.jsonl").open("ab", buffering=0) as target:
        end = target.tell()
        try:
            if target.write(line) != len(line):
                raise OSError(errno.ENOSPC, "没有写完")
            os.fsync(target.fileno())
        except OSError:
            target.truncate(end)
            raise


def replace_latest(head: Head) -> None:
    """Puts `latest.json` in place in one step, so that a crash leaves the old one."""
    fresh = directory() / "latest.json.new"
    with fresh.open("w", encoding="utf-8") as target:
        json.dump(asdict(head), target)
        target.flush()
        os.fsync(target.fileno())
    fresh.replace(directory() / "latest.json")


def daily() -> list[Head]:
    """Every daily head on file, oldest first. Raises ValueError with the line number of a broken line."""
    path = directory() / "heads.jsonl"
    if not path.exists():
        return []
    found: list[Head] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            found.append(Head(**json.loads(line)))
        except (ValueError, TypeError) as fault:
            raise ValueError(f"heads.jsonl 第{number}行无法读取") from fault
    return found


def latest() -> Head | None:
    """The newest head on file; None before the first sealing. Raises ValueError when the file is broken."""
    path = directory() / "latest.json"
    if not path.exists():
        return None
    try:
        return Head(**json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as fault:
        raise ValueError("latest.json 无法读取") from fault


def begin_new_chain(label: str) -> None:
    """Puts the old heads aside under `label`: only a demonstration, whose database is made anew, may do so."""
    if not settings.DEMONSTRATION:
        raise Refused("正式部署的封存链不能重新开始。", conflict=True)
    for name in ("heads.jsonl", "latest.json"):
        path = directory() / name
        if path.exists():
            path.rename(path.with_name(f"{label}-{name}"))


def _key() -> Ed25519PrivateKey:
    path = directory() / "signing-key.pem"
    if not path.exists():
        _make_key(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError(f"{path} 不是 Ed25519 私钥")
    return key


def _make_key(path: Path) -> None:
    text = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # whole or not at all: a disk that fills up must not leave an empty key behind
    descriptor, fresh = tempfile.mkstemp(dir=path.parent, prefix=".key-")
    try:
        with os.fdopen(descriptor, "wb") as target:
            target.write(text)
            target.flush()
            os.fsync(target.fileno())
        with suppress(FileExistsError):  # another process was first; its key is the key
            os.link(fresh, path)
    finally:
        os.unlink(fresh)


def _key_id(key: Ed25519PrivateKey) -> str:
    return sm3(_raw(key))[:16]


def _raw(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
