"""减负账: hours are declared minutes times filings, by county and month; for insiders; with as many queries for ten as for two."""

from __future__ import annotations

import io
from datetime import date

import pytest

from jichuang.base import clock
from jichuang.codes.tabular import read_table
from jichuang.hall import verbs
from jichuang.hall.reads.costs import cost_of_change
from jichuang.hall.tests.cast import *  # noqa: F403
from jichuang.hall.tests.cast import BEGIN, enterprise, fill, person, send
from jichuang.hall.tests.trial import TRIAL, TRIAL_V1
from jichuang.portal.burden import burden
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk
from jichuang.returns import catalogue as returns_catalogue
from jichuang.returns.models import OpenPeriod, Owed
from jichuang.returns.terms import State
from jichuang.returns.tests.trial import TRIAL as RETURN

YEAR = (date(2018, 1, 1), date(2018, 12, 31))


def file_one(number: int, region: str = "130108"):
    party = enterprise(60 + number, f"某{number}有限公司（演示）", region)
    user = person(f"filer{number}", f"某{number}（演示）")
    authorise_clerk(party=party, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=BEGIN)
    return send(fill(verbs.start(matter="trial-evaluation", party=party, by=user), user), user)


def test_hours_are_declared_minutes_times_filings_by_county_and_month(submitted_case, stand, city_officer):
    stand(date(2018, 10, 8))
    file_one(1), file_one(2, "131003")
    found = burden(*YEAR)
    minutes = TRIAL.form.minutes
    told = {one.region: (one.cases, one.case_minutes, dict(one.months)) for one in found.counties}
    september, october = date(2018, 9, 1), date(2018, 10, 1)
    assert told["130108"] == (2, 2 * minutes, {september: minutes, october: minutes})
    assert told["131003"] == (1, minutes, {october: minutes})
    assert found.months == {september: minutes, october: 2 * minutes}
    assert found.forms == [(TRIAL.title, 3, 3 * minutes)]
    assert burden(date(2018, 10, 1), date(2018, 10, 31)).minutes == 2 * minutes


def test_returns_count_in_the_month_they_were_handed_in_and_those_still_owed_do_not(firm, other_firm):
    with returns_catalogue.on_trial(RETURN):
        period = OpenPeriod.objects.create(
            code=RETURN.code, period="2018Q2", roster_on=date(2018, 6, 30), opened_on=date(2018, 7, 2), due_on=date(2018, 7, 20)
        )  # fmt: skip
        for party, state, day in ((firm, State.HANDED_IN, date(2018, 7, 9)), (other_firm, State.OWED, None)):
            Owed.objects.create(
                period=period, subject=party.credit_code, name=party.name, party=party, region=party.region,
                home=party.home, state=state, due_on=date(2018, 7, 20), handed_in_on=day,
            )  # fmt: skip
        (county,) = burden(*YEAR).counties
    assert (county.region, county.cases, county.returns) == ("130108", 0, 1)
    assert county.return_minutes == county.minutes == RETURN.form.minutes
    assert dict(county.months) == {date(2018, 7, 1): RETURN.form.minutes}


def test_a_draft_has_asked_nothing_yet(draft):
    assert burden(*YEAR).counties == []


def test_ten_filings_cost_as_many_queries_as_two(submitted_case, city_officer, django_assert_num_queries):
    for number in range(6):
        file_one(number, "131003" if number % 2 else "130108")
    with django_assert_num_queries(2):
        burden(*YEAR)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("leader", 200),
        ("city_officer", 200),
        ("county_officer", 200),
        ("auditor", 200),
        ("clerk", 403),
        ("outsider", 403),
    ],
)
def test_it_is_for_insiders(submitted_case, request, client, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/burden/").status_code == client.get("/burden.xlsx").status_code == status


def test_a_visitor_is_refused(client, stand):
    assert client.get("/burden/").status_code == 403


def test_page_and_workbook_tell_the_same(submitted_case, client, leader):
    client.force_login(leader)
    page = client.get("/burden/?from=2018-09-01&to=2018-09-30").content.decode()
    assert "裕华区" in page and "试验评价" in page and "小时" in page
    book = read_table(io.BytesIO(client.get("/burden.xlsx").content), "减负账.xlsx")
    (row,) = list(book)
    cells = [cell.value for cell in row.cells]
    assert cells[1] == "裕华区" and cells[2] == "1" and float(cells[6]) == round(TRIAL.form.minutes / 60, 1)
    assert "没有报送" in client.get("/burden/?from=2018-01-01&to=2018-02-01").content.decode()
    assert "早于" in client.get("/burden/?from=2018-09-01&to=2018-02-01").content.decode()


def test_a_new_version_says_what_it_costs_in_a_year(submitted_case, client, city_officer):
    cost = cost_of_change(TRIAL_V1, TRIAL, clock.today())
    more = TRIAL.form.minutes - TRIAL_V1.form.minutes
    assert cost.filings == 1 and cost.hours == pytest.approx(more / 60) and len(cost.fields) == 3
    page = client.get("/matters/trial-evaluation/versions/").content.decode()
    assert "填报时间" in page and "年销售收入：每份 +0.5 分钟" in page
    assert cost_of_change(TRIAL, TRIAL_V1, clock.today()).hours < 0
