"""`jichuang index uncertainty, sensitivity, weights, analyse, trace`: answers in words and as JSON."""

from __future__ import annotations

import json

from jichuang.methods.composite import commands
from jichuang.methods.composite.tests.conftest import rows


def test_sensitivity_answers_in_json_with_what_was_varied(files, capsys):
    given = [*files(), "--impute", "mean", "--normalise", "minmax:1,100"]
    assert commands.run(["sensitivity", *given, "--base", "64", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (
        [each["factor"] for each in found["factors"]]
        == [each["factor"] for each in found["varied"]]
        == ["treat", "normalise", "aggregate", "noise"]
    )
    assert found["runs"] == 64 * 6
    assert commands.run(["sensitivity", *given, "--noise", "0.5", "--base", "64", "--json"]) == 0
    assert [each["factor"] for each in json.loads(capsys.readouterr().out)["factors"]] == ["noise"]


def test_uncertainty_answers_per_unit_and_exports_its_design(files, tmp_path, capsys):
    given = [*files(), "--impute", "mean", "--vary-normalise", "rank", "zscore:0,1", "--left-out"]
    assert (
        commands.run(["uncertainty", *given, "--runs", "40", "--design", str(tmp_path / "d.csv"), "--json"])
        == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert [each["uCode"] for each in found["units"]] == ["A", "B", "C", "D"] and found["runs"] == 40
    design = rows(tmp_path / "d.csv")
    assert len(design) == 40 and {row["normalise"] for row in design} == {
        "minmax:0,100",
        "rank",
        "zscore:0,1",
    }
    assert {row["left_out"] for row in design} == {"", "rd", "patents", "energy"}


def test_trace_tells_a_cell_in_words_and_as_json(files, capsys):
    given = [*files(), "--impute", "mean", "--unit", "B", "--code", "patents"]
    assert commands.run(["trace", *given]) == 0
    assert "原始值 缺" in capsys.readouterr().out
    assert commands.run(["trace", *given, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["flag"] == "mean"


def test_weights_are_shown_with_intervals_where_they_come_from_data(files, capsys):
    given = [*files(), "--impute", "mean"]
    assert commands.run(["weights", *given, "--json"]) == 0
    held = {each["code"]: each for each in json.loads(capsys.readouterr().out)}
    assert (
        held["input"]["share"] == 0.5 and held["patents"]["of_index"] == 0.25 and "interval" not in held["rd"]
    )
    assert commands.run(["weights", *given, "--weights", "entropy", "--times", "50", "--json"]) == 0
    held = {each["code"]: each for each in json.loads(capsys.readouterr().out)}
    assert held["patents"]["interval"][0] <= held["patents"]["share"] <= held["patents"]["interval"][1]


def test_analyse_tells_flags_pairs_and_what_leaving_one_out_moves(files, capsys):
    given = [*files(), "--impute", "mean"]
    assert commands.run(["analyse", *given]) == 0
    assert "去掉 energy" in capsys.readouterr().out
    assert commands.run(["analyse", *given, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {each["code"] for each in found["left_out"]} == {"rd", "patents", "energy"} and found["alpha"][
        "input"
    ] is None
