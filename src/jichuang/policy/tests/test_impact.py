"""What-ifs: how changes are written, which way they work, and that the bounds hold however the gaps are filled."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.policy.algebra import PASS
from jichuang.policy.changes import read_changes
from jichuang.policy.commands import run
from jichuang.policy.comparing import GAIN, LOSE, MAY_EITHER, MAY_GAIN, MAY_LOSE, Comparison
from jichuang.policy.easing import EASES, MIXED, SAME, TIGHTENS
from jichuang.policy.errors import PolicyError
from jichuang.policy.frame_facts import exact_frame
from jichuang.policy.impact import Tally, impact_of
from jichuang.policy.tests.strategies import records
from jichuang.policy.tests.test_oracle import kind
from jichuang.policy.tests.toy import toy

ON = date(2018, 5, 31)
SME = policy.get("tech-sme")
LAW = SME.law(ON)


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        (["max_staff=600"], {"max_staff": 600}),
        (["tech-sme.max.staff=600"], {"max_staff": 600}),
        (["tech_sme.max-staff=600人"], {"max_staff": 600}),
        (["max_sales=3亿元", "max_assets=25,000万元"], {"max_sales": 300_000_000, "max_assets": 250_000_000}),
        (["class1_bands=[[2, 30], [1, 20]]"], {"class1_bands": [[2, 30], [1, 20]]}),
        (["rd_sales_bands.4=15‰"], {"rd_sales_bands": [[Decimal("0.06"), 50], [Decimal("0.05"), 40], [Decimal("0.04"), 30],
                                                       [Decimal("0.03"), 20], [Decimal("0.015"), 10]]}),
        (["class1_bands.0.points=25", "class1_bands.0.threshold=2"], {"class1_bands": [[2, 25]]}),
        (["no_violation=否"], {"no_violation": False}),
    ],
)  # fmt: skip
def test_a_change_is_written_as_people_write_figures(written: list[str], wanted: dict[str, Any]) -> None:
    assert read_changes(SME, LAW, written) == wanted


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("max_stuff=600", "tech-sme.max_staff（职工总数上限，现为 500 人）"),
        ("sound_accounts=是", "该日没有这项规定"),
        ("max_staff", "参数=值"),
        ("max_staff=很多", "应写作 数（人）"),
        ("max_staff=5%", "应写作 数（人）"),
        ("max_sales=5%", "3亿元"),
        ("max_staff=-5", "不能为负"),
        ("people_bands.9=1", "第 9 项不存在"),
        ("people_bands.0=30", "30% 或 0.3"),
        ("people_bands=[1, 2, 3]", "形状与现行值不同"),
        ("people_bands=很多", "请写 JSON"),
        ("no_violation=3", "应为 是 或 否"),
    ],
)
def test_a_change_that_cannot_be_read_says_how_it_is_written(text: str, says: str) -> None:
    with pytest.raises(PolicyError) as caught:
        read_changes(SME, LAW, [text])
    assert says in str(caught.value)


def test_changing_a_parameter_leaves_the_law_in_force_alone() -> None:
    read_changes(SME, LAW, ["people_bands.0=35%"])
    assert SME.law(ON).value(SME.book.people_bands)[0][0] == Decimal("0.30")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("changes", "way"),
    [
        ({"max_staff": 600}, EASES),
        ({"max_staff": 400}, TIGHTENS),
        ({"max_staff": 500}, SAME),
        ({"max_staff": 600, "pass_mark": 55}, EASES),
        ({"max_staff": 600, "pass_mark": 65}, MIXED),
        ({"people_bands": [[Decimal("0.2"), 20]]}, MIXED),
        ({"people_bands": [[Decimal("0.25"), 20], [Decimal("0.1"), 10]]}, MIXED),
        ({"class1_bands": [[1, 40]]}, EASES),
        ({"class2_bands": [[4, 24]]}, TIGHTENS),
        ({"publicity_days": 5}, SAME),
    ],
)
def test_the_direction_of_a_change_is_read_off_the_rule(changes: dict[str, Any], way: str) -> None:
    assert Comparison(SME, LAW, changes).direction == way


CHANGES: list[dict[str, Any]] = [
    {"max_staff": 600, "max_sales": 300_000_000},
    {"max_staff": 100},
    {"pass_mark": 46},
    {"pass_mark": 80, "max_assets": 10**9},
    {"people_bands": [[Decimal("0.35"), 20], [Decimal("0.1"), 16]]},
    {"class2_bands": [[2, 30]], "people_minimum": 8},
]
POSSIBLE = {
    None: {"same"},
    GAIN: {"gain"},
    LOSE: {"lose"},
    MAY_GAIN: {"same", "gain"},
    MAY_LOSE: {"same", "lose"},
    MAY_EITHER: {"same", "gain", "lose"},
}


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(records(missing=False), min_size=1, max_size=12), st.sampled_from(CHANGES), st.data())
def test_the_bounds_hold_however_the_gaps_are_filled(
    rows: list[dict[str, Any]], changes: dict[str, Any], data: Any
) -> None:
    keys = sorted({k for row in rows for k in row})
    schema = {k: kind(k) for k in keys}
    full = pl.DataFrame(rows, schema=schema)
    gone = [data.draw(st.sets(st.sampled_from(keys), max_size=6)) for _ in rows]
    holed = pl.DataFrame(
        [{k: None if k in g else r[k] for k in keys} for r, g in zip(rows, gone, strict=True)], schema=schema
    )
    comparison = Comparison(SME, LAW, changes)
    said = comparison.over(exact_frame(SME, LAW, holed))["change"].to_list()
    truth = comparison.over(exact_frame(SME, LAW, full))
    for one, now, then in zip(said, truth["verdict"], truth["verdict_then"], strict=True):
        happened = "same" if (now == PASS) == (then == PASS) else "gain" if then == PASS else "lose"
        assert happened in POSSIBLE[one]
    assert set(truth["change"].to_list()) <= {None, GAIN, LOSE}


def frame(**columns: list[Any]) -> pl.DataFrame:
    good = {
        "staff": 20,
        "tech_staff": 10,
        "sales": 10**7,
        "assets": 10**6,
        "rd_expense": 10**6,
        "cost_expense": 10**7,
    }
    good |= {"ip_class1": 1, "ip_class2": 0, "resident_enterprise": True}
    good |= dict.fromkeys(
        ("restricted_industry", "serious_violation", "abnormal_list", "dishonest_list"), False
    )
    good |= {"hnte_certificate_valid": True}  # the points do not matter
    rows = len(next(iter(columns.values())))
    return pl.DataFrame({k: [v] * rows for k, v in good.items()} | columns, strict=False)


def test_gainers_losers_and_bounds_are_counted_by_city_and_add_up() -> None:
    people = frame(
        staff=[20, 550, 550, None, 700], abnormal_list=[False, False, None, False, False],
        city=["石家庄", "石家庄", "唐山", "唐山", None],
    )  # fmt: skip
    found = impact_of(SME, people, on=ON, changes={"max_staff": 600})
    total = found.total
    assert (total.rows, total.passing, total.gain, total.gain_most) == (5, 1, 1, 3)
    assert (total.lose, total.lose_most, total.unaffected) == (0, 0, 2)
    assert [(line.name, line.rows, line.gain, line.gain_most) for line in found.parts["city"]] == [
        ("唐山", 2, 0, 2),
        ("石家庄", 2, 1, 1),
        ("未注明", 1, 0, 0),
    ]
    assert set(found.parts) == {"city"}
    for name in ("rows", "passing", "passing_then", "gain", "may_gain", "unaffected", "open"):
        assert sum(getattr(line, name) for line in found.parts["city"]) == getattr(total, name)


def test_pieces_add_up_to_the_whole() -> None:
    people = frame(staff=list(range(480, 620)), city=[str(n % 3) for n in range(140)])
    whole = impact_of(SME, people, on=ON, changes={"max_staff": 600})
    tally = Tally(SME, LAW, {"max_staff": 600})
    for part in people.iter_slices(2):
        tally.add(exact_frame(SME, LAW, part), part)
    assert tally.impact() == whole


def test_a_what_if_without_a_change_or_without_anybody_is_refused() -> None:
    with pytest.raises(PolicyError, match="没有假设"):
        Tally(SME, LAW, {})
    with pytest.raises(PolicyError, match="没有可以判断的记录"):
        Tally(SME, LAW, {"max_staff": 1}).impact()


@pytest.mark.parametrize("how", ["file", "folder", "pattern"])
def test_the_command_answers_for_a_file_a_folder_and_a_pattern(tmp_path: Path, capsys: Any, how: str) -> None:
    people = frame(staff=[20, 550, 601, -1], 领域=["新材料", "新材料", "生物", "生物"])
    parts = tmp_path / "parts"
    parts.mkdir()
    for n, part in enumerate(people.iter_slices(2)):
        part.write_parquet(parts / f"{n}.parquet")
    people.write_parquet(tmp_path / "all.parquet")
    source = {"file": tmp_path / "all.parquet", "folder": parts, "pattern": parts / "*.parquet"}[how]
    told = [
        "simulate",
        "tech-sme",
        "--on",
        "2018-05-31",
        "--change",
        "max.staff=600",
        "--population",
        str(source),
    ]
    assert run([*told, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["population"]["rows"] == 4 and answer["population"]["unusable"] == 1
    assert answer["total"]["gain"] == [1, 1] and answer["total"]["unaffected"] == 2
    assert [line["name"] for line in answer["by"]["field"]] == ["新材料", "生物"]
    assert answer["changes"][0] | {"cite": ""} == {
        "key": "max_staff", "title": "职工总数上限", "unit": "人", "before": 500, "after": 600, "cite": "", "status": "republished",
    }  # fmt: skip
    assert "第4行staff列" in answer["problems"][0] or "第2行staff列" in answer["problems"][0]
    assert run(told) == 0
    assert "只放宽：没有人会因此失去" in capsys.readouterr().out


def test_the_command_names_the_keys_there_are_and_wants_a_population(tmp_path: Path, capsys: Any) -> None:
    told = ["simulate", "tech-sme", "--on", "2018-05-31", "--change"]
    assert run([*told, "rd_ratio=4%", "--population", str(tmp_path)]) == 2
    assert "tech-sme.pass_mark（综合评价得分下限，现为 60 分）" in capsys.readouterr().err
    assert run([*told, "max_staff=600"]) == 2
    assert "这里没有名录" in capsys.readouterr().err
    assert run([*told, "max_staff=600", "--population", str(tmp_path)]) == 2
    assert "没有 .parquet 文件" in capsys.readouterr().err


def test_a_batch_reads_partitions_in_order(tmp_path: Path, capsys: Any) -> None:
    for n in range(3):
        folder = tmp_path / "in" / f"city={n}"
        folder.mkdir(parents=True)
        pl.DataFrame({"id": [2 * n, 2 * n + 1], "staff": [46, 501]}).write_parquet(folder / "part.parquet")
    out = tmp_path / "out.parquet"
    assert run(["batch", "tech-sme", "--on", "2018-05-31", str(tmp_path / "in"), "-o", str(out)]) == 0
    answers = pl.read_parquet(out)
    assert (
        answers["id"].to_list() == list(range(6)) and answers["verdict"].to_list() == ["missing", "fail"] * 3
    )
    inside = tmp_path / "in" / "out.parquet"
    assert run(["batch", "tech-sme", "--on", "2018-05-31", str(tmp_path / "in"), "-o", str(inside)]) == 2


def test_money_follows_where_an_amount_is_yuan() -> None:
    people = pl.DataFrame(
        {
            "budget": [2000, 2000, 2000], "lent": [1, 1, 1], "owned": [2, 2, 2], "accounts": [True] * 3, "expert": [25, 25, 5],
            "expense": [[1000, 2000, 3000], None, [1000, 2000, 3000]], "loss": [False] * 3,
        }
    )  # fmt: skip
    found = impact_of(toy, people, on=date(2019, 6, 30), changes={"rate": Decimal("0.5")})
    extra = next(m for m in found.total.money if m.key == "extra")
    assert (extra.before, extra.low, extra.high, extra.open) == (2250, -750, -750, 1)
    assert Fraction(extra.before) == Fraction(3000) * Fraction(3, 4)  # the third fails and is granted nothing


def test_each_record_is_compared_under_the_law_of_its_own_year() -> None:
    deduction = policy.get("rd-super-deduction")
    year = {
        "taxpayer": "general",
        "q4_expense": 0,
        "method": "months",
        "projects": [{"personnel": 100}],
        "taxable_income": 1000,
    }
    people = pl.DataFrame(
        {
            "tax_year": [2015, 2018, None],
            **{k: [v] * 3 for k, v in year.items() if k != "projects"},
            "projects": [year["projects"]] * 3,
        }
    )
    found = impact_of(deduction, people, on=date(2018, 12, 31), changes={"rate_all": Decimal("1")})
    assert found.direction == MIXED and found.total.rows == 3
    assert found.total.gain == found.total.lose == 0
