"""The disk under the running server is full: the page says so, nothing is half stored, and it goes on once there is room."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from faults.cases import filed, standing
from faults.small import Disk, mounted
from faults.web import Server
from jichuang.base import files
from jichuang.base.models import JournalRow, StoredFile
from jichuang.hall import verbs
from jichuang.hall.models import CaseFile
from jichuang.hall.tests.pages.acts import PDF

pytestmark = [pytest.mark.cluster, pytest.mark.django_db(transaction=True)]
FULL = "存储空间已满"
LARGE = 3_000_000
"""Bytes of a plain upload above which Django writes to a temporary file first."""


@pytest.fixture
def disk(tmp_path: Path, settings: object) -> Iterator[Disk]:
    """The data directory and everything temporary lie on a small disk."""
    with mounted(tmp_path / "small") as found:
        settings.DATA_DIR = str(found.path)  # type: ignore[attr-defined]
        yield found


@pytest.fixture
def server(disk: Disk, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """Running on the small disk; what it says goes to a disk that is always full."""
    with monkeypatch.context() as places:
        places.setenv("TMPDIR", str(disk.path))
        found = Server(disk.path, log=Path("/dev/full"))
        try:
            yield found.start()
        finally:
            found.stop()


def multipart(content: bytes) -> tuple[bytes, str]:
    """One PDF as the materials page sends it."""
    edge = secrets.token_hex(8)
    told = f'--{edge}\r\nContent-Disposition: form-data; name="material"\r\n\r\nrd_ledger\r\n--{edge}\r\n'
    told += 'Content-Disposition: form-data; name="file"; filename="a.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    return told.encode() + content + f"\r\n--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"


@pytest.mark.parametrize("padding", [0, LARGE], ids=["in memory", "by way of a temporary file"])
def test_an_upload_onto_a_full_disk_is_refused_in_words_and_taken_once_there_is_room(
    padding, server, users, disk
):
    case = filed(users["clerk"], "chengguang")
    before, address = standing(case), f"/cases/{case.number}/materials/"
    content, form = multipart(PDF + b"%" * padding)
    disk.fill()
    refused = server.post(users["clerk"], address, content, form=form)
    assert refused.status == 422 and FULL in refused.text, refused.text[:500]
    assert standing(case) == before and not StoredFile.objects.exists()
    disk.free()
    left = [one.name for one in disk.path.rglob("*") if one.is_file()]
    assert left == [], "nothing is left of what was refused"
    assert server.post(users["clerk"], address, content, form=form).status == 302
    stored = StoredFile.objects.get()
    assert files.path_of(stored).stat().st_size == stored.size and CaseFile.objects.count() == 1


def test_a_bundle_with_its_pdf_finds_no_room_and_says_so(server, users, disk):
    case = filed(users["clerk"], "chengguang")
    case = verbs.submit(case=case, by=users["clerk"], key=secrets.token_hex(8))
    address = f"/cases/{case.number}/bundle.zip"
    disk.fill()
    refused = server.post(users["auditor"], address, {})
    assert refused.status == 409 and FULL in refused.text, refused.text[:500]
    disk.free()
    assert server.post(users["auditor"], address, {}).status == 200
    assert JournalRow.objects.filter(verb="case.bundle").count() == 2, "who asked is known both times"


def test_a_case_is_submitted_although_no_log_can_be_written_and_no_file_stored(server, users, disk):
    case = filed(users["clerk"], "chengguang")
    disk.fill()
    given = {"key": secrets.token_hex(8), "revision": case.revision}
    assert (
        server.post(users["clerk"], "/cases/no-such-case/review/", given).status == 403
    )  # a line for the log
    assert server.post(users["clerk"], f"/cases/{case.number}/review/", given).status == 302
    case.refresh_from_db()
    assert case.state == "open" and server.starts == 1
