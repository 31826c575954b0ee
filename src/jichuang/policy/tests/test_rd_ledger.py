"""One ledger, three views: worked examples, every treatment with its clause, and agreement with the policies that use them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jichuang import policy
from jichuang.codes.tabular import write_csv, write_xlsx
from jichuang.policy.errors import FactError
from jichuang.policy.parameters import STATUSES
from jichuang.policy.rd_ledger import (
    COLUMNS,
    HEADS,
    KINDS,
    TREATED_COLUMNS,
    Line,
    View,
    deduction_facts,
    deduction_view,
    hnte_facts,
    hnte_view,
    read,
    tech_sme_facts,
    tech_sme_view,
)
from jichuang.policy.rd_ledger.law import P
from jichuang.policy.rd_ledger.lines import HEADS_OF_KIND
from jichuang.policy.tests import deduction_oracle

APPLIED = date(2019, 6, 1)


def line(
    head: str, wan: str | int, kind: str = "", place: str = "home", project: str = "甲", year: int = 2018
) -> Line:
    return Line(year, project, head, Decimal(wan) * 10_000, kind, place)


def hnte(*lines: Line, year: int = 2018) -> View:
    return hnte_view(lines, year, on=APPLIED)


def only(view: View) -> Any:
    (found,) = view.treatments
    return found


def test_h09_other_costs_of_250_count_up_to_200_beside_800() -> None:
    view = hnte(line("personnel", 600), line("entrusted", 250), line("other", 250))
    assert view.of_head("entrusted") == 2_000_000
    assert view.of_head("other") == 2_000_000
    assert view.total == 10_000_000
    assert "其他费用限额200 万元" in view.treatments[-1].words


def test_the_total_may_be_read_without_what_is_entrusted(monkeypatch: pytest.MonkeyPatch) -> None:
    own = replace(P.other_cap_base.values[0], value="own")
    monkeypatch.setattr(P.other_cap_base, "values", (own,))
    view = hnte(line("personnel", 600), line("entrusted", 250), line("other", 250))
    assert view.of_head("other") == 1_500_000


@pytest.mark.parametrize(
    ("head", "kind", "place", "in_hnte", "in_deduction"),
    [
        ("depreciation", "", "home", 100, 100),
        ("depreciation", "building_depreciation", "home", 100, 0),
        ("depreciation", "renovation", "home", 100, 0),
        ("direct", "building_rent", "home", 100, 0),
        ("other", "communication", "home", 25, 0),
        ("trial", "", "home", 100, 100),
        ("trial", "tooling", "home", 100, 0),
        ("personnel", "welfare", "home", 0, 11),
        ("entrusted", "", "home", 80, 80),
        ("entrusted", "individual", "home", 80, 80),
        ("entrusted", "", "abroad", 80, 66),
        ("entrusted", "individual", "abroad", 80, 0),
        ("special_income", "", "home", 0, -100),
    ],
)
def test_each_kind_of_line_is_treated_as_the_matrix_says(
    head: str, kind: str, place: str, in_hnte: int, in_deduction: int
) -> None:
    """Beside 100 万元 of personnel: 其他 25 of 高企 (20 % of the total), 11.11 of the deduction; abroad two thirds."""
    lines = [line("personnel", 100), line(head, 100, kind, place)]
    for view, counted in ((hnte(*lines), in_hnte), (deduction_view(lines, 2018), in_deduction)):
        treatment = view.treatments[1]
        assert int(treatment.counted / 10_000) == counted
        assert treatment.words and treatment.cite
        assert (treatment.state == "out") == (counted == 0)


def test_abroad_counts_for_high_tech_but_not_as_domestic() -> None:
    view = hnte(line("personnel", 60), line("entrusted", 50, place="abroad"))
    assert (view.total, view.domestic) == (1_000_000, 600_000)


def test_r01_each_project_has_its_own_limit_and_the_pool_comes_with_2021() -> None:
    def two(year: int) -> list[Line]:
        return [
            line("personnel", 90, project="甲", year=year),
            line("other", 12, project="甲", year=year),
            line("personnel", 100, project="乙", year=year),
            line("other", 8, project="乙", year=year),
        ]

    each, pooled = deduction_view(two(2020), 2020), deduction_view(two(2021), 2021)
    assert each.of_head("other") == 180_000
    assert [t.state for t in each.treatments] == ["in", "partly", "in", "in"]
    assert "97号" in each.treatments[1].cite
    assert pooled.of_head("other") == 200_000
    known = deduction_view(two(2021), 2021, known=date(2021, 9, 12))
    assert known.of_head("other") == 180_000


def test_before_2016_other_costs_have_no_limit() -> None:
    lines = [line("personnel", 90, year=2015), line("other", 50, year=2015)]
    assert deduction_view(lines, 2015).of_head("other") == 500_000


def test_r09_abroad_counts_nothing_in_2017_and_eighty_per_cent_in_2018() -> None:
    for year, counted in ((2017, 0), (2018, 800_000)):
        lines = [line("personnel", 300, year=year), line("entrusted", 100, place="abroad", year=year)]
        assert deduction_view(lines, year).treatments[1].counted == counted


def test_special_income_never_takes_more_than_there_is() -> None:
    lines = [line("personnel", 10), line("special_income", 30)]
    assert deduction_view(lines, 2018).total == 0
    assert hnte(*lines).total == 100_000


def test_the_small_enterprise_view_counts_as_the_deduction_does() -> None:
    lines = [line("personnel", 100), line("depreciation", 50, "building_depreciation"), line("other", 30)]
    assert tech_sme_view(lines, 2018).total == deduction_view(lines, 2018).total
    assert tech_sme_facts(lines, 2018) == {"rd_expense": Decimal("1111111.11")}


def test_the_high_tech_facts_are_years_oldest_first_and_domestic_together() -> None:
    lines = [line("personnel", 10 * n, year=2014 + n) for n in (3, 1, 2)]
    lines.append(line("entrusted", 10, place="abroad", year=2017))
    facts = hnte_facts(lines, (2017, 2015, 2016), on=APPLIED)
    assert facts == {"rd_expense": [100_000, 200_000, 380_000], "rd_domestic": 600_000}


def test_the_facts_are_accepted_by_the_policies_they_feed() -> None:
    lines = [line("personnel", 40), line("other", 2), line("entrusted", 10), line("special_income", 1)]
    facts = deduction_facts(lines, 2018) | {"taxpayer": "general", "industry_code": "C3985"}
    found = policy.check("rd-super-deduction", facts, on=APPLIED)
    assert found.amounts["base"] == deduction_view(lines, 2018).total
    assert policy.check("tech-sme", tech_sme_facts(lines, 2018), on=APPLIED).facts["rd_expense"]
    years = hnte_facts(lines, (2018,), on=APPLIED)
    assert policy.check("hnte", years, on=APPLIED).facts["rd_domestic"] == years["rd_domestic"]


@st.composite
def ledgers(draw: Any) -> list[Line]:
    year = draw(st.integers(2008, 2026))
    lines = []
    for _ in range(draw(st.integers(0, 8))):
        kind = draw(st.sampled_from(["", *KINDS]))
        head = draw(st.sampled_from(HEADS_OF_KIND.get(kind, tuple(HEADS))))
        amount = Decimal(draw(st.integers(0, 10**9))).scaleb(-2)
        project, place = draw(st.sampled_from("甲乙")), draw(st.sampled_from(["home", "abroad"]))
        lines.append(Line(year, project, head, amount, kind, place))
    return lines


FAST = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FAST
@given(ledgers(), st.randoms())
def test_the_deduction_view_adds_up_to_the_oracles_base_in_any_order(lines: list[Line], random: Any) -> None:
    year = lines[0].year if lines else 2018
    view = deduction_view(lines, year)
    assert view.total == deduction_oracle.base(deduction_facts(lines, year))
    mixed = list(lines)
    random.shuffle(mixed)
    assert deduction_view(mixed, year).total == view.total
    for each in view.treatments:
        whole = Fraction(each.line.amount)
        assert -whole <= each.counted <= whole
        assert (each.counted >= 0) or each.line.head == "special_income"
        assert each.words and each.cite


@FAST
@given(ledgers())
def test_other_costs_never_pass_a_fifth_of_the_high_tech_total(lines: list[Line]) -> None:
    year = lines[0].year if lines else 2018
    view = hnte_view(lines, year, on=APPLIED)
    counted, entered = (
        view.of_head("other"),
        sum(
            (
                Fraction(t.line.amount)
                for t in view.treatments
                if t.line.head == "other" and t.line.kind != "welfare"
            ),
            Fraction(0),
        ),
    )
    assert counted * 5 <= view.total
    assert counted == entered or counted * 5 == view.total
    assert 0 <= view.domestic <= view.total


SHEET = [
    (2018, "甲", "人员人工费用", "", "", Decimal("1234.56"), "工资"),
    (2018, "甲", "其他费用", "通讯费", "境内", 100, ""),
    (2018, "甲", "委托外部研究开发费用", "委托个人", "境外", 200, ""),
]


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_sheet_is_read_line_by_line_and_the_view_goes_back_as_one(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"台账{suffix}"
    with file.open("wb") as target:
        (write_xlsx if suffix == ".xlsx" else write_csv)(target, list(COLUMNS), SHEET)
    found = read(file)
    assert found.problems == []
    assert found.lines[0] == Line(2018, "甲", "personnel", Decimal("1234.56"), note="工资")
    assert [(n.head, n.kind, n.place) for n in found.lines[1:]] == [
        ("other", "communication", "home"),
        ("entrusted", "individual", "abroad"),
    ]
    rows = list(deduction_view(found.lines, 2018).rows())
    assert all(len(row) == len(TREATED_COLUMNS) for row in rows)
    assert rows[0][:7] == (2018, "甲", "人员人工费用", "", "境内", Decimal("1234.56"), "工资")
    assert rows[1][7:9] == (Decimal("0.00"), "不计入：通讯费不在归集范围")


def test_what_cannot_be_read_is_named_by_its_cell_and_left_out() -> None:
    text = "年度,项目,费用类别,细目,金额\n" + "\n".join(
        [
            "2018,甲,人员人工费用,,100",
            "去年,甲,人员人工费用,,100",
            "2018,甲,工资,,100",
            "2018,甲,人员人工费用,通讯费,100",
            "2018,甲,其他费用,,-1",
            "2018,,其他费用,,1",
        ]
    )
    found = read(io.BytesIO(text.encode()), "台账.csv")
    assert len(found.lines) == 1
    assert [each.split("：")[0] for each in found.problems] == [
        "第3行第1列",
        "第4行第3列",
        "第5行第3列",
        "第6行第5列",
        "第7行第2列",
    ]


@pytest.mark.parametrize(
    ("changed", "names"),
    [
        ({"head": "salary"}, "费用类别"),
        ({"kind": "rent"}, "细目"),
        ({"kind": "communication"}, "不在这一类"),
        ({"place": "moon"}, "境内外"),
        ({"amount": Decimal("-0.01")}, "金额"),
        ({"amount": Decimal("0.001")}, "金额"),
        ({"amount": 0.5}, "不是精确的数"),
        ({"project": " "}, "项目"),
    ],
)
def test_a_bad_line_is_refused_by_name(changed: dict[str, Any], names: str) -> None:
    with pytest.raises(FactError, match=names):
        Line(**{"year": 2018, "project": "甲", "head": "personnel", "amount": Decimal(1), **changed})


@pytest.mark.parametrize("parameter", P.all(), ids=lambda p: p.key)
def test_every_rule_of_the_calibers_is_cited_and_dated(parameter: Any) -> None:
    for value in parameter.values:
        assert value.cite.strip() and value.clause.strip() and value.status in STATUSES
        assert value.checked_on >= value.issued_on
