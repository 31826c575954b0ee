"""The script of a table in a real browser: rows added in place, a paste spread over the boxes, the Enter key saves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from jichuang.hall.declare import Field, FieldType
from jichuang.hall.table_input import TableInput
from journeys.driver import chromium

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parents[2] / "src/jichuang/base/static/base/jichuang.js"
DEALS = Field(
    "deals", "合同", FieldType.TABLE, maximum=12, columns=(
        "名称",
        Field("amount", "金额", FieldType.MONEY, "万元"),
        Field("kind", "类别", FieldType.CHOICE, choices=(("dev", "开发"), ("svc", "服务"))),
    ),
)  # fmt: skip
VALUES = "[...document.querySelectorAll('tbody tr')].map(row => [...row.querySelectorAll('td input:not([type=checkbox]), td select')].map(box => box.value))"
PASTE = """words => { const event = new ClipboardEvent("paste", {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
event.clipboardData.setData("text/plain", words); document.activeElement.dispatchEvent(event) }"""


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    """A form with one filled row, and the house's script."""
    table = TableInput(DEALS).render("deals", "传感器；12.5；开发", {"id": "id_deals"})
    enter = (
        '<button class="visually-hidden" name="then" value="next" tabindex="-1" aria-hidden="true"></button>'
    )
    body = f'<form method="post">{enter}<input id="other">{table}</form><script>{SCRIPT.read_text("utf-8")}</script>'
    (tmp_path / "page.html").write_text(f"<!doctype html><meta charset=utf-8>{body}", "utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(chromium()), args=["--no-sandbox"])
        page = browser.new_page()
        faults: list[Any] = []
        page.on("pageerror", lambda fault: faults.append(fault))
        page.goto(f"file://{tmp_path}/page.html")
        yield page
        browser.close()
    assert not faults


def says(page: Page) -> str:
    return page.locator("[data-grid-says]").inner_text()


def test_a_paste_from_a_sheet_is_spread_over_the_boxes_and_makes_rows(page):
    page.locator("[name='deals.r2.c0']").focus()
    page.evaluate(PASTE, '"两行\n名称"\t7\t开发\n标定\t一百\t服务\n检测\t9\t其他')
    rows = page.evaluate(VALUES)
    assert rows[0] == ["传感器", "12.5", "开发"] and rows[1] == ["两行 名称", "7", "开发"]
    assert rows[2] == ["标定", "一百", "服务"] and rows[3] == ["检测", "9", ""] and "放入 3 行" in says(page)


def test_more_rows_than_allowed_are_refused_and_change_nothing(page):
    before = page.evaluate(VALUES)
    page.locator("[name='deals.r1.c0']").focus()
    page.evaluate(PASTE, "\n".join("甲\t1\t开发" for _ in range(10_000)))
    assert "最多 12 行" in says(page) and page.evaluate(VALUES) == before


def test_rows_are_added_in_place_and_named_for_the_server(page):
    page.locator("[data-grid-add]").click()
    assert len(page.evaluate(VALUES)) == 8
    assert page.locator("[name='deals.r8.c1']").get_attribute("aria-label") == "第8行 金额"


def test_text_is_put_behind_the_filled_rows_by_the_button(page):
    page.locator("summary").click()
    page.locator("textarea").fill("标定；3；服务\n检测\t4\t开发")
    page.locator("[data-grid-put]").click()
    assert page.evaluate(VALUES)[1:3] == [["标定", "3", "服务"], ["检测", "4", "开发"]]
    assert page.locator("textarea").input_value() == ""


def test_the_enter_key_saves_and_adds_no_rows(page):
    page.evaluate(
        "document.querySelector('form').addEventListener('submit', one => { one.preventDefault(); window.by = one.submitter.value }, true)"
    )
    page.locator("#other").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("window.by") == "next" and len(page.evaluate(VALUES)) == 3
