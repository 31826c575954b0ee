"""公文 PDF: measured on the page against GB/T 9704-2012."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from itertools import pairwise

import pdfplumber
import pytest

from jichuang.base.clock import SHANGHAI
from jichuang.base.official import OfficialDocument, heading, paragraph, table
from jichuang.base.pdf import PACKAGE

MM = 72 / 25.4
LAYOUT = PACKAGE / "base" / "official" / "gbt9704.typ"
AT = datetime(2018, 9, 26, 9, tzinfo=SHANGHAI)
LONG = "各责任单位要对照分解的季度进度逐项核对数据说明原因提出措施并在规定的期限内答复" * 30


def document(**more) -> OfficialDocument:
    given = {
        "masthead": "河北省科学技术厅", "number": "督办单第1号", "title": "关于重点工作进度滞后事项的督办通知",
        "addressee": "高新技术处", "signer": "河北省科学技术厅", "day": date(2018, 9, 26),
        "body": [heading("一、督办事项"), table(["事项", "状态"], [["新增高新技术企业", "滞后"]]), paragraph(LONG)],
        "copies": "分管厅领导",
    }  # fmt: skip
    return OfficialDocument(**(given | more))


@pytest.fixture
def pages(settings):
    settings.DEMONSTRATION = False
    with pdfplumber.open(BytesIO(document().pdf(at=AT))) as book:
        yield book.pages


def lines_of(page) -> list[tuple[float, list]]:
    """Lines of the 版心's body size, top to bottom: (top in points, characters)."""
    found: dict[float, list] = {}
    for one in page.chars:
        if abs(one["size"] - 16) < 0.2 and one["text"].strip():
            found.setdefault(round(one["top"], 0), []).append(one)
    return sorted(found.items())


def test_the_page_is_a4_and_the_body_starts_at_the_binding_margin(pages):
    assert abs(pages[0].width - 210 * MM) < 1 and abs(pages[0].height - 297 * MM) < 1
    left = min(one["x0"] for _, line in lines_of(pages[1]) for one in line)
    assert abs(left / MM - 28) <= 1
    assert all(one["x1"] <= (210 - 25) * MM for one in pages[1].chars if abs(one["size"] - 16) < 0.2)


def test_a_full_page_has_22_lines_of_28_characters_in_the_type_area(pages):
    lines = lines_of(pages[1])
    assert len(lines) == 22 and {len(line) for _, line in lines[1:-1]} == {28}
    steps = [below - above for (above, _), (below, _) in pairwise(lines)]
    assert all(abs(step - 225 * MM / 22) < 1.1 for step in steps)
    for _, line in lines[1:-1]:
        assert abs(line[0]["x0"] / MM - 28) < 1 and abs(line[-1]["x1"] / MM - 184) < 1
    assert abs(lines[0][0] / MM - 37) < 1 and lines[-1][1][0]["bottom"] / MM < 262


def test_folios_stand_7_mm_under_the_type_area_outside_and_the_imprint_closes_the_last_page(pages):
    for at, page in enumerate(pages, start=1):
        folio = next(one for one in page.extract_text_lines() if one["text"] == f"— {at} —")
        assert 268 < folio["top"] / MM < 272 and abs(folio["chars"][0]["size"] - 14) < 0.01
        assert abs(folio["x1"] / MM - 179) < 1.5 if at % 2 else abs(folio["x0"] / MM - 33) < 1.5
    assert "印发" in pages[-1].extract_text()
    assert abs(max(line["bottom"] for line in pages[-1].lines) / MM - 262) < 1


def test_bulletins_notes_and_letters_share_one_layout():
    """The type area is set up in one file alone; every other template of an official paper takes it from there."""
    layout = LAYOUT.read_text(encoding="utf-8")
    assert layout.count("margin: (top: 37mm") == 1
    others = [path for path in PACKAGE.rglob("*.typ") if path != LAYOUT]
    assert not [path for path in others if "37mm" in path.read_text(encoding="utf-8")]
    users = {
        path.name
        for path in others
        if '#import "/base/official/gbt9704.typ"' in path.read_text(encoding="utf-8")
    }
    assert users == {"document.typ", "bulletin.typ", "note.typ"}


def test_title_size_and_the_red_rule(pages):
    assert any(abs(one["size"] - 22) < 0.1 for one in pages[0].chars)
    rule = next(one for one in pages[0].lines if abs(one["width"] - 156 * MM) < 1)
    mark = next(one for one in pages[0].extract_text_lines() if one["text"] == "河北省科学技术厅")
    assert abs(mark["top"] / MM - 72) < 1.5
    assert abs(rule["x0"] / MM - 28) < 0.5
    assert rule["stroking_color"][0] > 0.7 > rule["stroking_color"][1]


def test_the_demonstration_says_so_on_every_page_and_equal_data_give_equal_bytes(settings):
    settings.DEMONSTRATION = True
    made = document().pdf(at=AT)
    with pdfplumber.open(BytesIO(made)) as book:
        assert all("不具法律效力" in page.extract_text() for page in book.pages)
    assert made == document().pdf(at=AT)


@pytest.mark.parametrize("length", range(8, 26))
def test_the_signature_never_stands_on_a_page_without_text(settings, length):
    settings.DEMONSTRATION = False
    body = [
        *(paragraph(f"第{n}项工作进度滞后") for n in range(length)),
        heading("要求"),
        paragraph("请按期书面答复"),
    ]
    with pdfplumber.open(BytesIO(document(body=body).pdf(at=AT))) as book:
        signed = next(
            page
            for page in book.pages
            if "2018" in page.extract_text() and "请按期书面答复" in page.extract_text()
        )
        words = signed.extract_text().replace(" ", "")
    assert words.index("要求") < words.index("请按期书面答复") < words.index("9月26日")
