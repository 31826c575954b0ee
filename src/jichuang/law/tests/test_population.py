"""The register as a population: who stands in it, what is held about each, in one query, and the what-if that adds up to it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jichuang import policy
from jichuang.law.population import of_register
from jichuang.policy.commands import run
from jichuang.policy.simulating import simulate_over
from jichuang.registry.reads import entries
from jichuang.registry.verbs import EntryRow, load_entries, record_facts, register_party
from jichuang.registry.verbs.facts import FactGiven

ON = date(2018, 6, 30)
SME = policy.get("tech-sme")
GOOD = {
    "staff@2017": "46", "tech_staff@2017": "20", "sales@2017": "10000000", "assets@2017": "1000000", "rd_expense@2017": "700000",
    "cost_expense@2017": "9000000", "ip_class1": "1", "ip_class2": "0", "resident_enterprise": "true", "restricted_industry": "false",
    "serious_violation": "false", "abnormal_list": "false", "dishonest_list": "false", "national_award_top3": "false",
    "provincial_rd_body": "false", "led_standard": "false",
}  # fmt: skip


def stand(subject: str, facts: dict[str, str] | None, home: str = "130100", **more: Any) -> EntryRow:
    attrs = {} if facts is None else {"facts": facts, "field": "新材料"}
    since = more.pop("since", date(2018, 1, 5))
    return EntryRow(
        subject=subject,
        name=f"{subject}（演示）",
        region="130102",
        home=home,
        valid_from=since,
        attrs=attrs,
        **more,
    )


@pytest.fixture
def register(db: None) -> None:
    rows = [
        stand("A", GOOD),
        stand("B", GOOD | {"staff@2017": "550", "tech_staff@2017": "300"}),
        stand("C", {k: v for k, v in GOOD.items() if k != "staff@2017"}, home="130200"),
        stand("D", None, home="130200"),
        stand("E", GOOD | {"staff@2017": "-4"}),
        stand("F", GOOD, valid_to=date(2018, 3, 1)),
        stand("G", GOOD, since=date(2018, 7, 5)),
    ]
    load_entries("hebei_tech_sme", rows, source="试")


@pytest.mark.usefixtures("register")
def test_the_population_is_everybody_in_force_on_the_day_with_facts_of_the_year_before() -> None:
    with CaptureQueriesContext(connection) as asked:
        (piece,) = of_register("", SME, SME.law(ON)).pieces
    assert len(asked) == 2  # whether anything has changed, then everybody at once
    with CaptureQueriesContext(connection) as again:
        (same,) = of_register("", SME, SME.law(ON)).pieces
    assert len(again) == 1 and same is piece
    order = piece.given["subject"].arg_sort()
    given, problems = piece.given[order], piece.problems[order]
    assert given["subject"].to_list() == ["A", "B", "C", "D", "E"]
    assert given["city"].to_list() == ["石家庄", "石家庄", "唐山", "唐山", "石家庄"]
    assert given["size"].to_list() == ["20至99人", "501人及以上", None, None, "19人及以下"]
    assert given["hnte_certificate_valid"].to_list() == [False] * 5
    assert "职工总数" in problems[4] and problems.null_count() == 4


@pytest.mark.usefixtures("register")
def test_a_what_if_over_the_register_adds_up_to_its_total() -> None:
    law = SME.law(ON)
    found = simulate_over(SME, law, {"max_staff": 600}, of_register("", SME, law))
    assert found.total.rows + found.unusable == entries("hebei_tech_sme").in_force(ON).count()
    assert (found.total.gain, found.total.gain_most, found.unusable) == (1, 3, 1)
    assert {line.name: (line.gain, line.gain_most) for line in found.parts["city"]} == {
        "石家庄": (1, 1),
        "唐山": (0, 2),
    }
    assert {line.name for line in found.parts["field"]} == {"新材料", "未注明"}


@pytest.mark.usefixtures("register")
def test_what_is_held_about_the_enterprise_itself_goes_before_what_its_entry_came_with() -> None:
    party = register_party(
        name="甲（演示）", credit_code="91130102DEM000001E", region="130102", established_on=date(2012, 1, 1), legal_person="",
        source="试", as_of=date(2018, 1, 1), demonstration=True, by=None,
    )  # fmt: skip
    record_facts(
        party=party, given=[FactGiven("staff", 88, 2017), FactGiven("sales", Decimal("123.45"), 2017), FactGiven("staff", 9, 2016)],
        source="年报", as_of=date(2018, 3, 31), by=None,
    )  # fmt: skip
    load_entries("hebei_tech_sme", [stand(str(party.credit_code), GOOD, party_id=party.pk)], source="试")
    load_entries("hnte", [stand(str(party.credit_code), None)], source="试")
    (piece,) = of_register("", SME, SME.law(ON)).pieces
    row = next(r for r in piece.given.iter_rows(named=True) if r["subject"] == party.credit_code)
    assert (row["staff"], row["sales"], row["tech_staff"], row["hnte_certificate_valid"]) == (
        "88",
        "123.45",
        "20",
        True,
    )


@pytest.mark.usefixtures("register")
def test_the_command_reads_the_register(capsys: Any) -> None:
    told = [
        "simulate",
        "tech-sme",
        "--on",
        "2018-06-30",
        "--change",
        "max.staff=600",
        "--json",
        "--population",
    ]
    assert run([*told, "register"], registers=of_register) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["population"] == {
        "source": "省级科技型中小企业名录（2018-06-30 有效）",
        "rows": 5,
        "unusable": 1,
    }
    assert run([*told, "register:nothing"], registers=of_register) == 2
    assert "hebei_tech_sme" in capsys.readouterr().err


@pytest.mark.django_db
def test_an_empty_register_has_nobody_to_ask_about() -> None:
    law = SME.law(ON)
    with pytest.raises(policy.PolicyError, match="没有可以判断的记录"):
        simulate_over(SME, law, {"max_staff": 600}, of_register("hnte", SME, law))


@pytest.mark.usefixtures("register")
def test_the_register_is_read_as_it_was_known() -> None:
    before = SME.law(ON, date(2018, 1, 1))
    assert list(of_register("", SME, before).pieces) == []
