"""导入中心 in the browser: upload, faults by cell, commit, undo, templates."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from jichuang.registry import verbs
from jichuang.registry.models import Entry, ImportBatch
from jichuang.registry.reads import entries
from jichuang.registry.tasks import read_import, write_import
from jichuang.registry.terms import BatchState
from jichuang.registry.tests.conftest import DAY, HNTE_HEADERS, code_of, hnte_row, workbook
from jichuang.registry.verbs import queueing


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def upload(client, rows, register="hnte", headers=HNTE_HEADERS, name="名单.xlsx"):
    content = workbook(headers, rows).getvalue()
    return client.post(
        "/registers/import/", {"register": register, "file": SimpleUploadedFile(name, content)}
    )


def test_an_officer_uploads_sees_the_faults_commits_and_undoes_in_the_browser(province):
    client = client_of(province)
    bad = hnte_row(3)
    bad[5] = "2027-01-01"
    made = upload(client, [hnte_row(1), hnte_row(2), bad])
    page = client.get(made["Location"])
    text = page.content.decode()
    assert "名单!F4" in text
    assert "晚于今天" in text
    batch = ImportBatch.objects.get()
    assert not Entry.objects.exists()
    client.post(f"{made['Location']}commit/")
    assert entries("hnte").in_force(DAY).count() == 2
    client.post(f"{made['Location']}undo/", {"reason": ""})
    batch.refresh_from_db()
    assert batch.state == BatchState.COMMITTED, "an undo needs its reason"
    client.post(f"{made['Location']}undo/", {"reason": "名册有误"})
    assert entries("hnte").in_force(DAY).count() == 0
    assert client.get(made["Location"]).status_code == 200
    marked = load_workbook(BytesIO(client.get(f"{made['Location']}rows.xlsx?state=error").content))
    assert any("名单!F4" in str(cell.value) for row in marked.active.iter_rows() for cell in row)


def test_an_unreadable_upload_says_what_is_wrong(province):
    client = client_of(province)
    made = upload(client, [["x"]], headers=["甲"])
    assert "缺少必需的列“企业名称”" in client.get(made["Location"]).content.decode()
    empty = client.post(
        "/registers/import/", {"register": "hnte", "file": SimpleUploadedFile("空.xlsx", b"")}
    )
    assert empty.status_code == 422
    assert "空文件" in empty.content.decode()
    secret = upload(client, [["机密★", *hnte_row(1)[1:]]])
    assert secret.status_code == 422
    assert "国家秘密" in secret.content.decode()
    text = client.post(
        "/registers/import/",
        {"register": "hnte", "file": SimpleUploadedFile("图.png", b"\x89PNG\r\n\x1a\n00")},
    )
    assert client.get(text["Location"]).status_code == 200
    assert ImportBatch.objects.filter(state=BatchState.FAILED).count() == 2


@pytest.mark.parametrize("register", ["hnte", "tech_sme", "key_laboratory", "innovative_county", "alliance"])
def test_a_filled_template_comes_back_as_a_clean_preview(province, register):
    client = client_of(province)
    book = load_workbook(BytesIO(client.get(f"/registers/{register}/template.xlsx").content))
    sheet = book["名单"]
    headings = next(row for row in sheet.iter_rows() if row[0].value in {"企业名称", "名称", "县（市、区）"})
    values = {
        "企业名称": "样品有限公司（演示）", "名称": "样品（演示）", "统一社会信用代码": code_of(1), "证书编号": "GR201813000001",
        "入库登记编号": "201813010200900001", "设区市": "石家庄", "县（市、区）": "长安区", "发证日期": "2018-03-01",
        "入库日期": "2018-03-01", "批准日期": "2018-03-01",
    }  # fmt: skip
    line = headings[0].row + 1
    for cell in headings:
        sheet.cell(line, cell.column, values.get(cell.value, ""))
    filled = BytesIO()
    book.save(filled)
    made = client.post(
        "/registers/import/",
        {"register": register, "file": SimpleUploadedFile("名册.xlsx", filled.getvalue())},
    )
    batch = ImportBatch.objects.get()
    assert batch.counts == {"new": 1}, [row.problems for row in batch.rows.all()] + [batch.fault]
    assert client.get(made["Location"]).status_code == 200


def test_a_long_file_is_read_and_written_by_jobs_that_may_run_twice(province, monkeypatch):
    monkeypatch.setattr(queueing, "SHORT_FILE", 10)
    monkeypatch.setattr(queueing, "SHORT_BATCH", 1)
    client = client_of(province)
    made = upload(client, [hnte_row(1), hnte_row(2)])
    batch = ImportBatch.objects.get()
    assert batch.state == BatchState.READING
    assert 'data-reload="2"' in client.get(made["Location"]).content.decode()
    for _ in range(2):
        read_import(batch=batch.pk)
    batch.refresh_from_db()
    assert batch.state == BatchState.PREVIEWED
    client.post(f"{made['Location']}commit/")
    assert not Entry.objects.exists()
    assert client.post(f"{made['Location']}commit/").status_code == 409
    for _ in range(2):
        write_import(batch=batch.pk, user=province.pk)
    assert entries("hnte").in_force(DAY).count() == 2


def test_a_refused_job_puts_the_batch_back_with_the_reason(province, monkeypatch):
    monkeypatch.setattr(queueing, "SHORT_BATCH", 0)
    client = client_of(province)
    made = upload(client, [hnte_row(1)])
    batch = ImportBatch.objects.get()
    client.post(f"{made['Location']}commit/")
    party = verbs.register_party(
        name="样品有限公司（演示）", credit_code=code_of(1), region="130102", by=None
    )
    verbs.record_entry(
        register="hnte", party=party, number="GR201813900777", valid_from=DAY, source="case:9", by=province
    )
    write_import(batch=batch.pk, user=province.pk)
    assert "预检之后名录有了变化" in client.get(made["Location"]).content.decode()
    assert entries("hnte").in_force(DAY).count() == 1
