"""查毒: asks the scanner that the installation names. Off where none is named; a file not yet scanned stays in quarantine.

`JICHUANG_SCAN` is `clamd:/path/to/socket`, `clamd://host:port` or `command:PROGRAM ARGUMENTS` (the path is added; exit
0 clean, 1 infected, anything else out of reach). Knows no case: rooms say with `when_infected` what follows.
"""

from __future__ import annotations

import logging
import shlex
import socket
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction

from jichuang.base.models import Scan, StoredFile

logger = logging.getLogger(__name__)
PATIENCE = 60.0  # seconds a scanner may take over one file
CHUNK = 1024 * 1024
AT_ONCE = 50  # waiting files looked at in one round

_followers: dict[str, Callable[[StoredFile], object]] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """What the scanner said: its state, and the name of what it found or why it could not be asked."""

    scan: Scan
    words: str = ""


def is_on() -> bool:
    """Whether this installation names a scanner."""
    return bool(settings.VIRUS_SCANNER)


def when_infected(name: str, act: Callable[[StoredFile], object]) -> None:
    """Declares what a room does about a stored file in which a virus was found afterwards. Call it in `apps.ready()`."""
    _followers[name] = act


def scan(path: Path) -> Found:
    """Asks the scanner about the content at `path`; `waiting` when it cannot be reached, `off` where none is named."""
    named = settings.VIRUS_SCANNER
    if not named:
        return Found(Scan.OFF)
    kind, _, rest = named.partition(":")
    try:
        if kind == "command":
            return _by_command(shlex.split(rest), path)
        if kind == "clamd":
            return _by_clamd(rest, path)
    except (OSError, ValueError, subprocess.SubprocessError) as fault:
        return Found(Scan.WAITING, f"查毒程序没有应答：{fault}"[:200])
    return Found(Scan.WAITING, f"JICHUANG_SCAN 写法不对：{named}"[:200])


def state() -> str:
    """off, ok or down, for the health page. Costs one short call."""
    named = settings.VIRUS_SCANNER
    if not named:
        return "off"
    if not named.startswith("clamd:"):
        return "ok" if _program(named) else "down"
    try:
        with _connected(named.partition(":")[2], 3.0) as line:
            line.sendall(b"zPING\0")
            return "ok" if line.recv(64).startswith(b"PONG") else "down"
    except (OSError, ValueError):
        return "down"


def scan_waiting() -> int:
    """Scans what lies in quarantine; how many files left it. Stops at the first that the scanner does not answer for."""
    left = 0
    for row in StoredFile.objects.filter(scan=Scan.WAITING).order_by("id")[:AT_ONCE] if is_on() else ():
        found = scan(Path(settings.DATA_DIR) / "files" / row.sha256[:2] / row.sha256)
        if found.scan == Scan.WAITING:
            logger.warning("查毒程序没有应答，文件仍在隔离：%s", found.words)
            break
        with transaction.atomic():
            row.scan, row.scan_words = found.scan, found.words[:200]
            row.save(update_fields=["scan", "scan_words"])
            if found.scan == Scan.INFECTED:
                for act in _followers.values():
                    act(row)
        left += 1
    return left


def _program(named: str) -> bool:
    words = shlex.split(named.partition(":")[2])
    return bool(words) and Path(words[0]).is_file()


def _by_command(command: list[str], path: Path) -> Found:
    if not command:
        raise ValueError("没有写明命令")
    done = subprocess.run([*command, str(path)], capture_output=True, timeout=PATIENCE, check=False)
    said = done.stdout.decode("utf-8", "replace").strip().splitlines()
    words = said[0].replace(str(path), "").strip(" :") if said else ""
    if done.returncode == 0:
        return Found(Scan.CLEAN)
    if done.returncode == 1:
        return Found(Scan.INFECTED, words[:200])
    raise OSError(f"退出码 {done.returncode} {words}")


def _by_clamd(address: str, path: Path) -> Found:
    """clamd's INSTREAM: lengths of four bytes, an empty part at the end, one line back."""
    with _connected(address, PATIENCE) as line, path.open("rb") as content:
        line.sendall(b"zINSTREAM\0")
        while part := content.read(CHUNK):
            line.sendall(len(part).to_bytes(4, "big") + part)
        line.sendall(bytes(4))
        said = b""
        while more := line.recv(4096):
            said += more
    words = said.rstrip(b"\0\n").decode("utf-8", "replace").removeprefix("stream: ")
    if words == "OK":
        return Found(Scan.CLEAN)
    if words.endswith(" FOUND"):
        return Found(Scan.INFECTED, words.removesuffix(" FOUND")[:200])
    raise OSError(words or "没有答复")


def _connected(address: str, seconds: float) -> socket.socket:
    if address.startswith("//"):
        place = urlsplit(f"clamd:{address}")
        return socket.create_connection((place.hostname or "127.0.0.1", place.port or 3310), seconds)
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(seconds)
    line.connect(address)
    return line
