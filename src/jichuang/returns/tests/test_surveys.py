"""Statistical surveys: no marks, no survey; answers stay with the unit and the statisticians; the whole roster at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pdfplumber
import pytest

from jichuang.base.errors import Invalid, Refused
from jichuang.hall.tests.cast import officer
from jichuang.registry.terms import Role
from jichuang.returns import catalogue, verbs
from jichuang.returns.declare import Survey
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.reads import owed as reads
from jichuang.returns.reads.permissions import may_review, may_view
from jichuang.returns.reads.surveys import frozen_answers
from jichuang.returns.tests.conftest import file, on
from jichuang.returns.tests.trial import GOOD, TRIAL

MARKS = {
    "table": "试统01表",
    "body": "省科学技术厅",
    "approval": "试统制〔2018〕1号",
    "valid_to": date(2019, 6, 30),
}
UNMARKED = replace(TRIAL, survey=Survey(), consequences=())


@pytest.fixture
def survey(roster):
    with catalogue.on_trial(UNMARKED):
        yield UNMARKED


@pytest.fixture
def statistician(stand):
    return officer("counter", "谷算（演示）", Role.STATISTICIAN, None)


@pytest.fixture
def opened_survey(survey, province_officer):
    verbs.record_approval(code=survey.code, by=province_officer, **MARKS)
    return verbs.open_period(code=survey.code, period="2018Q2", by=province_officer)


def test_a_survey_without_its_marks_cannot_be_sent_out_by_anybody(survey, province_officer):
    with pytest.raises(Refused, match="没有登记表号、制定机关、批准（备案）文号、有效期至"):
        verbs.open_period(code=survey.code, period="2018Q2", by=province_officer)
    with pytest.raises(Invalid) as refused:
        verbs.record_approval(
            code=survey.code, table=" ", body="", approval="", valid_to=None, by=province_officer
        )
    assert {one.field for one in refused.value.problems} == {"table", "body", "approval", "valid_to"}
    with pytest.raises(Invalid, match="已经过了"):
        verbs.record_approval(
            code=survey.code, by=province_officer, **{**MARKS, "valid_to": date(2018, 6, 1)}
        )


def test_the_clock_sends_out_no_survey_and_an_expired_table_stays_at_home(survey, province_officer, stand):
    verbs.record_approval(code=survey.code, by=province_officer, **{**MARKS, "valid_to": date(2018, 7, 31)})
    on(date(2018, 7, 5))
    assert not OpenPeriod.objects.exists()
    on(date(2018, 10, 8))
    with pytest.raises(Refused, match="有效期至2018-07-31"):
        verbs.open_period(code=survey.code, period="2018Q3", by=province_officer)


def test_an_opened_period_keeps_the_marks_it_went_out_under(opened_survey, province_officer):
    verbs.record_approval(
        code=opened_survey.code, by=province_officer, **{**MARKS, "approval": "试统制〔2018〕2号"}
    )
    assert OpenPeriod.objects.get().survey.approval == "试统制〔2018〕1号"


def test_named_answers_are_for_the_unit_and_the_statisticians_of_its_place(
    opened_survey, firm, clerk, statistician, city_officer, county_officer, province_officer, outsider
):
    row = file(Owed.objects.get(period=opened_survey, party=firm), clerk)
    leader = officer("boss", "厅长（演示）", Role.LEADER, None)
    auditor = officer("eye", "审计（演示）", Role.AUDITOR, None)
    elsewhere = officer("lf-counter", "廊坊统计（演示）", Role.STATISTICIAN, None, home="131000")
    for person in (city_officer, county_officer, province_officer, leader, auditor, outsider, elsewhere):
        assert not may_view(person, row) and not may_review(person, row)
    assert may_view(clerk, row) and may_view(statistician, row) and may_review(statistician, row)
    for person in (city_officer, province_officer):
        with pytest.raises(Refused):
            verbs.accept(owed=row, by=person, revision=row.revision)
    with pytest.raises(Refused, match="只能用于统计"):
        reads.administrative_answers(opened_survey.code, "2018Q2", row.subject)
    with pytest.raises(Refused, match="只能用于统计"):
        reads.totals(opened_survey, ["income"], by="subject")


def test_a_statistician_reaches_no_administrative_return(roster, statistician):
    opened = verbs.open_period(code=TRIAL.code, period="2018Q2", by=None)
    assert not reads.within(statistician, opened).exists()
    assert not any(may_view(statistician, row) for row in Owed.objects.select_related("period", "party"))


@pytest.mark.parametrize("who", ["leader", "city_officer", "province_officer", "other_clerk"])
def test_no_address_of_a_survey_return_opens_for_the_others(request, client, opened_survey, firm, clerk, who):
    row = file(Owed.objects.get(period=opened_survey, party=firm), clerk)
    person = officer("boss", "厅长", Role.LEADER, None) if who == "leader" else request.getfixturevalue(who)
    client.force_login(person)
    for page in ("", "form/", "form.pdf", "sheet.xlsx"):
        assert client.get(f"/returns/{row.pk}/{page}").status_code == 403
    if who == "province_officer":
        listed = client.get(f"/desk/returns/{opened_survey.code}/2018Q2/list.xlsx")
        assert listed.status_code == 200 and b"income" not in listed.content


def test_returns_without_a_doubt_are_accepted_together_and_explained_ones_wait(
    opened_survey, firm, other_firm, clerk, other_clerk, statistician
):
    verbs.open_period(code=TRIAL.code, period="2018Q1", by=None, due_on=date(2018, 7, 10))
    old = Owed.objects.get(period__period="2018Q1", party=other_firm)
    file(old, other_clerk)
    clean = file(Owed.objects.get(period=opened_survey, party=firm), clerk)
    said = file(
        Owed.objects.get(period=opened_survey, party=other_firm), other_clerk,
        income="30", service="30", other="0", explain_swing_income="订单推迟到下季",
    )  # fmt: skip
    assert verbs.accept_clean(period=opened_survey, by=statistician) == 1
    clean.refresh_from_db()
    said.refresh_from_db()
    assert (clean.state, said.state) == ("accepted", "handed_in")


def test_returns_collected_elsewhere_enter_in_one_go_and_are_frozen_without_names(
    opened_survey, firm, clerk, statistician, province_officer
):
    own = file(Owed.objects.get(period=opened_survey, party=firm), clerk)
    rows = Owed.objects.filter(period=opened_survey)
    answers = {row.subject: {**GOOD, "staff": 7} for row in rows}
    with pytest.raises(Refused):
        verbs.load_returns(period=opened_survey, answers=answers, source="市级汇总", by=province_officer)
    assert verbs.load_returns(period=opened_survey, answers=answers, source="市级汇总", by=statistician) == 2
    own.refresh_from_db()
    assert own.state == "handed_in" and own.answers["staff"] == 12  # who reported keeps what it reported
    verbs.accept(owed=own, by=statistician, revision=own.revision)
    with pytest.raises(Refused, match="还没有冻结"):
        frozen_answers(opened_survey)
    on(date(2018, 7, 23))
    frozen = verbs.freeze(period=opened_survey, by=province_officer)
    found = frozen_answers(frozen)
    assert sorted(one.answers["staff"] for one in found) == [7, 7, 12]
    assert {field for one in found for field in one.__slots__} == {"home", "answers"}


def test_the_marks_stand_top_right_on_the_page_and_on_the_paper(client, opened_survey, firm, clerk):
    row = Owed.objects.get(period=opened_survey, party=firm)
    client.force_login(clerk)
    page = client.get(f"/returns/{row.pk}/form/").content.decode()
    paper = client.get(f"/returns/{row.pk}/form.pdf")
    with pdfplumber.open(BytesIO(paper.content)) as pdf:
        first = pdf.pages[0]
        corner = first.crop((first.width / 2, 0, first.width, first.height / 4)).extract_text()
    for words in ("试统01表", "省科学技术厅", "试统制〔2018〕1号", "2019年06月"):
        assert words in page and words in corner


def test_a_statistician_records_the_approval_and_opens_the_quarter_on_the_page(
    client, survey, statistician, city_officer
):
    client.force_login(statistician)
    page = "/desk/returns/"
    assert "缺表号、制定机关、批准（备案）文号、有效期至" in client.get(page).content.decode()
    refused = client.post(page, {"code": survey.code, "period": "2018Q2"})
    assert refused.status_code == 422 and "没有登记表号" in refused.content.decode()
    given = {**MARKS, "valid_to": "2019-06-30", "code": survey.code}
    assert "已登记" in client.post(page, given, follow=True).content.decode()
    assert (
        "已布置" in client.post(page, {"code": survey.code, "period": "2018Q2"}, follow=True).content.decode()
    )
    client.force_login(city_officer)
    assert client.post(page, given).status_code == 403
