"""The matter as declared: complete guide, the law's figures, the story of 澄光传感 to its number."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from jichuang import policy
from jichuang.base.errors import Refused
from jichuang.codes.serials import TechSmeEntry
from jichuang.hall import judging, reads, verbs
from jichuang.hall.declare import StageKind
from jichuang.hall.errors import NotPassed
from jichuang.hall.models import Case, Certificate
from jichuang.hall.schema import of_matter
from jichuang.matters.catalogue import MATTERS
from jichuang.matters.tech_sme_evaluation.matter import TECH_SME_EVALUATION as MATTER
from jichuang.matters.tech_sme_evaluation.national_table import lines_of, write_case, write_cases
from jichuang.matters.tech_sme_evaluation.outcome import year_end
from jichuang.matters.tech_sme_evaluation.tests.conftest import ANSWERS, file_case
from jichuang.registry.reads import entries


@pytest.mark.parametrize("matter", MATTERS, ids=lambda matter: matter.code)
def test_every_matter_may_be_published(matter):
    assert matter.faults() == []
    assert all(material.blank_form and material.sample for material in matter.form.materials)
    assert all(
        element.checked_on for _, _, element in matter.guide.elements if element.status == "republished"
    )


def test_it_is_an_evaluation_service_whose_record_is_national():
    assert MATTER.nature.title == "评价服务" and MATTER.record.elsewhere
    assert "全国科技型中小企业信息服务平台为准" in MATTER.guide.summary.text
    words = " ".join(element.text for _, _, element in MATTER.guide.elements)
    assert "不予受理" not in words and "行政许可）" in words


def test_contacts_nobody_has_checked_are_marked():
    unverified = {key for key, _, element in MATTER.guide.elements if element.unverified}
    assert {"consult", "complain", "basic_code", "implementation_code"} <= unverified


def test_the_form_asks_every_fact_of_the_2018_rules_and_nothing_the_registry_holds():
    asked = set(MATTER.fields_by_fact)
    needed = {row.node.code for row in policy.get("tech-sme").rules(date(2018, 9, 30))}
    assert needed, "the rules answer for that day"
    result = judging.judge(MATTER, {}, on=date(2018, 9, 30))
    assert set(result.missing) <= asked
    assert not {"name", "credit_code", "address", "established_on"} & {
        field.key for field in MATTER.form.fields
    }
    assert (
        20 <= MATTER.form.minutes <= 60
        and of_matter(MATTER)["properties"]["sales"]["x-jichuang"]["unit"] == "万元"
    )


def test_the_publicity_period_is_the_laws():
    (days,) = [
        one.value
        for one in policy.parameters("tech-sme", on=date(2018, 9, 30))
        if one.key == "publicity_days"
    ]
    assert MATTER.route.of_kind(StageKind.PUBLICITY).days == days


def test_the_score_is_shown_and_pinned_part_by_part(firm, clerk, city_officer):
    case = file_case(firm, clerk)
    points = {row["code"]: row["points"] for row in case.findings["rows"] if row["max_points"]}
    assert case.findings["verdict"] == "pass" and case.findings["score"] == 94
    assert (points["people"], points["research"], points["property"]) == (20, 50, 24)


def test_below_the_mark_the_submission_is_refused_and_the_draft_kept(firm, clerk):
    with pytest.raises(NotPassed) as refusal:
        file_case(firm, clerk, rd_expense="64", ip_class2="0", cost_expense="3000")
    assert "30" in refusal.value.reason or "差" in refusal.value.reason
    assert Case.objects.get().state == "draft"


def test_a_number_enters_the_register_from_announcement_to_the_years_end(
    published, province_officer, stand, firm
):
    stand(date(2018, 10, 11))
    verbs.announce(notice=published, by=province_officer)
    entry = entries("tech_sme").in_force(date(2018, 12, 31)).get(subject=firm.credit_code)
    number = TechSmeEntry.parse(entry.number)
    assert (number.year, number.region, number.mark) == (2018, "130108", "A"), (
        "founded earlier, filed after 31 May"
    )
    assert (
        number.serial == 900001
        and entry.valid_from == date(2018, 10, 11)
        and entry.valid_to == date(2018, 12, 31)
    )
    assert not entries("tech_sme").in_force(date(2019, 1, 1)).exists()
    slip = Certificate.objects.get(number=entry.number)
    assert slip.demonstration and reads.verify(slip.token).state == "valid"


def test_a_firm_with_this_years_number_need_not_apply_again(published, province_officer, stand, firm, clerk):
    stand(date(2018, 10, 11))
    verbs.announce(notice=published, by=province_officer)
    with pytest.raises(Refused, match="已有2018年度入库登记编号.*无须重复评价"):
        verbs.start(matter=MATTER.code, party=firm, by=clerk)
    stand(date(2019, 3, 1))
    assert verbs.start(matter=MATTER.code, party=firm, by=clerk).state == "draft", "renewed each year"


def test_outside_a_demonstration_no_number_is_made(published, province_officer, stand, real):
    real(date(2018, 10, 11))
    with pytest.raises(Refused, match="本系统不生成"):
        verbs.announce(notice=published, by=province_officer)
    assert not entries("tech_sme").exists() and reads.stuck() == []


def test_outside_a_demonstration_the_national_number_is_entered(
    published, province_officer, stand, real, firm
):
    real(date(2018, 10, 11))
    case = published.items.get().case
    verbs.announce(notice=published, by=province_officer, numbers={case.number: "2018130108A0000123"})
    entry = entries("tech_sme").get(subject=firm.credit_code)
    assert entry.number == "2018130108A0000123" and not Certificate.objects.get().demonstration


def test_the_years_end_is_the_policys():
    assert year_end(date(2018, 10, 11)) == date(2018, 12, 31)


def test_the_national_table_holds_every_answer_field_by_field(firm, clerk):
    case = file_case(firm, clerk)
    target = BytesIO()
    count = write_case(case=case, target=target)
    sheet = load_workbook(BytesIO(target.getvalue()))["信息表"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    table = {row[2]: row for row in rows if len(row) > 4 and row[2]}
    assert (
        count
        == len(lines_of(case))
        == 7 + len(ANSWERS) + len([row for row in case.findings["rows"] if row["max_points"]])
    )
    assert table["统一社会信用代码"][3] == firm.credit_code
    assert table["年销售收入"][3:5] == ["3,200", "万元"] and "汇算清缴" in table["年销售收入"][5]
    assert table["研发费用"][5] == "企业填报"


def test_a_batch_goes_into_one_sheet_with_codes_as_text(firm, clerk):
    case = file_case(firm, clerk)
    target = BytesIO()
    assert write_cases(cases=[case], target=target) == 1
    values = [
        cell.value for row in load_workbook(BytesIO(target.getvalue())).active.iter_rows() for cell in row
    ]
    assert firm.credit_code in values and case.number in values
