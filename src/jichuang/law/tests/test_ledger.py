"""研发费用台账: one entry, three calibers side by side, faults by their cells, figures carried into the calculators, nothing kept."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jichuang import policy
from jichuang.base.models import JournalRow
from jichuang.codes.tabular import read_table, write_csv, write_xlsx
from jichuang.law.sharing import unpack
from jichuang.policy.rd_ledger import COLUMNS

pytestmark = pytest.mark.django_db
ADDRESS = "/policies/rd-ledger/"
LINES = [
    ("2018", "甲", "人员人工费用", "", "", "400000", "工资"),
    ("2018", "甲", "直接投入费用", "房屋租赁费", "境内", "50000", ""),
    ("2018", "甲", "其他费用", "", "", "100000", ""),
    ("2017", "甲", "人员人工费用", "", "", "200000", ""),
]


def typed(lines=LINES, **more: str) -> dict[str, str]:
    cells = {
        f"l-{number}-{at}": text for number, line in enumerate(lines, start=1) for at, text in enumerate(line)
    }
    return {"rows": str(len(lines)), **cells, **more}


def sheet(lines=LINES, name: str = "台账.xlsx") -> SimpleUploadedFile:
    content = io.BytesIO()
    (write_xlsx if name.endswith("xlsx") else write_csv)(content, list(COLUMNS), lines)
    return SimpleUploadedFile(name, content.getvalue())


def text(answer, status: int = 200) -> str:
    assert answer.status_code == status
    return answer.content.decode()


def links(page: str) -> dict[str, str]:
    """Policy -> token of its link."""
    return dict(re.findall(r'href="/policies/([a-z-]+)/calculator/\?s=([^"&]+)&amp;edit"', page))


def test_typed_lines_give_three_totals_and_each_lines_treatment_with_its_clause(client):
    page = text(client.post(ADDRESS, typed()))
    assert "2018 年度的三种口径" in page
    assert page.count("44.44 万元") >= 2  # 40 + 4.44: other costs up to a tenth of the whole
    assert "55 万元" in page  # 40 + 5 + 10: rent counts, and a fifth is not reached
    assert "房屋租赁费不在归集范围" in page
    assert "国家税务总局公告2015年第97号 第二条（三）" in page


def test_the_figures_are_carried_into_the_three_calculators(client):
    found = links(text(client.post(ADDRESS, typed())))
    assert set(found) == {"hnte", "tech-sme", "rd-super-deduction"}
    hnte = unpack("hnte", found["hnte"])
    assert hnte is not None
    assert hnte.facts == {"rd_expense": [200_000, 550_000], "rd_domestic": 750_000}
    deduction = unpack("rd-super-deduction", found["rd-super-deduction"])
    assert deduction is not None
    facts = deduction.facts | {"taxpayer": "general", "industry_code": "C3985"}
    assert round(policy.check("rd-super-deduction", facts, on=deduction.on).amounts["base"]) == 444_444
    page = text(client.get(f"/policies/tech-sme/calculator/?s={found['tech-sme']}&edit"))
    assert 'value="444444.44"' in page


@pytest.mark.parametrize("name", ["台账.xlsx", "台账.csv"])
def test_a_sheet_answers_like_the_table_and_fills_it(client, name):
    page = text(client.post(ADDRESS, {"file": sheet(name=name)}))
    assert links(page).keys() == {"hnte", "tech-sme", "rd-super-deduction"}
    assert 'name="l-1-1" value="甲"' in page


def test_an_earlier_year_is_asked_for_and_a_year_without_lines_is_refused(client):
    assert "2017 年度的三种口径" in text(client.post(ADDRESS, typed(year="2017")))
    page = text(client.post(ADDRESS, typed(year="2012")), 422)
    assert "台账里有：2017、2018" in page


def test_before_the_guide_of_2016_there_is_no_caliber_of_hnte_and_the_page_says_so(client):
    page = text(client.post(ADDRESS, typed([("2010", "甲", "人员人工费用", "", "", "100", "")])))
    assert page.count("当时没有") == 2  # nor an evaluation of 科小
    assert set(links(page)) == {"rd-super-deduction"}


def test_a_wrong_cell_of_the_table_is_named_and_linked_and_nothing_typed_is_lost(client):
    wrong = [LINES[0], ("2018", "乙", "人员人工费用", "通讯费", "", "-1", "备注")]
    page = text(client.post(ADDRESS, typed(wrong)), 422)
    assert '<a href="#l-2-5">第2行“金额”' in page or '<a href="#l-2-5">第2行“金额（元）”' in page
    assert 'value="备注"' in page
    assert "三种口径</h2>" not in page


def test_a_wrong_cell_of_a_sheet_is_named_by_its_address_and_no_figure_is_shown(client):
    wrong = [LINES[0], ("2018", "甲", "工资", "", "", "100", "")]
    page = text(client.post(ADDRESS, {"file": sheet(wrong)}), 422)
    assert "C3" in page and "人员人工费用、直接投入费用" in page
    assert not links(page)


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (SimpleUploadedFile("台账.pdf", b"%PDF-1.4"), "不支持"),
        (SimpleUploadedFile("台账.csv", "年度,项目,费用类别,金额\n".encode()), "没有一行支出"),
        (SimpleUploadedFile("台账.csv", "年度,项目,费用类别,金额\n2018,机密★甲,其他费用,1\n".encode()), "国家秘密"),
        (sheet([LINES[0]] * 301), "最多 300 行"),
    ],
)  # fmt: skip
def test_files_that_are_no_ledger_are_refused_with_the_reason(client, file, says):
    file.seek(0)
    assert says in text(client.post(ADDRESS, {"file": file}), 422)


def test_an_empty_table_is_asked_to_be_filled(client):
    assert "还没有一行支出" in text(client.post(ADDRESS, {"rows": "6"}), 422)


def test_more_rows_keep_what_was_typed(client):
    page = text(client.post(ADDRESS, typed(more="1")))
    assert 'name="rows" value="10"' in page
    assert 'value="工资"' in page


def test_the_template_is_read_back_with_the_ledgers_columns(client):
    answer = client.get(f"{ADDRESS}template/")
    table = read_table(io.BytesIO(answer.content), "模板.xlsx", expected=COLUMNS)
    assert tuple(header.text for header in table.headers) == COLUMNS


def test_the_download_lists_every_line_in_every_caliber_and_the_totals(client):
    answer = client.post(ADDRESS, typed(download="1"))
    rows = [[cell.value for cell in row.cells] for row in read_table(io.BytesIO(answer.content), "结果.xlsx")]
    assert len(rows) == 3 * (3 + 1)
    assert [row[8] for row in rows if row[2] == "合计"] == ["550000", "444444.44", "444444.44"]


def test_nothing_is_kept_of_a_ledger(client):
    before = JournalRow.objects.count()
    client.post(ADDRESS, {"file": sheet()})
    assert JournalRow.objects.count() == before


def test_the_calculators_that_ask_for_research_costs_lead_to_the_ledger(client):
    assert ADDRESS in text(client.get("/policies/hnte/calculator/"))
    assert ADDRESS not in text(client.get("/policies/innovation-voucher/calculator/"))
