"""The command: its JSON, its exit codes, its messages, and whole files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from jichuang.codes.tabular import write_xlsx
from jichuang.policy.commands import run

FACTS = {"staff": 46, "tech_staff": 13, "sales": 32_000_000, "rd_expense": 1_408_000}


def check(tmp_path: Path, text: str, *more: str) -> int:
    file = tmp_path / "facts.json"
    file.write_text(text, encoding="utf-8")
    return run(["check", "tech-sme", "--on", "2018-05-31", "--facts", str(file), *more])


def test_check_prints_the_agreed_json(tmp_path: Path, capsys: Any) -> None:
    assert check(tmp_path, json.dumps(FACTS)) == 0
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["policy", "on", "verdict", "score", "amounts", "findings"]
    assert (answer["policy"], answer["on"], answer["verdict"], answer["score"]) == (
        "tech-sme",
        "2018-05-31",
        "missing",
        [46, 96],
    )
    findings = {f["code"]: f for f in answer["findings"]}
    assert list(findings["rd_to_sales"]) == ["code", "state", "value", "bar", "shortfall", "cite"]
    assert (findings["rd_to_sales"]["value"], findings["rd_to_sales"]["shortfall"]) == (0.044, 0.006)
    assert findings["assets"]["value"] is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('{"staf": 1}', "staf：没有这个事实"),
        ('{"staff": -1}', "staff（职工总数）：小于允许的最小值"),
        ('{"staff": "46"}', "staff（职工总数）：类型不对"),
        ('{"staff": true}', "类型不对"),
        ('{"staff": 4.5}', "不是整数"),
        ('{"staff": 1, "staff": 2}', "同一个事实写了两次"),
        ('{"sales": 1.234}', "小数位数过多"),
        ('{"sales": 1e300}', "sales"),
        ('{"sales": NaN}', "不是数"),
        ('{"led_standard": 1}', "不是是非值"),
        ('{"rd_expense": 10, "cost_expense": 9}', "rd_expense（研发费用）：研发费用不会超过成本费用支出"),
        ("[]", "不是 JSON 对象"),
        ("{", "不是 JSON"),
    ],
)
def test_bad_facts_exit_2_and_name_the_fact(tmp_path: Path, capsys: Any, text: str, problem: str) -> None:
    assert check(tmp_path, text) == 2
    printed = capsys.readouterr()
    assert problem in printed.err and printed.out == ""


@pytest.mark.parametrize(
    "argv",
    [
        ["check", "tech-sme", "--on", "2018-5-31", "--facts", "x"],
        ["check", "tech-sme", "--on", "2016-01-01", "--facts", "-"],
        ["check", "tech-sme", "--on", "2018-05-31", "--facts", "no-such-file.json"],
        ["show", "nothing", "--on", "2018-05-31"],
        ["dance"],
    ],
)
def test_bad_arguments_exit_2(argv: list[str], capsys: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("sys.stdin.read", lambda: "{}", raising=False)
    assert run(argv) == 2
    assert capsys.readouterr().err


def test_list_show_facts_and_explain(tmp_path: Path, capsys: Any) -> None:
    assert (
        run(["list"])
        == run(["facts", "tech-sme"])
        == run(["show", "tech-sme", "--on", "2018-05-31", "--json"])
        == 0
    )
    out = capsys.readouterr().out
    assert "科技型中小企业评价" in out and '"additionalProperties": false' in out and "第六条（二）" in out
    file = tmp_path / "f.json"
    file.write_text("{}", encoding="utf-8")
    assert run(["explain", "tech-sme", "--on", "2018-05-31", "--facts", str(file)]) == 0
    assert "还缺 17 项数据" in capsys.readouterr().out


ROWS = [
    ["甲", 46, "13", "3,200", "是"],
    ["乙", "四十", 1, 1, "否"],
    ["丙", 10, 13, 1, "也许"],
    ["丁", 501, 1, 1, "是"],
]
HEADERS = ["企业名称", "职工总数", "tech_staff", "年销售收入（万元）", "resident_enterprise"]


def source(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / f"名单.{kind}"
    if kind == "xlsx":
        write_xlsx(path, HEADERS, ROWS, sheet="名单")
    elif kind == "csv":
        lines = [HEADERS, *ROWS]
        path.write_bytes("\n".join(",".join(f'"{c}"' for c in line) for line in lines).encode("gb18030"))
    return path


@pytest.mark.parametrize(("kind", "place"), [("xlsx", "名单!B3"), ("csv", "第3行第2列")])
@pytest.mark.parametrize("target", ["csv", "parquet", "xlsx"])
def test_batch_judges_good_rows_and_names_bad_cells(
    tmp_path: Path, capsys: Any, kind: str, place: str, target: str
) -> None:
    out = tmp_path / f"out.{target}"
    assert run(["batch", "tech-sme", "--on", "2018-05-31", str(source(tmp_path, kind)), "-o", str(out)]) == 0
    said = capsys.readouterr().err
    assert "共 4 行" in said and place in said
    if target == "xlsx":
        return
    answers = pl.read_csv(out) if target == "csv" else pl.read_parquet(out)
    assert answers["企业名称"].to_list() == ["甲", "乙", "丙", "丁"]
    assert answers["verdict"].to_list() == ["missing", None, None, "fail"]
    assert answers["problem"][0] is None
    assert "四十" in answers["problem"][1]
    assert "不是是非值" in answers["problem"][2] and "科技人员数不会超过职工总数" in answers["problem"][2]


def test_batch_over_parquet_names_bad_rows(tmp_path: Path, capsys: Any) -> None:
    path, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pl.DataFrame({"id": ["a", "b", "c"], "staff": [46, -1, 501], "sales": ["1.00", "2", "3"]}).write_parquet(
        path
    )
    assert run(["batch", "tech-sme", "--on", "2018-05-31", str(path), "-o", str(out)]) == 0
    answers = pl.read_parquet(out)
    assert answers["verdict"].to_list() == ["missing", None, "fail"]
    assert "第2行staff列" in answers["problem"][1]


@pytest.mark.parametrize("text", ["名称,地址\n甲,石家庄\n", "职工总数,staff\n1,2\n", "职工总数\n", ""])
def test_batch_refuses_a_file_it_cannot_use(tmp_path: Path, capsys: Any, text: str) -> None:
    path = tmp_path / "in.csv"
    path.write_text(text, encoding="utf-8")
    assert run(["batch", "tech-sme", "--on", "2018-05-31", str(path), "-o", str(tmp_path / "o.csv")]) == 2
    assert capsys.readouterr().err


def test_one_check_starts_without_polars_and_django() -> None:
    code = (
        "import sys, datetime; import jichuang.policy as p; p.explain(p.check('tech-sme', {}, on=datetime.date(2018, 5, 31)));"
        "sys.exit(bool({'polars', 'django', 'openpyxl'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


LEDGER = "年度,项目,费用类别,细目,境内外,金额\n2018,甲,人员人工费用,,,400000\n2018,甲,其他费用,,,100000\n2018,甲,委托外部研究开发费用,,境外,50000\n"


def ledger_of(tmp_path: Path, text: str, *more: str) -> int:
    (tmp_path / "台账.csv").write_text(text, encoding="utf-8")
    return run(["ledger", str(tmp_path / "台账.csv"), *more])


def test_a_ledger_gives_three_calibers_and_the_facts_of_their_policies(tmp_path: Path, capsys: Any) -> None:
    assert ledger_of(tmp_path, LEDGER, "--year", "2018", "--json") == 0
    found = {each["policy"]: each for each in json.loads(capsys.readouterr().out)["calibers"]}
    assert found["hnte"]["facts"] == {"rd_expense": [540000], "rd_domestic": 500000}
    assert found["tech-sme"]["facts"]["rd_expense"] == found["rd-super-deduction"]["total"] == 484444.44
    facts = found["rd-super-deduction"]["facts"] | {"taxpayer": "general"}
    (tmp_path / "facts.json").write_text(json.dumps(facts), encoding="utf-8")
    on = ["--on", "2018-12-31", "--facts", str(tmp_path / "facts.json")]
    assert run(["check", "rd-super-deduction", *on]) == 0
    assert round(json.loads(capsys.readouterr().out)["amounts"]["base"], 2) == 484444.44


def test_a_ledger_is_told_line_by_line_as_known_on_a_day(tmp_path: Path, capsys: Any) -> None:
    assert ledger_of(tmp_path, LEDGER, "--year", "2018", "--known", "2018-06-01") == 0
    out = capsys.readouterr().out
    assert "委托境外的不得加计扣除" in out
    assert "加计扣除口径\t444444.44 元" in out


def test_a_faulty_ledger_exits_2_with_the_cell_and_gives_no_total(tmp_path: Path, capsys: Any) -> None:
    assert ledger_of(tmp_path, LEDGER + "2018,甲,工资,,,1\n", "--year", "2018") == 2
    said = capsys.readouterr()
    assert "第5行第3列" in said.err and not said.out
    assert ledger_of(tmp_path, LEDGER, "--year", "2012") == 2
    assert "台账里有的年度：2018" in capsys.readouterr().err


YEARS = "staff_avg,sales_1,sales_2,近三年销售收入_3（万元）,net_assets_3\n100,20000000,25000000,3000,\n100,,25000000,x,1\n50,,25000000,3000,2\n"


def test_figures_of_several_years_stand_in_numbered_columns_oldest_first(tmp_path: Path, capsys: Any) -> None:
    (tmp_path / "in.csv").write_text(YEARS, encoding="utf-8")
    out = tmp_path / "out.parquet"
    assert run(["batch", "hnte", "--on", "2018-06-30", str(tmp_path / "in.csv"), "-o", str(out)]) == 0
    found = pl.read_parquet(out)
    assert found["sales_growth"].to_list() == [0.225, None, 0.2]
    assert "第3行第4列" in found["problem"][1]


def test_a_what_if_over_records_none_of_which_can_be_judged_says_so(tmp_path: Path, capsys: Any) -> None:
    pl.DataFrame({"sales": [1, 2]}).write_parquet(tmp_path / "in.parquet")
    supposed = ["--change", "hnte.rd_ratio.tier_a=4%", "--population", str(tmp_path / "in.parquet")]
    assert run(["simulate", "hnte", "--on", "2018-06-30", *supposed]) == 2
    said = capsys.readouterr().err
    assert "没有可以判断的记录" in said and "第1行sales列" in said


def test_the_day_of_business_may_stand_among_the_facts_but_no_other_day(tmp_path: Path, capsys: Any) -> None:
    assert check(tmp_path, '{"on": "2018-05-31", "staff": 46}') == 0
    capsys.readouterr()
    assert check(tmp_path, '{"on": "2017-05-31", "staff": 46}') == 2
    assert "业务日期不一致" in capsys.readouterr().err
