"""改规则试算: who may, what is asked, what is answered, that the sums agree with the register, and who took the names away."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from jichuang.base.models import JournalRow
from jichuang.law.tests.test_population import register  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db
PAGE = "/policies/tech-sme/what-if/"
ASKED = {"on": "2018-06-30", "p.max_staff": "600人"}


@pytest.fixture
def as_leader(client, leader):
    client.force_login(leader)
    return client


@pytest.mark.usefixtures("register")
def test_a_leader_sees_who_gains_and_the_sums_agree_with_the_register(as_leader):
    page = as_leader.get(PAGE, ASKED).content.decode()
    assert "职工总数上限</b>由 500人 改为 600人" in page
    assert "只放宽：没有人会因此失去" in page
    assert "参与试算的加上数据有误的，与名录当日有效家数：5 = 5" in page
    assert "不一致" not in page and page.count("一致") >= 5
    assert "石家庄" in page and "1 至 3" in page and "示意图，不表示行政区域界线" in page
    assert "没有参与" not in page and "数据有误，未参与试算" in page


def test_the_form_stands_with_the_figures_in_force_and_answers_nothing_by_itself(as_leader):
    page = as_leader.get(PAGE, {"on": "2018-06-30"}).content.decode()
    assert 'name="p.max_staff" value="500人"' in page and 'name="p.people_bands"' in page
    assert 'id="answer"' not in page and "publicity_days" not in page


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"p.max_staff": "很多"}, "职工总数上限：收到"),
        ({"p.people_bands": "[[0.3, 20], 5]"}, "形状与现行值不同"),
        ({"on": "2016-01-01"}, "早于本政策最早的规定"),
        ({"p.max_staff": "600", "register": "hnte"}, "没有可以判断的记录"),
    ],
)
def test_what_cannot_be_tried_is_said_beside_the_box(as_leader, asked, says):
    answer = as_leader.get(PAGE, {"on": "2018-06-30"} | asked)
    assert answer.status_code == 422
    assert says in answer.content.decode()


@pytest.mark.usefixtures("register")
def test_the_names_are_for_those_with_the_right_and_taking_them_is_journalled(as_leader):
    answer = as_leader.post(f"{PAGE}affected/", ASKED)
    assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-store"
    sheet = load_workbook(BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    told = {row[0]: row[-1] for row in rows if row[0] in {"A", "B", "C", "D"}}
    assert told == {"B": "获得", "C": "可能获得（缺数据）", "D": "可能获得（缺数据）"}
    row = JournalRow.objects.get(verb="policy.affected")
    assert row.detail["changes"] == {"max_staff": "600"} and date.fromisoformat(row.detail["on"]) == date(
        2018, 6, 30
    )


@pytest.mark.parametrize("who", ["auditor"])
def test_an_auditor_sees_figures_and_no_names(client, request, who):
    client.force_login(request.getfixturevalue(who))
    page = client.get(PAGE, {"on": "2018-06-30"})
    assert page.status_code == 200 and "受影响名单" not in page.content.decode()
    assert client.post(f"{PAGE}affected/", ASKED).status_code == 403
    assert not JournalRow.objects.filter(verb="policy.affected").exists()


@pytest.mark.parametrize("who", ["clerk", "city_officer", "outsider"])
def test_others_are_refused(client, request, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(PAGE, ASKED).status_code == 403
    assert client.post(f"{PAGE}affected/", ASKED).status_code == 403


def test_a_visitor_is_asked_to_sign_in(client):
    assert client.get(PAGE, ASKED).status_code == 302
    assert client.post(f"{PAGE}affected/", ASKED).status_code == 302


def test_the_policy_page_leads_there_only_for_those_who_may(client, leader, clerk):
    client.force_login(clerk)
    assert "改规则试算" not in client.get("/policies/tech-sme/").content.decode()
    client.force_login(leader)
    assert f"{PAGE}?on=" in client.get("/policies/tech-sme/").content.decode()
