"""区域创新指数: scores worked out by hand, and every bad input named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from jichuang.base.errors import Invalid
from jichuang.indicators.index import Content, Figures, compute, read_content, read_sheet
from jichuang.indicators.index.note import method_note
from jichuang.indicators.pages.index_design import from_framework
from jichuang.indicators.tests.index_cases import CONTENT, LINES, STEPS, TABLE, UNITS, posted, sheet
from jichuang.methods.composite.frameworks import library


def test_scores_are_those_worked_out_by_hand():
    """石家庄: rd 100, staff 75 -> 275/3; patents 100, waste 12.5 -> 56.25; 0.6 and 0.4 of them."""
    found = compute(CONTENT, TABLE).results()
    by_name = {one["name"]: one for one in found["units"]}
    assert by_name["石家庄"]["score"] == pytest.approx(0.6 * 275 / 3 + 0.4 * 56.25)
    assert by_name["秦皇岛"]["pillars"] == {"input": 0.0, "output": pytest.approx((25 + 100) / 2)}
    assert [one["grade"] for one in found["units"]] == ["A", "B", "C", "C"]
    assert all(one["low"] <= one["place"] <= one["high"] for one in found["units"])


def test_cycles_zero_weights_and_mixed_up_bars_are_refused():
    rows = posted()
    rows[0] |= {"parent": "output"}
    rows[3] |= {"parent": "input"}
    rows.append({"code": "more", "title": "其他", "weight": "1"})
    with pytest.raises(Invalid, match="成环"):
        read_content("指数", rows, STEPS, "")
    rows = posted()
    rows[1]["weight"] = rows[2]["weight"] = "0"
    with pytest.raises(Invalid, match="权重之和为 0"):
        read_content("指数", rows, STEPS, "")
    with pytest.raises(Invalid, match="从高到低"):
        read_content("指数", posted(), STEPS, "A 60, B 80")


@pytest.mark.parametrize(
    ("columns", "recipe", "words"),
    [
        ({"rd": (1.0, 1.0, 1.0, 1.0)}, {}, "研发强度"),
        ({"rd": (None,) * 4}, {}, "没有数据：研发强度"),
        ({"rd": (3.0, -2.0, 1.0, 1.5)}, {"normalise": "zscore:50,10", "aggregate": "gmean"}, None),
        ({}, {"aggregate": "gmean"}, "创新投入|研发强度|不能"),
        ({}, {"normalise": "standard"}, "标准"),
    ],
)
def test_figures_that_cannot_be_computed_are_named_never_nan(columns, recipe, words):
    content = Content(CONTENT.title, LINES, {**STEPS, **recipe}, CONTENT.grades)
    table = Figures(UNITS, TABLE.names, {**TABLE.columns, **columns}, TABLE.sources)
    if words is None:
        assert all(one["score"] == one["score"] for one in compute(content, table).results()["units"])
        return
    with pytest.raises(Invalid, match=words):
        compute(content, table)


def test_one_unit_is_refused():
    one = Figures(UNITS[:1], ("石家庄",), {code: v[:1] for code, v in TABLE.columns.items()}, {})
    with pytest.raises(Invalid):
        compute(CONTENT, one)


def test_a_sheet_names_the_cell_with_text_the_unit_twice_and_the_empty_row():
    rows = [
        ["130100", "石家庄", 1, 2, 3, "五"],
        ["130100", "石家庄", 1, 2, 3, 4],
        ["130200", "唐山", "", "—", "缺", ""],
    ]
    with pytest.raises(Invalid) as caught:
        read_sheet(sheet(rows), "表.xlsx", CONTENT, largest=10**6)
    told = str(caught.value)
    assert "!F2" in told and "“五”" in told
    assert "!A3" in told and "出现了两次" in told
    assert "“唐山”一个指标也没有" in told
    with pytest.raises(Invalid, match="能耗"):
        read_sheet(
            sheet([["1", "甲", 1, 2, 3]], ("地区代码", "地区", "研发强度", "研发人员", "专利")),
            "表.xlsx",
            CONTENT,
            largest=10**6,
        )


def test_blank_is_missing_and_zero_is_a_figure():
    rows = [["130100", "石家庄", 0, 2, 3, ""], ["130200", "唐山", 1, 2, 3, 4]]
    table = read_sheet(sheet(rows), "表.xlsx", CONTENT, largest=10**6)
    assert table.columns["rd"] == (0.0, 1.0) and table.columns["waste"] == (None, 4.0)


def test_shipped_frameworks_become_drafts_and_the_national_one_says_which_standards_are_missing():
    county = from_framework(library.get("hebei-county"))
    assert len(county.lines) == 5 and county.grades[0] == ("A", 80.0)
    national = from_framework(library.get("zonghe"))
    leaves = [line for line in national.lines if not line.aggregate]
    assert len(leaves) >= 30
    ratios = tuple(replace(line, denominator="", times=1.0) for line in national.lines)
    full = Figures(UNITS, TABLE.names, {line.code: (1.0, 2.0, 3.0, 4.0) for line in leaves}, {})
    with pytest.raises(Invalid, match="标准"):
        compute(replace(national, lines=ratios), full)


def test_the_method_note_is_written_from_the_scheme():
    told = "\n".join(
        line for _, lines in method_note(CONTENT, TABLE, compute(CONTENT, TABLE).results()) for line in lines
    )
    for words in (
        "创新投入：占上级 60.0%",
        "能耗：占上级 50.0%，越小越好，单位吨",
        "A：60 分及以上",
        "极差法",
        "应有 16 个数，缺 0 个",
    ):
        assert words in told
