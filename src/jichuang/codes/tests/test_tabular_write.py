"""写表：代码一位不丢，公式注入失效，别的程序打得开，写读往返不变。"""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jichuang.codes.cell_text import clean
from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import neutralise, read_table, write_csv, write_xlsx

LONG = "440111199003070011"


def written(headers, rows, **options):
    stream = io.BytesIO()
    write_xlsx(stream, headers, rows, **options)
    stream.seek(0)
    return stream


def test_codes_survive_write_another_program_saving_and_reading():
    stream = written(["代码", "号"], [[LONG, int(LONG)]], text_columns=["代码"])
    book = openpyxl.load_workbook(stream)
    assert [cell.value for cell in book.active[2]] == [LONG, LONG]
    assert book.active["A2"].number_format == "@"
    again = io.BytesIO()
    book.save(again)
    again.seek(0)
    cells = next(iter(read_table(again, "a.xlsx"))).cells
    assert [(cell.exact(), cell.kind) for cell in cells] == [(LONG, "text"), (LONG, "text")]


def test_values_keep_their_types():
    row = [
        1,
        Decimal("1.50"),
        2.5,
        date(2018, 3, 1),
        True,
        None,
        datetime.fromisoformat("2018-03-01T08:30"),
        "",
    ]
    book = openpyxl.load_workbook(written(list("abcdefgh"), [row]))
    assert [cell.value for cell in book.active[2]] == [
        1,
        1.5,
        2.5,
        datetime.fromisoformat("2018-03-01"),
        True,
        None,
        "2018-03-01 08:30",
        None,
    ]


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "'=1"])
def test_a_formula_in_text_is_neutralised_in_both_formats(text):
    assert neutralise(text).startswith("'")
    cell = openpyxl.load_workbook(written(["a"], [[text]])).active["A2"]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")
    stream = io.BytesIO()
    write_csv(stream, ["a", "b"], [[text, "x"]])
    record = list(csv.reader(stream.getvalue().decode("utf-8-sig").splitlines()))[1]
    assert record[0].startswith("'")


@pytest.mark.parametrize("text", ["-5", "+3.2", "-", "——", "--", "12%", "-1,234.5", "甲=乙", "'甲'"])
def test_plain_numbers_dashes_and_words_are_left_alone(text):
    assert neutralise(text) == text


@given(st.text(st.characters(codec="utf-8"), max_size=12))
def test_what_was_neutralised_reads_back_as_it_was(text):
    if text == clean(text):
        assert clean(neutralise(text)) == text


plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(plain, st.integers(-(10**14), 10**14), st.dates(date(1900, 3, 1), date(2200, 1, 1))),
        max_size=5,
    )
)
def test_a_written_workbook_reads_back_cell_by_cell(rows):
    table = read_table(written(["文", "数", "日"], rows), "a.xlsx")
    assert [[cell.value for cell in row.cells] for row in table] == [
        [clean(text), str(number), day.isoformat()] for text, number, day in rows
    ]


def test_notes_choices_and_hidden_meta_are_written_and_do_not_disturb_reading():
    stream = written(
        ["市", "金额"],
        [["石家庄市", 1]],
        notes=["填写说明", "金额单位：万元"],
        choices={"市": ["石家庄市", "唐山市"]},
        meta={"版本": "3"},
        sheet="申报/表",
    )
    book = openpyxl.load_workbook(stream)
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("申报_表", "visible"),
        ("_模板", "hidden"),
        ("_选项", "hidden"),
    ]
    rule = book.worksheets[0].data_validations.dataValidation[0]
    assert (rule.formula1, str(rule.sqref)[:3]) == ("'_选项'!$A$1:$A$2", "A4:")
    assert [row[0].value for row in book["_选项"].iter_rows()] == ["石家庄市", "唐山市"]
    assert book.worksheets[0].freeze_panes == "A4"
    stream.seek(0)
    table = read_table(stream, "a.xlsx")
    assert (table.header_row, table.headers[1].text, len(list(table))) == (3, "金额", 1)
    stream.seek(0)
    meta = next(iter(read_table(stream, "a.xlsx", sheet="_模板")))
    assert [cell.value for cell in meta.cells] == ["版本", "3"]


def test_control_characters_overlong_text_and_infinities_never_break_the_file():
    stream = written(["a", "b", "c"], [["x\x00\x0b\ud800y<&>", "长" * 40_000, float("inf")]])
    row = openpyxl.load_workbook(stream).active[2]
    assert row[0].value == "xy<&>"
    assert row[1].value.endswith("已截断）")
    assert len(row[1].value) == 32_767
    assert row[2].value is None or row[2].value == ""


def test_the_same_content_gives_the_same_bytes():
    assert written(["a"], [["x"]]).getvalue() == written(["a"], [["x"]]).getvalue()


def test_wrong_columns_are_refused():
    with pytest.raises(CodeError, match="不在表头里"):
        written(["a"], [], text_columns=["b"])
    with pytest.raises(CodeError, match="没有列"):
        written([], [])
    with pytest.raises(CodeError, match="第2行"):
        written(["a"], [["x", "y"]])


def test_csv_keeps_exact_values_and_says_how_many_rows():
    stream = io.BytesIO()
    count = write_csv(
        stream, ["代码", "日期", "数"], [[LONG, date(2018, 3, 1), Decimal("1E+3")], [None, "", 0]]
    )
    assert count == 2
    table = read_table(io.BytesIO(stream.getvalue()), "a.csv")
    assert table.encoding == "UTF-8 BOM"
    assert [[cell.value for cell in row.cells] for row in table] == [
        [LONG, "2018-03-01", "1000"],
        ["", "", "0"],
    ]
