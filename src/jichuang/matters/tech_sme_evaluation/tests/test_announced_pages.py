"""The import page: upload, differences, confirm; refused to everybody but the provincial desk."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jichuang.matters.models import AnnouncedList
from jichuang.matters.tech_sme_evaluation.tests.test_reconcile import number, workbook
from jichuang.registry.reads import entries

URL = "/matters/tech-sme-evaluation/announced/"


def upload(client, rows, name="公告名单.xlsx", **more):
    file = SimpleUploadedFile(name, workbook(rows).read() if rows is not None else b"\x00\x01")
    return client.post(
        URL, {"file": file, "announced_on": "2018-09-03", "basis": "第九批公告（演示）", **more}
    )


@pytest.fixture
def province(client, province_officer):
    client.force_login(province_officer)
    return client


def test_a_list_is_uploaded_looked_at_and_entered(province, firm):
    answer = upload(
        province, [(firm.name, firm.credit_code, number(1)), (firm.name, firm.credit_code, number(1))]
    )
    announced = AnnouncedList.objects.get()
    assert answer.status_code == 302 and not entries("tech_sme").exists()
    page = province.get(f"{URL}{announced.pk}/")
    assert "新写入名录 <strong>1</strong> 条" in page.content.decode()
    done = province.post(f"{URL}{announced.pk}/commit/", follow=True)
    assert "已导入：新写入名录 1 条" in done.content.decode()
    assert entries("tech_sme").in_force(date(2018, 9, 3)).count() == 1
    repeated = province.get(f"{URL}{announced.pk}/?match=repeated").content.decode()
    assert "登记编号与第" in repeated and "编号重复 1" in repeated
    assert province.get(f"{URL}{announced.pk}/lines/")["Content-Type"].endswith("spreadsheetml.sheet")
    assert "第九批公告（演示）" in province.get(URL).content.decode()


def test_a_broken_file_and_a_future_date_are_told_beside_their_fields(province, firm):
    answer = upload(province, None, name="坏.xlsx")
    assert answer.status_code == 422 and "扩展名是 .xlsx" in answer.content.decode()
    late = upload(province, [(firm.name, firm.credit_code, number(1))], announced_on="2027-01-01")
    assert late.status_code == 422 and "晚于今天" in late.content.decode()


def test_others_are_refused_with_a_reason_and_visitors_sent_to_sign_in(
    client, city_officer, outsider, auditor
):
    assert client.get(URL).status_code == 302
    for stranger in (city_officer, outsider, auditor):
        client.force_login(stranger)
        for address in (URL, f"{URL}1/", f"{URL}1/lines/"):
            answer = client.get(address)
            assert answer.status_code == 403 and "省科技厅经办" in answer.content.decode()
        assert client.post(f"{URL}1/commit/").status_code == 403


def test_the_guide_opens_on_its_stable_address(client, stand):
    assert client.get("/matters/tech-sme-evaluation/").status_code == 200
