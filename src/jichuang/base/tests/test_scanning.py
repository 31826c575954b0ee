"""Virus scanning: off is said, an infected file never comes in, and with the scanner away a file waits in quarantine."""

from __future__ import annotations

import io
import socket
import threading
from pathlib import Path

import pytest

from jichuang.base import files
from jichuang.base.errors import Refused
from jichuang.base.files import scanning
from jichuang.base.models import Scan, StoredFile

pytestmark = pytest.mark.django_db
# in two halves, so that no scanner takes this file for the thing itself
EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*"


def put(content: str, name: str = "甲.txt") -> StoredFile:
    return files.store(io.BytesIO(content.encode()), name, by=None)


@pytest.fixture
def program(tmp_path, settings):
    """A scanner that is a program; it finds the test virus and nothing else."""
    script = tmp_path / "scan.sh"
    script.write_text(
        "#!/bin/sh\nif [ -e $0.away ]; then exit 2; fi\n"
        'if grep -q "EICAR-STANDARD" "$1"; then echo "$1: Eicar-Test-Signature FOUND"; exit 1; fi\necho "$1: OK"\n'
    )
    script.chmod(0o755)
    settings.VIRUS_SCANNER = f"command:{script}"
    return script


@pytest.fixture
def daemon(tmp_path, settings):
    """A scanner behind a socket that speaks clamd's INSTREAM."""
    address = str(tmp_path / "clamd")
    server = socket.socket(socket.AF_UNIX)
    server.bind(address)
    server.listen()

    def serve() -> None:
        while True:
            try:
                line, _ = server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as read:
                if b"PING" in (asked := read.read(6)):
                    line.sendall(b"PONG\0")
                    continue
                assert asked + read.read(4) == b"zINSTREAM\0"
                content = b""
                while length := int.from_bytes(read.read(4), "big"):
                    content += read.read(length)
                line.sendall(b"stream: Eicar FOUND\0" if b"EICAR" in content else b"stream: OK\0")

    threading.Thread(target=serve, daemon=True).start()
    settings.VIRUS_SCANNER = f"clamd:{address}"
    yield address
    server.close()


def test_without_a_scanner_files_come_in_and_the_health_page_says_so(client):
    assert put("营业执照").scan == Scan.OFF
    assert client.get("/healthz").json()["scanner"] == "off"


def test_a_program_finds_the_test_virus_and_nothing_is_kept(program, data_directory):
    assert put("营业执照").scan == Scan.CLEAN
    with pytest.raises(Refused, match="查出病毒（Eicar-Test-Signature FOUND）"):
        put(EICAR)
    assert StoredFile.objects.count() == 1
    assert len([one for one in (data_directory / "files").rglob("*") if one.is_file()]) == 1


def test_clamd_finds_the_test_virus_over_its_socket(daemon, client):
    assert put("营业执照").scan == Scan.CLEAN
    with pytest.raises(Refused, match="查出病毒（Eicar）"):
        put(EICAR)
    assert client.get("/healthz").json()["scanner"] == "ok"


def test_while_the_scanner_is_away_a_file_waits_and_nobody_opens_it(program, monkeypatch):
    away = Path(f"{program}.away")
    away.touch()
    good, bad = put("营业执照"), put(EICAR, "乙.txt")
    assert {good.scan, bad.scan} == {Scan.WAITING}
    with pytest.raises(Refused, match="等待查毒"):
        files.response(good)
    assert scanning.scan_waiting() == 0
    away.unlink()
    told: list[StoredFile] = []
    monkeypatch.setattr(scanning, "_followers", {"test": told.append})
    assert scanning.scan_waiting() == 2 and told == [bad]
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.scan, bad.scan) == (Scan.CLEAN, Scan.INFECTED)
    assert b"".join(files.response(good).streaming_content).decode() == "营业执照"
    with pytest.raises(Refused, match="已隔离"):
        files.open_file(bad)


def test_a_socket_that_is_not_there_is_down(settings, tmp_path, client):
    settings.VIRUS_SCANNER = f"clamd:{tmp_path}/nothing"
    assert put("营业执照").scan == Scan.WAITING
    assert client.get("/healthz").json()["scanner"] == "down"
