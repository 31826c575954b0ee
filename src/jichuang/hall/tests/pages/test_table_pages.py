"""A table on the filing page by plain forms: rows added, pasted, uploaded, removed; the whole is shown as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.declare import Field, FieldType, Form, Step
from jichuang.hall.table_input import blank_workbook
from jichuang.hall.tests.pages.acts import fresh, text, url
from jichuang.hall.tests.trial import FORM, TRIAL

DEALS = Field(
    "deals", "合同", FieldType.TABLE, minimum=1, columns=("名称", Field("amount", "金额", FieldType.MONEY, "万元")),
)  # fmt: skip
WITH_TABLE = replace(
    TRIAL, code="table-evaluation", form=Form((Step("deals", "合同", (DEALS,)), *FORM.steps))
)


@pytest.fixture
def tabled(stand, firm, clerk):
    """A draft whose first step is a table."""
    with catalogue.on_trial(WITH_TABLE):
        yield verbs.start(matter="table-evaluation", party=firm, by=clerk)


def post(client, case, then="rows", **sent):
    given = {key.replace("__", "."): value for key, value in sent.items()}
    return client.post(
        url(case, "form/deals/"),
        {"asked.deals": "1", "revision": fresh(case).revision, "then": then, **given},
    )


def test_rows_are_pasted_corrected_removed_and_shown_as_a_table(tabled, clerk, browse):
    client = browse(clerk)
    page = post(client, tabled, deals="传感器\t12.5\n标定\t一百")
    assert (
        page.status_code == 422 and "第2行“金额”" in text(page) and 'value="传感器"' in page.content.decode()
    )
    boxes = {
        "deals__r1__c0": "传感器", "deals__r1__c1": "12.5", "deals__r2__c0": "标定", "deals__r2__c1": "100",
        "deals__r3__c0": "多余", "deals__r3__c1": "1", "deals__drop": "3",
    }  # fmt: skip
    page = post(client, tabled, **boxes)
    assert page.status_code == 200 and "已填 2 行" in text(page)
    assert fresh(tabled).answers["deals"] == "传感器\t125000\n标定\t1000000"
    assert post(client, tabled, "next", **boxes).status_code == 302
    words = client.get(url(tabled, "review/")).content.decode()
    assert '<th scope="col">金额<span class="unit">万元</span></th>' in words and "<td>100</td>" in words


def test_a_workbook_is_added_to_the_rows_and_a_bad_one_changes_nothing(tabled, clerk, browse):
    client = browse(clerk)
    book = blank_workbook(DEALS, [["传感器", "12.5"]])
    page = post(client, tabled, deals="标定\t3", deals__file=SimpleUploadedFile("合同.xlsx", book))
    assert page.status_code == 200 and fresh(tabled).answers["deals"] == "标定\t30000\n传感器\t125000"
    bad = SimpleUploadedFile("合同.xlsx", b"no workbook")
    page = post(client, tabled, deals__r1__c0="标定", deals__r1__c1="3", deals__file=bad)
    assert page.status_code == 422 and "内容却不是" in text(page)
    assert fresh(tabled).answers["deals"] == "标定\t30000"


def test_a_paste_of_ten_thousand_rows_is_refused_and_the_earlier_rows_stay(tabled, clerk, browse):
    client = browse(clerk)
    post(client, tabled, deals="标定\t3")
    page = post(client, tabled, deals="\n".join("甲\t1" for _ in range(10_000)))
    words = text(page)
    assert page.status_code == 422 and "10000行" in words and "最多200行" in words
    assert 'value="标定"' in page.content.decode() and fresh(tabled).answers["deals"] == "标定\t30000"


def test_the_blank_sheet_comes_with_the_rows_already_saved(tabled, clerk, browse):
    client = browse(clerk)
    post(client, tabled, deals="标定\t3")
    sheet = client.get(url(tabled, "form/deals/?sheet=deals"))
    assert sheet["Content-Type"].endswith("spreadsheetml.sheet") and sheet.content[:2] == b"PK"
    assert client.get(url(tabled, "form/deals/?sheet=nothing")).status_code == 404
