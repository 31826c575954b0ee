"""Uploads in parts: whatever breaks off between two parts, the file that arrives is the file that was sent."""

from __future__ import annotations

import errno
import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile

from jichuang.base import files, today
from jichuang.base.files import resuming
from jichuang.base.models import PartialUpload, Scan, StoredFile
from jichuang.hall import verbs
from jichuang.hall.models import CaseFile
from jichuang.hall.tests.pages.acts import PDF, blank_pdf, fresh, text, upload, url

CONTENT = blank_pdf(24)
PART = 700


def begin(client, case, content=CONTENT, name="辅助账.pdf", **more):
    sent = {"material": "rd_ledger", "name": name, "size": len(content)}
    sent["sha256"] = hashlib.sha256(content).hexdigest()
    return client.post(url(case, "uploads/"), {**sent, **more})


def patch(client, told, content=CONTENT, at=None, part=PART, digest=None):
    offset = told["received"] if at is None else at
    piece = content[offset : offset + part]
    return client.patch(
        told["url"], piece, content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset), "X-Part-SHA256": digest or hashlib.sha256(piece).hexdigest()},
    )  # fmt: skip


def test_a_file_in_parts_is_the_file_that_was_sent_and_stands_among_the_materials(draft, clerk, browse):
    client = browse(clerk)
    told = begin(client, draft).json()
    while not told["done"]:
        told = patch(client, told).json()
    row = CaseFile.objects.get(case=draft)
    assert row.file.sha256 == hashlib.sha256(CONTENT).hexdigest() and row.file.name == "辅助账.pdf"
    assert not list((resuming.path_of(PartialUpload.objects.get())).parent.iterdir())
    assert patch(client, told).json()["done"] and CaseFile.objects.count() == 1


@pytest.mark.parametrize("stop", range(-(-len(CONTENT) // PART)))
def test_interrupted_at_any_part_it_goes_on_from_another_device(draft, clerk, browse, stop):
    client = browse(clerk)
    told = begin(client, draft).json()
    for _ in range(stop):
        told = patch(client, told).json()
    row = PartialUpload.objects.get()
    with resuming.path_of(row).open("ab") as half:  # a part was being written when the power went
        half.write(b"half a part")
    device = browse(clerk)
    again = begin(device, draft).json()
    assert again["url"] == told["url"] and again["received"] == stop * PART
    while not again["done"]:
        again = patch(device, again).json()
    assert StoredFile.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_a_damaged_or_misplaced_part_changes_nothing(draft, clerk, browse):
    client = browse(clerk)
    told = begin(client, draft).json()
    assert patch(client, told, digest="0" * 64).status_code == 409
    told = patch(client, told).json()
    assert patch(client, told, at=0).status_code == 409
    assert client.get(told["url"]).json()["received"] == PART
    assert patch(client, told, CONTENT + b"more", part=len(CONTENT) + 4).status_code == 409


def test_what_arrives_is_examined_like_any_other_file(draft, clerk, browse):
    client = browse(clerk)
    page = b"<html><script>1</script>" + b" " * 900
    told = begin(client, draft, page).json()
    told = patch(client, told, page).json()
    refused = patch(client, told, page)
    assert refused.status_code == 403 and "网页" in refused.json()["reason"]
    assert not PartialUpload.objects.exists() and not StoredFile.objects.exists()


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"name": "表.xlsx"}, "不在"), ({"material": "none"}, "没有名为"), ({"size": 10**12}, "超过"), ({"size": 0}, "空文件"),
        ({"size": "x"}, "字节数"),
    ],
)  # fmt: skip
def test_what_would_be_refused_is_refused_before_a_byte_is_sent(draft, clerk, browse, more, words):
    refused = begin(browse(clerk), draft, **more)
    assert refused.status_code in {403, 409} and words in refused.json()["reason"]


def test_an_upload_is_the_persons_own(draft, clerk, preparer, outsider, browse):
    told = begin(browse(clerk), draft).json()
    for other in (preparer, outsider):
        assert browse(other).get(told["url"]).status_code in {403, 409}
        assert patch(browse(other), told).status_code in {403, 409}
    assert browse().get(told["url"]).status_code == 401
    assert begin(browse(outsider), draft).status_code == 403


def test_nobody_has_more_than_five_under_way_and_a_day_later_they_are_gone(draft, clerk, browse):
    client = browse(clerk)
    for number in range(resuming.MOST_OPEN):
        told = begin(client, draft, name=f"{number}.pdf").json()
        patch(client, told)
    assert "正在上传" in begin(client, draft, name="more.pdf").json()["reason"]
    PartialUpload.objects.update(expires_at=today.machine_now() - timedelta(seconds=1))
    assert patch(client, told).status_code == 409
    folder = resuming.path_of(PartialUpload.objects.first()).parent
    assert resuming.sweep() == resuming.MOST_OPEN and not list(folder.iterdir())


def test_an_upload_given_up_leaves_nothing(draft, clerk, browse):
    client = browse(clerk)
    told = begin(client, draft).json()
    patch(client, told)
    assert client.delete(told["url"]).status_code == 204 and not PartialUpload.objects.exists()


def test_after_submission_nothing_more_is_taken(draft, clerk, browse, submitted_case):
    assert begin(browse(clerk), submitted_case).status_code == 403


def test_a_plain_upload_is_all_or_nothing(draft, clerk, browse, monkeypatch):
    client = browse(clerk)
    assert upload(client, draft, "表.xlsx", b"PK\x03\x04").status_code == 422
    monkeypatch.setattr("jichuang.hall.verbs.materials.save", lambda *given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        upload(client, draft, "a.pdf", PDF)
    assert not StoredFile.objects.exists()


def test_a_virus_found_afterwards_takes_the_file_out_of_the_draft_and_says_so(draft, clerk, browse):
    client = browse(clerk)
    upload(client, draft, "a.pdf", PDF)
    row = CaseFile.objects.get()
    StoredFile.objects.update(scan=Scan.WAITING)
    page = client.get(url(draft, "materials/"))
    assert "等待查毒" in text(page) and client.get(url(draft, f"files/{row.pk}/")).status_code == 409
    row.file.scan, row.file.scan_words = Scan.INFECTED, "Eicar"
    row.file.save()
    verbs.quarantined(row.file)
    assert CaseFile.objects.get().removed_at is not None
    assert "查出病毒（Eicar）" in text(client.get(url(draft)))
    assert fresh(draft).state == "draft" and files.path_of(row.file).exists()


def full(*given):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_disk_that_fills_up_under_a_large_plain_upload_is_said_and_leaves_nothing(
    draft, clerk, browse, monkeypatch, settings
):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100  # every file goes to disk
    monkeypatch.setattr(TemporaryUploadedFile, "write", full, raising=False)
    page = upload(browse(clerk), draft, "a.pdf", CONTENT)
    assert page.status_code == 422 and "存储空间已满" in text(page)
    assert not StoredFile.objects.exists() and not CaseFile.objects.exists()


def test_a_disk_that_fills_up_under_a_part_keeps_the_parts_before(draft, clerk, browse, monkeypatch):
    client = browse(clerk)
    told = patch(client, begin(client, draft).json()).json()
    with monkeypatch.context() as filled:
        filled.setattr("jichuang.base.files.resuming.os.fsync", full)
        refused = patch(client, told)
    assert refused.status_code == 409 and "存储空间已满" in refused.json()["reason"]
    again = client.get(told["url"]).json()
    while not again["done"]:
        again = patch(client, again).json()
    assert StoredFile.objects.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_without_room_on_the_disk_nothing_is_begun(draft, clerk, browse, monkeypatch):
    monkeypatch.setattr("jichuang.base.files.resuming.SPARE", 10**18)
    assert (
        "存储空间已满" in begin(browse(clerk), draft).json()["reason"] and not PartialUpload.objects.exists()
    )
