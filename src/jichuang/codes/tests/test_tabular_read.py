"""读表：编码、表头、合并、丢精度、地址。"""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest

from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import read_table
from jichuang.codes.tests.workbooks import repacked, saved, workbook

CODE = "91350100M000100Y43"


def values(table):
    return [[cell.value for cell in row.cells] for row in table]


def test_a_workbook_gives_headers_rows_and_addresses():
    table = read_table(workbook(["统一社会信用代码", "名称"], [CODE, "甲公司"]), "a.xlsx")
    assert [header.text for header in table.headers] == ["统一社会信用代码", "名称"]
    row = next(iter(table))
    assert (row.number, row.cells[1].value, row.cells[1].address) == (2, "甲公司", "名单!B2")
    assert row.cells[0].exact() == CODE


def test_a_table_can_be_read_twice():
    table = read_table(workbook(["甲"], ["1"], ["2"]), "a.xlsx")
    assert values(table) == values(table) == [["1"], ["2"]]


def test_an_eighteen_digit_number_cell_is_flagged_with_its_address():
    table = read_table(workbook(["代码", "数"], [440111199003070011, 123456789012345]), "a.xlsx")
    code, number = next(iter(table)).cells
    assert code.numeric_long
    assert not number.numeric_long
    with pytest.raises(CodeError) as caught:
        code.exact()
    assert caught.value.field == "名单!A2"
    assert "已丢失精度" in caught.value.problem


def test_a_code_mangled_into_scientific_notation_is_flagged_in_csv_and_text_cells():
    table = read_table(io.BytesIO("代码,型号\n4.4E+17,1E5\n".encode()), "a.csv")
    code, model = next(iter(table)).cells
    assert (code.numeric_long, code.address, model.numeric_long) == (True, "第2行第1列", False)
    assert next(iter(read_table(workbook(["代码"], ["4.40111E+17"]), "a.xlsx"))).cells[0].numeric_long


def test_numbers_are_shown_as_people_see_them():
    table = read_table(workbook(["a", "b", "c", "d"], [0.1 + 0.2, 12.0, 1e-7, -2.5]), "a.xlsx")
    assert values(table) == [["0.3", "12", "0.0000001", "-2.5"]]


def test_dates_come_as_iso_text_from_any_date_format():
    def style(_book, sheet):
        sheet["C2"].number_format = 'yyyy"年"m"月"d"日"'
        sheet["D2"].number_format = "0.00"

    stream = workbook(
        ["a", "b", "c", "d"],
        [date(2018, 3, 1), datetime.fromisoformat("2018-03-01T08:30"), 43160, 43160],
        prepare=style,
    )
    table = read_table(stream, "a.xlsx")
    assert values(table) == [["2018-03-01", "2018-03-01 8:30:00", "2018-03-01", "43160"]]
    assert [cell.kind for cell in next(iter(table)).cells] == ["date", "date", "date", "number"]


def test_a_workbook_counting_from_1904_gives_the_same_dates():
    def mac(book, _sheet):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert values(read_table(workbook(["日期"], [date(2018, 3, 1)], prepare=mac), "a.xlsx")) == [
        ["2018-03-01"]
    ]


def test_formula_cells_are_flagged_and_have_no_value_until_saved_by_a_program():
    cell = next(iter(read_table(workbook(["a", "b"], ["x", "=1+1"]), "a.xlsx"))).cells[1]
    assert (cell.formula, cell.value) == (True, "")


def test_error_and_boolean_cells_keep_their_kind():
    cells = next(iter(read_table(workbook(["a", "b", "c"], ["#N/A", True, "x"]), "a.xlsx"))).cells
    assert [(cell.value, cell.kind) for cell in cells] == [("#N/A", "error"), ("TRUE", "bool"), ("x", "text")]


def test_full_width_digits_trailing_and_invisible_spaces_are_cleaned_but_names_keep_their_brackets():
    table = read_table(
        workbook(["代码", "名称"], [" ９１３５０100M000100Y43\u3000\u200b", "甲（演示）公司\u00a0"]), "a.xlsx"
    )
    row = next(iter(table))
    assert [cell.value for cell in row.cells] == [CODE, "甲（演示）公司"]
    assert row.cells[0].raw != CODE


def test_titles_and_notes_above_the_header_and_blank_rows_are_passed_over():
    def merge(_book, sheet):
        sheet.merge_cells("A1:C1")

    stream = workbook(
        ["附件1 名单"],
        ["填报单位：石家庄"],
        ["序号", "名称", "代码"],
        [1, "甲", CODE],
        [],
        [None, " ", None],
        [2, "乙", CODE],
        prepare=merge,
    )
    table = read_table(stream, "a.xlsx")
    assert table.header_row == 3
    assert [row.number for row in table] == [4, 7]


def test_expected_titles_find_the_header_even_above_wider_rows():
    stream = workbook(["名称", "代码"], ["甲", CODE, 1, 2, 3, 4, 5], ["乙", CODE, 1, 2, 3, 4, 5])
    table = read_table(stream, "a.xlsx", expected=["代码", "名称"])
    assert table.header_row == 1
    row = next(iter(table))
    assert [cell.address for cell in row.cells[2:4]] == ["名单!C2", "名单!D2"]


def test_a_vertical_merge_fills_down_and_is_marked_and_a_horizontal_one_is_not_filled():
    def merge(_book, sheet):
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("B4:C4")

    stream = workbook(
        ["市", "县", "数"], ["石家庄市", "正定", 1], [None, "赵县", 2], [None, "合计", None], prepare=merge
    )
    table = read_table(stream, "a.xlsx")
    assert values(table) == [["石家庄市", "正定", "1"], ["石家庄市", "赵县", "2"], ["石家庄市", "合计", ""]]
    filled = [row.cells[0] for row in table]
    assert [(cell.merged, cell.address) for cell in filled] == [
        (False, "名单!A2"),
        (True, "名单!A3"),
        (True, "名单!A4"),
    ]


def test_the_first_visible_sheet_with_content_is_read_and_any_sheet_by_name():
    book = openpyxl.Workbook()
    book.active.title = "空表"
    hidden = book.create_sheet("_模板")
    hidden.sheet_state = "hidden"
    hidden.append(["键", "值"])
    book.create_sheet("数据").append(["甲", "乙"])
    stream = saved(book)
    assert read_table(stream, "a.xlsx").sheet == "数据"
    stream.seek(0)
    assert read_table(stream, "a.xlsx", sheet="_模板").headers[0].text == "键"
    stream.seek(0)
    with pytest.raises(CodeError, match="没有这张表"):
        read_table(stream, "a.xlsx", sheet="没有")


MAIN = 'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATION = (
    b'<Relationship Id="rId9" Target="strings/shared.xml" Type="http://schemas.openxmlformats.org/'
    b'officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)


def with_shared_strings(strings, sheet_rows):
    """像办公软件那样存：文字在共享字符串部件里，元素名带前缀，部件不在惯常的路径。"""
    sheet = f"<x:worksheet {MAIN}><x:sheetData>{sheet_rows}</x:sheetData></x:worksheet>".encode()

    def change(name, data):
        if name == "xl/_rels/workbook.xml.rels":
            return data.replace(b"</Relationships>", RELATION)
        return sheet if name == "xl/worksheets/sheet1.xml" else data

    stream = repacked(workbook(["x"]), change)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/strings/shared.xml", f"<x:sst {MAIN}>{strings}</x:sst>")
    stream.seek(0)
    return stream


def test_shared_rich_text_is_joined_phonetics_dropped_and_escapes_undone():
    strings = (
        "<x:si><x:r><x:t>名</x:t></x:r><x:r><x:t>称_x0041_</x:t></x:r><x:rPh><x:t>mc</x:t></x:rPh></x:si>"
        '<x:si><x:t xml:space="preserve"> 甲 </x:t></x:si><x:si/>'
    )
    rows = (
        '<x:row r="1"><x:c r="A1" t="s"><x:v>0</x:v></x:c><x:c r="B1" t="inlineStr"><x:is><x:t>数</x:t></x:is></x:c></x:row>'
        '<x:row><x:c t="s"><x:v>1</x:v></x:c><x:c><x:f>1+1</x:f><x:v>2</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row>'
    )
    table = read_table(with_shared_strings(strings, rows), "a.xlsx")
    assert [header.text for header in table.headers] == ["名称A", "数"]
    row = next(iter(table))
    assert [(cell.value, cell.address, cell.formula) for cell in row.cells] == [
        ("甲", "名单!A2", False),
        ("2", "名单!B2", True),
    ]


def test_a_cell_that_points_to_a_missing_string_means_a_damaged_file():
    rows = '<x:row r="1"><x:c r="A1" t="s"><x:v>7</x:v></x:c></x:row>'
    with pytest.raises(CodeError, match="可能已损坏"):
        read_table(with_shared_strings("<x:si><x:t>甲</x:t></x:si>", rows), "a.xlsx")


@pytest.mark.parametrize(
    ("codec", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 BOM"),
        ("gbk", "GBK"),
        ("gb18030", "GB18030"),
        ("utf-16", "UTF-16"),
    ],
)
def test_csv_in_every_usual_encoding_reads_the_same(codec, label):
    name = "𠮷林公司" if codec == "gb18030" else "吉林公司"
    data = f"代码,名称\r\n{CODE},{name}\r\n".encode(codec)
    table = read_table(io.BytesIO(data), "名单.csv")
    assert table.encoding == label
    assert values(table) == [[CODE, name]]


@pytest.mark.parametrize("mark", [",", "\t", ";"])
def test_csv_with_any_usual_separator(mark):
    assert values(read_table(io.BytesIO(f"甲{mark}乙\n1{mark}2\n".encode()), "a.txt")) == [["1", "2"]]


def test_csv_rows_keep_their_line_numbers_over_quoted_newlines_and_blank_lines():
    table = read_table(io.BytesIO('甲,乙\n"一\n二",2\n\n3,4\n'.encode()), "a.csv")
    assert [row.number for row in table] == [2, 5]
    assert next(iter(table)).cells[0].value == "一\n二"
    assert [row.cells[1].address for row in table] == ["第2行第2列", "第5行第2列"]


def test_a_code_wrapped_for_excel_in_csv_is_unwrapped():
    assert values(read_table(io.BytesIO(b'a,b\n"=""0012""",x\n'), "a.csv")) == [["0012", "x"]]


def test_short_rows_are_padded_and_extra_cells_kept():
    table = read_table(io.BytesIO("甲,乙,丙\n1\n1,2,3,4\n1,2,3,,\n".encode()), "a.csv")
    assert values(table) == [["1", "", ""], ["1", "2", "3", "4"], ["1", "2", "3"]]
    assert next(iter(table)).cells[2].address == "第2行第3列"


def test_a_column_is_found_by_title_and_problems_are_named():
    table = read_table(io.BytesIO("企业名称（全称）,金额,金额\n1,2,3\n".encode()), "a.csv")
    assert table.index("企业名称", "企业名称(全称) ") == 0
    with pytest.raises(CodeError, match="现有的列：企业名称（全称）"):
        table.index("代码")
    with pytest.raises(CodeError, match="第1行第2列、第1行第3列"):
        table.index("金额")
