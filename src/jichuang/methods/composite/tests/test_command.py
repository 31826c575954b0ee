"""`jichuang index ...`: the files it writes, the answers it gives, and bad input told in one sentence with exit 2."""

from __future__ import annotations

import re

import numpy as np
import pytest

from jichuang.methods.composite import commands
from jichuang.methods.composite.coin_tables import Table, read_data, read_meta
from jichuang.methods.composite.tests.conftest import DATA, META, rows
from jichuang.methods.composite.tests.shared import expected, shared


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_build_writes_every_step_with_units_in_the_order_of_the_data(files, tmp_path, encoding):
    given = files(encoding=encoding)
    assert commands.run(["build", *given, "--impute", "group-mean:size", "--out", str(tmp_path / "out")]) == 0
    steps = {
        name: rows(tmp_path / "out" / f"{name}.csv")
        for name in ("denominated", "imputed", "treated", "normalised", "aggregated")
    }
    for found in steps.values():
        assert [row["uCode"] for row in found] == ["A", "B", "C", "D"] and next(iter(found[0])) == "uCode"
    assert steps["denominated"][0]["patents"] == "10" and steps["denominated"][1]["patents"] == ""
    assert steps["imputed"][1]["patents"] == "10"
    assert steps["normalised"][1]["energy"] == "100" and steps["normalised"][2]["energy"] == "0"
    assert list(steps["aggregated"][0]) == ["uCode", "rd", "patents", "energy", "input", "output", "index"]


def test_the_command_agrees_with_coinr_on_asem_in_every_cell(tmp_path):
    given = ["--data", str(shared("asem", "asem_iData.csv")), "--meta", str(shared("asem", "asem_iMeta.csv"))]
    recipe = [
        "--impute",
        "group-mean:EurAsia_group",
        "--winmax",
        "5",
        "--normalise",
        "minmax:0,100",
        "--aggregate",
        "amean",
    ]
    assert commands.run(["build", *given, *recipe, "--out", str(tmp_path)]) == 0
    for step in ("denominated", "imputed", "treated", "normalised"):
        found = rows(tmp_path / f"{step}.csv")
        units, codes = tuple(row.pop("uCode") for row in found), tuple(found[0])
        ours = np.array([[float(row[code] or "nan") for code in codes] for row in found])
        np.testing.assert_allclose(ours, expected(step, units, codes), rtol=1e-9, atol=1e-12, equal_nan=True)


@pytest.mark.parametrize(
    "rule", ["zscore:0,1", "rank", "borda", "prank", "dist2max", "fracmax", "minmax:1,10", "scaled:0,50"]
)
def test_every_normalisation_runs_on_asem(tmp_path, rule):
    given = ["--data", str(shared("asem", "asem_iData.csv")), "--meta", str(shared("asem", "asem_iMeta.csv"))]
    assert (
        commands.run(["build", *given, "--impute", "mean", "--normalise", rule, "--out", str(tmp_path)]) == 0
    )
    assert (
        "nan" not in (tmp_path / "aggregated.csv").read_text()
        and "inf" not in (tmp_path / "aggregated.csv").read_text()
    )


def test_a_panel_has_its_time_beside_the_unit(files, tmp_path):
    data = [
        "uCode,Time,pop,rd,patents,energy",
        "A,2017,1,1,1,1",
        "B,2017,1,2,2,3",
        "A,2018,1,3,,2",
        "B,2018,1,4,5,2",
    ]
    assert commands.run(["build", *files(data=data), "--impute", "latest", "--out", str(tmp_path / "o")]) == 0
    found = rows(tmp_path / "o" / "imputed.csv")
    assert [(row["uCode"], row["Time"], row["patents"]) for row in found][2] == ("A", "2018", "1")


def test_a_flat_table_without_parents_gets_one_index(files, tmp_path):
    meta = ["iCode,Direction,Type", "rd,1,Indicator", "energy,-1,Indicator"]
    assert commands.run(["build", *files(meta=meta), "--out", str(tmp_path / "o")]) == 0
    assert "Index" in rows(tmp_path / "o" / "aggregated.csv")[0]


def test_goalposts_and_standards_come_from_the_metadata(files, tmp_path):
    meta = [
        "iCode,Direction,Type,goalpost_lower,goalpost_upper,Standard",
        "rd,1,Indicator,0,2,2.4",
        "energy,-1,Indicator,0,10,4.5",
    ]
    given = files(meta=meta)
    assert (
        commands.run(
            ["build", *given, "--normalise", "goalposts", "--winmax", "0", "--out", str(tmp_path / "g")]
        )
        == 0
    )
    assert [row["rd"] for row in rows(tmp_path / "g" / "normalised.csv")][:2] == ["0.6", "1"]
    assert (
        commands.run(
            ["build", *given, "--normalise", "standard", "--winmax", "0", "--out", str(tmp_path / "s")]
        )
        == 0
    )
    assert [row["energy"] for row in rows(tmp_path / "s" / "normalised.csv")] == [
        "90",
        "100",
        "50",
        str(4.5 / 7 * 100),
    ]


FAULTS = [
    (
        {"meta": [*META[:4], "2,input,投入,1,1,,,,output,Aggregate", "2,output,产出,1,1,,,,input,Aggregate"]},
        "第 2 级",
    ),
    (
        {"meta": [*META[:4], ",input,投入,1,1,,,,output,Aggregate", ",output,产出,1,1,,,,input,Aggregate"]},
        "成环",
    ),
    ({"meta": [*META, "1,x,多余,1,1,,,,output,Indicator"]}, "x"),
    ({"meta": [line.replace("1,rd,研发强度,1,2", "1,rd,研发强度,1,0") for line in META]}, "权重之和为 0"),
    ({"meta": [line.replace("rd,研发强度,1", "rd,研发强度,") for line in META]}, "rd.*方向"),
    ({"meta": [line.replace("Indicator", "Indicater") for line in META]}, "第 2 行.*Indicater"),
    ({"meta": [line.replace(",pop,output", ",people,output") for line in META]}, "people"),
    ({"data": [*DATA, "A,甲市,L,10,1.2,100,5"]}, "“A”.*两行"),
    ({"data": [line.replace("1.2", "约1.2") for line in DATA]}, "“A”.*“rd”.*约1.2"),
    ({"data": [line.replace("1.2", "1.2,3") for line in DATA]}, "第 2 行有 8 格"),
    ({"data": [line.replace("rd,patents", "rd,rd") for line in DATA]}, "两次.*rd"),
    (
        {
            "data": [
                DATA[0],
                *(",".join([*line.split(",")[:4], "3", *line.split(",")[5:]]) for line in DATA[1:]),
            ]
        },
        "rd.*都是 3",
    ),
    ({"data": DATA[:2]}, "只有 1 个单元"),
    ({"data": [line.replace("A,甲市,L,10", "A,甲市,L,0") for line in DATA]}, "分母“pop”"),
    ({"data": DATA[:1]}, "没有数据行"),
]


@pytest.mark.parametrize("tables, says", FAULTS, ids=[says for _, says in FAULTS])
def test_bad_input_is_one_sentence_on_stderr_and_exit_two(files, tmp_path, capsys, tables, says):
    assert (
        commands.run(["build", *files(**tables), "--impute", "group-mean:size", "--out", str(tmp_path / "o")])
        == 2
    )
    error = capsys.readouterr().err.strip()
    assert error.count("\n") == 0
    assert re.search(says, error), error
    assert not (tmp_path / "o").exists()


@pytest.mark.parametrize(
    "words, says",
    [
        (["--normalise", "minimax"], "没有“minimax”"),
        (["--normalise", "minmax:a,b"], "minmax:a,b"),
        (["--impute", "group-mean"], "group-mean:列名"),
        (["--impute", "group-mean:colour"], "colour"),
        (["--aggregate", "gmean", "--impute", "mean"], "几何"),
        (["--winmax", "-1"], "-1"),
        (["--transform", "logg"], "没有“logg”"),
        (["--transform", "box-cox:x"], "box-cox:x"),
        (["--normalise", "goalposts", "--impute", "mean"], "没有声明上下限"),
    ],
)
def test_a_rule_that_is_no_rule_or_cannot_be_applied_says_so(files, tmp_path, capsys, words, says):
    assert commands.run(["build", *files(), *words, "--out", str(tmp_path / "o")]) == 2
    assert says in capsys.readouterr().err


def test_shipped_frameworks_are_listed_and_an_unknown_one_is_refused(capsys):
    assert commands.run(["frameworks"]) == 0
    assert capsys.readouterr().out.count("\n") == 2
    assert commands.run(["frameworks", "none"]) == 2 and "zonghe" in capsys.readouterr().err


def test_a_table_is_read_from_text_without_a_file():
    meta = Table("iMeta", tuple(META[0].split(",")), tuple(tuple(line.split(",")) for line in META[1:]))
    tree = read_meta(meta)
    held = read_data(
        Table("iData", tuple(DATA[0].split(",")), tuple(tuple(line.split(",")) for line in DATA[1:])),
        meta,
        tree,
    )
    assert (
        tree.root.code == "index" and held.groups["size"] == ("L", "L", "S", "S") and held.names[0] == "甲市"
    )


def test_an_indicator_may_have_a_rule_of_its_own_in_the_metadata(files, tmp_path, capsys):
    meta = [
        "iCode,Direction,Type,goalpost_lower,goalpost_upper,Normalise,Winmax",
        "rd,1,Indicator,0.1,10,goalposts-log,0",
        "energy,-1,Indicator,,,,",
    ]
    assert commands.run(["build", *files(meta=meta), "--out", str(tmp_path / "o")]) == 0
    found = rows(tmp_path / "o" / "normalised.csv")
    assert (
        float(found[0]["rd"]) == pytest.approx(np.log(1.2 / 0.1) / np.log(100))
        and found[1]["energy"] == "100"
    )
    wrong = [line.replace("goalposts-log,0", "goalposts-log,many") for line in meta]
    assert commands.run(["build", *files(meta=wrong), "--out", str(tmp_path / "o")]) == 2
    assert "many" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["--transform", "log-gii"],
        ["--transform", "box-cox:0.5"],
        ["--winmax", "0", "--transform", "sqrt"],
        ["--transform", "none"],
    ],
)
def test_another_transformation_may_follow_winsorising(files, tmp_path, words):
    data = [
        "uCode,rd,energy",
        *(f"u{at},{value},{at}" for at, value in enumerate([1, 2, 2, 3, 3, 4, 900, 5000, 90000])),
    ]
    meta = ["iCode,Direction,Type", "rd,1,Indicator", "energy,-1,Indicator"]
    given = files(meta=meta, data=data)
    assert commands.run(["build", *given, "--winmax", "1", *words, "--out", str(tmp_path / "o")]) == 0
    assert rows(tmp_path / "o" / "treated.csv")[-1]["rd"] != "90000"
