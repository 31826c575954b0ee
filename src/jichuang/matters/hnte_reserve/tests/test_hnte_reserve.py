"""后备培育库: five figures give a rung and the gaps, a helper is assigned, the certificate takes the firm out."""

from datetime import date
from decimal import Decimal

import pytest

from jichuang.base.errors import Refused
from jichuang.base.refs import Ref
from jichuang.hall.models import Case
from jichuang.hall.prefilling import held_for
from jichuang.matters.hnte_recognition.outcome import certify
from jichuang.matters.hnte_recognition.tests.conftest import ANSWERS as HNTE
from jichuang.matters.hnte_reserve.matter import HNTE_RESERVE as MATTER
from jichuang.registry.reads import entries
from jichuang.registry.verbs import FactGiven, record_facts

ANSWERS = {
    "registered_on": "2014-03-18", "serious_violation": "否", "target_year": "2019", "owned_ip": "0", "filed_ip": "2",
    "field_level": "3", "staff_avg": "46", "tech_staff_avg": "14", "sales_2": "3200", "rd_expense_2": "240",
    "hitech_income": "2900", "total_income": "3200",
}  # fmt: skip


@pytest.fixture
def entered(journey):
    """澄光传感 in the reserve since 2018-09-03."""
    return journey.whole(MATTER.code, ANSWERS)


def test_the_entry_names_rung_gaps_and_helper(entered):
    assert entered.register == "hnte_reserve" and entered.number == "HB2018900001"
    assert "知识产权" in entered.attrs["gaps"] and entered.attrs["helper"] == "同意"
    assert entered.attrs["target_year"] == "2019"


def test_a_figure_nobody_published_refuses_nobody(journey):
    case = journey.file(MATTER.code, {**ANSWERS, "filed_ip": "0", "field_level": "0"})
    assert case.findings["verdict"] in {"manual", "fail"} and case.state == "open"


def test_a_certificate_takes_the_firm_out_of_the_reserve(entered, journey):
    journey.stand(date(2018, 11, 1))
    case = journey.file("hnte-recognition", HNTE)
    certify(case=Case.objects.get(pk=case.pk), by=None, on=date(2018, 11, 12))
    assert not entries("hnte_reserve").in_force(date(2018, 11, 12)).exists()
    row = entries("hnte_reserve").filter(current=True).get()
    assert row.valid_to == date(2018, 11, 11) and row.source == str(Ref("case", case.number))


def test_who_is_in_the_reserve_does_not_enter_again(entered, journey):
    with pytest.raises(Refused, match="已在高新技术企业后备培育库名录"):
        journey.file(MATTER.code, ANSWERS)


def test_figures_of_three_years_are_filled_in_from_the_years_they_belong_to(journey):
    given = [
        FactGiven("sales", Decimal(million) * 10**6, year)
        for million, year in ((10, 2015), (20, 2016), (30, 2017))
    ]
    record_facts(party=journey.firm, given=given, source="汇算清缴（演示）", as_of=date(2018, 5, 31), by=None)
    held = held_for(MATTER, journey.firm)
    told = [(held[f"sales_{at}"]["value"], held[f"sales_{at}"]["year"]) for at in range(3)]
    assert told == [("10000000", 2015), ("20000000", 2016), ("30000000", 2017)]
    assert held["sales_0"]["source"] == "汇算清缴（演示）" and "rd_expense_0" not in held
