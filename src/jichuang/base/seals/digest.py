"""The canonical text of a journal row and its SM3 digest (GB/T 32905)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives import hashes

ALGORITHM = "sm3"
GENESIS = "0" * 64  # what the first row is chained to
COLUMNS = ("id", "at", "machine_at", "actor", "address", "verb", "subject", "summary", "detail")


def sm3(content: bytes) -> str:
    """64 hexadecimal digits; from hashlib where its OpenSSL has SM3, else from `cryptography`."""
    if ALGORITHM in hashlib.algorithms_available:
        return hashlib.new(ALGORITHM, content).hexdigest()
    digest = hashes.Hash(hashes.SM3())
    digest.update(content)
    return digest.finalize().hex()


def row_digest(previous: str, row: dict[str, Any]) -> str:
    """The digest of `row` (the columns of COLUMNS, as read from the database) chained to `previous`."""
    text = json.dumps(canonical(row), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sm3(f"{previous}\n{text}".encode())


def canonical(row: dict[str, Any]) -> dict[str, Any]:
    """The columns of a row as they are sealed: times in UTC text, everything JSON can hold."""
    return {key: _plain(row[key]) for key in COLUMNS}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
