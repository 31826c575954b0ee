"""Reads the installation's environment: data directory, database address, secret key. Knows no Django."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from jichuang.base.cluster import socket_directory


def data_directory() -> Path:
    """`JICHUANG_DATA`, else /var/lib/jichuang for root and ~/.local/share/jichuang for everyone else."""
    named = os.environ.get("JICHUANG_DATA")
    if named:
        return Path(named).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/jichuang")
    return Path.home() / ".local" / "share" / "jichuang"


def database_from_url(url: str) -> dict[str, object]:
    """Turns `postgresql://user:pw@host:port/name?options` into Django's DATABASES entry.

    Raises ValueError naming the part that is wrong.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError(f"DATABASE_URL: scheme {parts.scheme!r} is not postgresql")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/") or "jichuang",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
    }


def database() -> dict[str, object]:
    """The database of this installation: `DATABASE_URL`, else the embedded cluster's socket in the data directory."""
    url = os.environ.get("DATABASE_URL")
    if url:
        return database_from_url(url)
    socket = os.environ.get("JICHUANG_PG_SOCKET") or str(socket_directory(data_directory()))
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "jichuang", "USER": "jichuang", "HOST": socket}


def secret_key() -> str:
    """`JICHUANG_SECRET_KEY`, else the generated one in the data directory (0600); ephemeral where neither exists."""
    named = os.environ.get("JICHUANG_SECRET_KEY")
    if named:
        return named
    stored = data_directory() / "secret-key"
    try:
        return stored.read_text().strip()
    except OSError:
        return secrets.token_urlsafe(50)


def province() -> str:
    """The first two digits of the region this installation was made for; 13 (河北) where none is recorded."""
    try:
        mark = json.loads((data_directory() / "installation.json").read_text(encoding="utf-8"))
        return str(mark.get("region") or "13")[:2]
    except (OSError, ValueError, AttributeError):
        return "13"
