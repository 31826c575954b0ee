"""GB/T 9704-2012 measured on the PDF: margins, 22 lines of 28 characters, red head and rule, folio, imprint."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from jichuang.indicators.bulletin.files import as_pdf

MM = 72 / 25.4
PAPER = {
    "mark": "河北省科学技术厅", "office": "河北省科学技术厅", "number": "冀科统〔2018〕2号", "day": "2018年7月25日",
    "title": "2018年上半年河北省高新技术企业统计公报", "stamp": "演示数据·非统计结果·不具法律效力",
    "sections": [{"title": "总体情况", "paragraphs": ["高" * 28 * 40]}],
    "notes": ["统计保密。"],
    "tables": [
        {
            "key": "main", "title": "主要指标", "unit": "单位：万元", "head": ["指标", "本期"],
            "rows": [["营业收入", "1,234.5"]], "numbers": [["营业收入", "1234.5"]], "chart": "", "alt": "",
        }
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def pages():
    with pdfplumber.open(BytesIO(as_pdf(PAPER, date(2018, 7, 25)))) as pdf:
        yield [(page, page.extract_text_lines()) for page in pdf.pages]


def inside(lines):
    """Lines of the 版心, 37 to 262 mm from the top."""
    return [one for one in lines if 36.5 <= one["top"] / MM <= 262]


def test_a_full_page_has_22_lines_of_28_characters_in_the_type_area(pages):
    lines = inside(pages[1][1])
    assert len(lines) == 22
    full = [one for one in lines if set(one["text"]) == {"高"}]
    assert {len(one["text"]) for one in full} == {28}
    for one in full:
        assert abs(one["x0"] / MM - 28) < 1 and abs(one["x1"] / MM - 184) < 1
        assert abs(one["chars"][0]["size"] - 16) < 0.01
    assert abs(lines[0]["top"] / MM - 37) < 1 and lines[-1]["bottom"] / MM < 262


def test_the_head_is_red_35_mm_down_and_the_rule_as_wide_as_the_type_area_4_mm_under_the_number(pages):
    page, lines = pages[0]
    mark = next(one for one in lines if one["text"] == "河北省科学技术厅")
    number = next(one for one in lines if "冀科统" in one["text"])
    assert abs(mark["top"] / MM - 72) < 1.5
    red = mark["chars"][0]["non_stroking_color"]
    assert red[0] > 0.8 and red[1] < 0.1
    rule = page.lines[0] if page.lines else page.rects[0]
    assert abs(rule["x0"] / MM - 28) < 0.5 and abs(rule["x1"] / MM - 184) < 0.5
    assert 3 < (rule["top"] - number["bottom"]) / MM < 5 and rule["stroking_color"][0] > 0.8
    assert "〔2018〕" in number["text"] and "[" not in number["text"]
    title = next(one for one in lines if "统计公报" in one["text"])
    assert abs(title["chars"][0]["size"] - 22) < 0.01
    assert abs((title["x0"] + title["x1"]) / 2 / MM - (28 + 78)) < 1


def test_folios_stand_7_mm_under_the_type_area_outside_and_the_imprint_closes_an_even_page(pages):
    for at, (_, lines) in enumerate(pages, start=1):
        folio = next(one for one in lines if one["text"] == f"— {at} —")
        assert 268 < folio["top"] / MM < 272 and abs(folio["chars"][0]["size"] - 14) < 0.01
        assert abs(folio["x1"] / MM - 179) < 1.5 if at % 2 else abs(folio["x0"] / MM - 33) < 1.5
    last, lines = pages[-1]
    assert len(pages) % 2 == 0
    assert any("印发" in one["text"] for one in lines)
    assert abs(max(line["bottom"] for line in last.lines) / MM - 262) < 1


def test_every_page_says_that_the_figures_are_invented_and_the_fonts_are_embedded(pages):
    for page, lines in pages:
        assert any("演示数据" in one["text"] for one in lines)
        assert all("+" in char["fontname"] for char in page.chars)  # embedded subset
