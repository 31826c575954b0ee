"""Records in the columns of a sheet: parts behind a point, records of a list by number, and what is wrong with a cell by its address."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jichuang import policy
from jichuang.codes.tabular import write_xlsx
from jichuang.policy.errors import PolicyError
from jichuang.policy.files import Piece, pieces


def read(tmp_path: Path, policy_id: str, headers: list[str], *rows: list[Any]) -> Piece:
    """The only piece of a small workbook."""
    path = tmp_path / "名单.xlsx"
    write_xlsx(path, headers, rows, sheet="名单")
    declared = policy.get(policy_id)
    [piece] = pieces(declared, declared.law(date(2018, 5, 31)), path)
    return piece


def test_the_parts_of_a_record_stand_in_columns_of_their_own(tmp_path: Path) -> None:
    headers = ["expert_scores.technology", "专家评分：知识产权数量", "企业"]
    piece = read(tmp_path, "hnte", headers, [7, 6, "甲"], [None, "5", "乙"], [None, None, "丙"])
    first, second, third = piece.exact.columns["expert_scores"].to_list()
    assert (first["technology"], first["ip_quantity"], first["bonus"]) == (7, 6, None)
    assert (second["technology"], second["ip_quantity"]) == (None, 5)
    assert third is None, "no score at all is no record"


def test_a_list_of_records_is_numbered_and_blank_ones_are_left_out(tmp_path: Path) -> None:
    headers = [
        "projects_1.personnel（万元）",
        "研发项目_2.人员人工费用",
        "研发项目3：其他相关费用（元）",
        "企业",
    ]
    piece = read(
        tmp_path,
        "rd-super-deduction",
        headers,
        [100, None, "50.25", "甲"],
        [None, 1, None, "乙"],
        [None, None, None, "丙"],
    )
    scale = 100  # money is held in 分
    first, second, third = piece.exact.columns["projects"].to_list()
    assert [one["personnel"] for one in first] == [1_000_000 * scale, 0]
    assert [one["other"] for one in first] == [0, 5025]
    assert [one["personnel"] for one in second] == [scale] and third is None


def test_a_wrong_cell_of_a_record_is_named_by_its_address(tmp_path: Path) -> None:
    piece = read(
        tmp_path, "hnte", ["expert_scores.technology", "expert_scores.bonus"], [7, 1], [9, 1], [7, "很多"]
    )
    assert piece.problems[0] is None
    assert "名单!A3" in piece.problems[1] and "名单!B4" in piece.problems[2]
    assert piece.exact.columns.height == 1


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("expert_scores.charm", "没有“charm”这一项"),
        ("expert_scores_1.bonus", "应写作 expert_scores.bonus"),
    ],
)
def test_a_heading_that_names_no_part_is_refused_with_what_would_be_right(
    tmp_path: Path, header: str, said: str
) -> None:
    with pytest.raises(PolicyError, match=said):
        read(tmp_path, "hnte", ["sales_1", header], [1, 1])


def test_a_list_of_records_wants_numbers(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match=r"应写作 projects_1\.personnel，至多500条"):
        read(tmp_path, "rd-super-deduction", ["projects.personnel"], [1])
