"""Tables: typed columns, every wrong cell named, nothing typed lost, a paste and a workbook give the same rows."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jichuang.codes.errors import CodeError
from jichuang.codes.tabular import write_xlsx
from jichuang.hall.declare import DeclarationError, Field, FieldType
from jichuang.hall.declare.values import MOST_KEPT, kept, read, rows, show, typed_again
from jichuang.hall.schema import of_field
from jichuang.hall.table_input import TableInput, blank_workbook, read_workbook

DEALS = Field(
    "deals", "合同", FieldType.TABLE, maximum=30, columns=(
        "名称",
        Field("amount", "金额", FieldType.MONEY, "万元"),
        Field("signed", "签订日期", FieldType.DATE),
        Field("kind", "类别", FieldType.CHOICE, choices=(("dev", "开发"), ("svc", "服务"))),
        Field("note", "备注", FieldType.TEXT, required=False),
    ),
)  # fmt: skip
TWO = "传感器；12.5；2018-03-01；开发；\n标定\t1亿元\t2018年4月2日\tsvc\t含税；含运费"


def sent(text: str = "", **boxes: str) -> str | None:
    data = QueryDict(mutable=True)
    if text:
        data["deals"] = text
    for name, value in boxes.items():
        if name == "drop":
            data.setlist("deals.drop", value.split(","))
        else:
            data[f"deals.{name.replace('_', '.')}"] = value
    return TableInput(DEALS).value_from_datadict(data, {}, "deals")


def test_each_cell_is_stored_in_the_form_of_its_column():
    stored = read(DEALS, TWO)
    assert rows(DEALS, stored) == [
        {"名称": "传感器", "金额": "125000", "签订日期": "2018-03-01", "类别": "dev", "备注": ""},
        {
            "名称": "标定",
            "金额": "100000000",
            "签订日期": "2018-04-02",
            "类别": "svc",
            "备注": "含税；含运费",
        },
    ]
    assert show(DEALS, stored).splitlines()[1] == "标定；10,000；2018-04-02；服务；含税；含运费"
    assert read(DEALS, typed_again(DEALS, stored)) == stored


def test_every_wrong_cell_is_named_with_its_row_and_column():
    with pytest.raises(CodeError) as fault:
        read(DEALS, "甲；一百；2018-02-30；开发；\n；3；2018-03-01；其他；")
    words = str(fault.value)
    for place in ("第1行“金额”", "第1行“签订日期”", "第2行“名称”没有填写", "第2行“类别”"):
        assert place in words, words
    assert [one[:2] for one in fault.value.cells] == [(1, 1), (1, 2), (2, 0), (2, 3)]


def test_a_row_that_repeats_the_heads_and_blank_rows_are_no_rows():
    heads = "\t".join(one.title for one in DEALS.columns)
    assert read(DEALS, f"{heads}\n\n传感器\t12.5\t2018-03-01\t开发\t\n\t\t\t\t") == read(
        DEALS, "传感器\t12.5\t2018-03-01\t开发\t"
    )


def test_ten_thousand_pasted_rows_are_refused_in_one_sentence_and_what_stood_there_stays():
    text = "\n".join("甲\t1\t2018-03-01\t开发\t" for _ in range(10_000))
    with pytest.raises(CodeError, match="10000行.*最多30行"):
        read(DEALS, text)
    assert kept(DEALS, text, read(DEALS, TWO)) == typed_again(DEALS, read(DEALS, TWO))
    with pytest.raises(CodeError, match="应有0至30行"):
        read(DEALS, "\n".join(text.splitlines()[:31]))
    assert kept(DEALS, "\n".join(text.splitlines()[:31]), None).count("\n") == 30 < MOST_KEPT


def test_a_text_of_too_many_characters_is_refused_as_a_whole():
    long = f"{'甲' * 250_000}\t1\t2018-03-01\t开发\t"
    with pytest.raises(CodeError, match="字数太多"):
        read(DEALS, long)
    assert kept(DEALS, long, None) == ""


CELLS = st.text(st.sampled_from("甲乙；;,\"'A1%=|"), min_size=1, max_size=6).map(lambda one: f"甲{one}")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(CELLS, st.integers(0, 10**12), CELLS | st.just("")), min_size=1, max_size=6))
def test_any_table_survives_showing_and_typing_again(drawn):
    lines = [f"{name}\t{fen / 100:.2f}\t2018-03-01\t开发\t{note}" for name, fen, note in drawn]
    stored = read(DEALS, "\n".join(lines))
    assert len(rows(DEALS, stored)) == len(drawn) and read(DEALS, typed_again(DEALS, stored)) == stored
    assert [row["名称"] for row in rows(DEALS, stored)] == [name for name, _, _ in drawn]


def test_boxes_and_a_paste_make_one_table_and_a_row_is_removed_by_its_tick():
    first = {f"r1_c{at}": cell for at, cell in enumerate(("传感器", "12.5", "2018-03-01", "开发", ""))}
    second = {f"r2_c{at}": cell for at, cell in enumerate(("标定", "3", "2018-04-02", "服务", ""))}
    quoted = '"两行\n名称"\t7\t2018-05-01\t开发\t'
    text = sent(quoted, **first, **second, drop="1")
    assert [row["名称"] for row in rows(DEALS, read(DEALS, text))] == ["标定", "两行 名称"]
    assert sent() is None


def test_a_workbook_gives_the_same_rows_and_a_long_code_stored_as_a_number_is_refused():
    heads = [one.title for one in DEALS.columns]
    content = BytesIO()
    write_xlsx(content, heads, [("传感器", "12.5", "2018-03-01", "开发", "")], text_columns=heads)
    found = read_workbook(DEALS, content.getvalue(), "合同.xlsx")
    assert read(DEALS, "\n".join("\t".join(one) for one in found)) == read(DEALS, TWO.splitlines()[0])
    with pytest.raises(CodeError, match="没有这一列"):
        read_workbook(DEALS, "甲,乙\n1,2".encode(), "合同.csv")
    with pytest.raises(CodeError, match="已丢失精度"):
        read_workbook(DEALS, f"{','.join(heads)}\n9.11E+17,1,2018-03-01,开发,".encode(), "合同.csv")
    with pytest.raises(CodeError, match="超过30行"):
        lines = "\n".join("甲,1,2018-03-01,开发," for _ in range(31))
        read_workbook(DEALS, f"{','.join(heads)}\n{lines}".encode(), "合同.csv")


def test_the_blank_workbook_can_be_filled_in_and_read_again():
    content = blank_workbook(DEALS, [["传感器", "12.5", "2018-03-01", "开发", ""]])
    assert read_workbook(DEALS, content, "合同.xlsx") == [["传感器", "12.5", "2018-03-01", "开发", ""]]


def test_the_boxes_show_the_fault_beside_its_cell_and_escape_what_was_typed():
    html = TableInput(DEALS).render("deals", "<script>；一百；2018-03-01；开发；", {"id": "id_deals"})
    assert "&lt;script&gt;" in html and "<script>" not in html
    assert 'aria-label="第1行 金额"' in html and html.count('aria-invalid="true"') == 1


def test_the_schema_describes_the_columns():
    assert [one["title"] for one in of_field(DEALS)["x-jichuang"]["columns"]][:2] == ["名称", "金额"]


@pytest.mark.parametrize(
    "column",
    [Field("x", "表", FieldType.TABLE, columns=("甲",)), Field("x", "人数", FieldType.INTEGER, fact="staff")],
)
def test_a_column_is_a_plain_field(column):
    with pytest.raises(DeclarationError):
        Field("t", "表", FieldType.TABLE, columns=("甲", column))
