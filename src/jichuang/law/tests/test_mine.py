"""我的政策: who may see which enterprise, from which data, what is asked for once and kept, and what may be started."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jichuang.base.models import JournalRow
from jichuang.hall.models import Case
from jichuang.law.reads import standings
from jichuang.law.terms import Standing
from jichuang.law.tests.test_ladder import enter
from jichuang.registry.models import PartyFact
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import FactGiven, authorise_clerk, record_facts

pytestmark = pytest.mark.django_db
CLEAN = ("restricted_industry", "serious_violation", "abnormal_list", "dishonest_list")


def give(party, **values):
    """Facts of 2017, or of no year, from the tax office."""
    yearly = {"staff", "tech_staff", "sales", "assets", "rd_expense", "cost_expense"}
    given = [FactGiven(key, value, 2017 if key in yearly else None) for key, value in values.items()]
    record_facts(party=party, given=given, source="税务汇算清缴（演示）", as_of=date(2018, 5, 31), by=None)


@pytest.fixture
def strong(firm):
    """澄光 with everything that 科技型中小企业评价 asks for."""
    give(firm, assets=Decimal(27_800_000), rd_expense=Decimal(2_400_000), cost_expense=Decimal(27_300_000),
         ip_class1=0, ip_class2=4, resident_enterprise=True, **dict.fromkeys(CLEAN, False))  # fmt: skip
    return firm


def address(party) -> str:
    return f"/policies/of/{party.credit_code}/"


def standing_of(party, policy_id: str = "tech-sme", on: date = date(2018, 9, 3)) -> Standing:
    found = standings.overview(party, on)
    return next(s for s, matches in found.groups for match in matches if match.policy.id == policy_id)


def page_of(client, user, party, status: int = 200) -> str:
    client.force_login(user)
    answer = client.get(address(party))
    assert answer.status_code == status
    return answer.content.decode()


def test_a_visitor_is_asked_to_sign_in(client, firm):
    assert client.get(address(firm)).status_code == 302
    assert client.get("/my/policies/").status_code == 302


@pytest.mark.parametrize("who", ["outsider", "other_clerk", "langfang_officer", "county_officer"])
def test_nobody_else_may_see_the_enterprise(request, client, firm, who):
    page = page_of(client, request.getfixturevalue(who), firm, 403)
    assert "46 人" not in page


@pytest.mark.parametrize("who", ["city_officer", "province_officer", "auditor"])
def test_an_officer_of_its_unit_reads_it_and_the_reading_is_journalled(request, client, strong, who):
    page = page_of(client, request.getfixturevalue(who), strong)
    assert "科技型中小企业评价" in page
    assert "开始填写" not in page and 'id="needs"' not in page
    assert JournalRow.objects.filter(verb="party.read", subject__contains=strong.credit_code).exists()


def test_an_own_reading_is_not_journalled(client, clerk, strong):
    page_of(client, clerk, strong)
    assert not JournalRow.objects.filter(verb="party.read").exists()


def test_my_page_leads_to_my_enterprise(client, clerk, firm):
    client.force_login(clerk)
    assert client.get("/my/policies/").headers["Location"] == address(firm)


def test_somebody_without_an_enterprise_is_told_how_to_get_one(client, outsider):
    client.force_login(outsider)
    assert "还没有单位授权" in client.get("/my/policies/").content.decode()


def test_a_policy_that_passes_may_be_enjoyed(strong):
    assert standing_of(strong) == Standing.READY


def test_a_policy_that_few_patents_would_reach_is_nearly_enjoyed(strong):
    give(strong, rd_expense=Decimal(1_400_000), ip_class2=1)
    assert standing_of(strong) == Standing.CLOSE


def test_a_policy_of_which_nearly_everything_is_unknown_is_not_nearly_enjoyed(strong):
    assert standing_of(strong, "hnte-reserve") == Standing.LACKING


def test_a_policy_that_is_far_off_does_not_fit(strong):
    give(strong, staff=501, resident_enterprise=False)
    assert standing_of(strong) == Standing.CLOSED


def test_an_entry_in_force_is_enjoyed_and_lapses_in_its_last_months(strong):
    enter(strong, "tech_sme", until=date(2018, 12, 31))
    assert standing_of(strong, on=date(2018, 6, 1)) == Standing.ENJOYED
    assert standing_of(strong, on=date(2018, 9, 3)) == Standing.LAPSING
    assert standing_of(strong, on=date(2019, 1, 1)) == Standing.LACKING


def test_the_data_used_are_shown_with_source_and_day(client, clerk, strong):
    page = page_of(client, clerk, strong)
    assert "研发费用（2017年）" in page
    assert "240 万元" in page
    assert "税务汇算清缴（演示）" in page
    assert "2018-05-31" in page


def test_a_figure_of_another_year_is_not_used(strong):
    assert standing_of(strong, on=date(2019, 3, 1)) == Standing.LACKING


def test_personal_data_are_never_shown(client, clerk, strong):
    record_facts(party=strong, given=[FactGiven("contact_phone", "13912345678")], source="演示",
                 as_of=date(2018, 5, 31), by=None)  # fmt: skip
    assert "13912345678" not in page_of(client, clerk, strong)


def test_what_lacks_is_asked_for_once_kept_with_its_source_and_not_asked_again(client, clerk, firm):
    page = page_of(client, clerk, firm)
    assert page.count('name="f-assets-2017"') == 1
    answer = client.post(address(firm), {"f-assets-2017": "2780", "f-abnormal_list": "false"}, follow=True)
    assert "已记下 2 项" in answer.content.decode()
    kept = PartyFact.objects.get(party=firm, key="assets")
    assert (kept.value, kept.year, kept.source) == ("27800000", 2017, "本单位填报")
    assert 'name="f-assets-2017"' not in page_of(client, clerk, firm)


def test_a_value_that_cannot_be_is_named_with_its_range_and_nothing_is_kept(client, clerk, firm):
    client.force_login(clerk)
    answer = client.post(address(firm), {"f-assets-2017": "-5", "f-abnormal_list": "false"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "资产总额（2017年）：小于允许的最小值" in page
    assert not PartyFact.objects.filter(party=firm, key="abnormal_list").exists()


def test_nothing_typed_keeps_nothing(client, clerk, firm):
    before = PartyFact.objects.count()
    client.force_login(clerk)
    assert "没有填写任何一项" in client.post(address(firm), {}, follow=True).content.decode()
    assert PartyFact.objects.count() == before


def test_a_viewer_may_read_but_not_write_and_an_officer_neither(client, firm, outsider, city_officer):
    authorise_clerk(party=firm, user=outsider, by=None, scope=Scope.VIEWER, valid_from=date(2018, 1, 1))
    page = page_of(client, outsider, firm)
    assert "您的授权是“查看”" in page and "开始填写" not in page
    assert client.post(address(firm), {"f-assets-2017": "2780"}).status_code == 403
    client.force_login(city_officer)
    assert client.post(address(firm), {"f-assets-2017": "2780"}).status_code == 403
    assert not PartyFact.objects.filter(party=firm, key="assets").exists()


def test_the_matter_that_uses_the_policy_starts_from_here(client, clerk, strong):
    page = page_of(client, clerk, strong)
    assert 'action="/matters/tech-sme-evaluation/start/"' in page
    answer = client.post("/matters/tech-sme-evaluation/start/", {"party": strong.pk}, follow=True)
    assert answer.status_code == 200
    assert Case.objects.get(party=strong).answers["staff"] == 46


def test_the_calculator_opens_with_the_data_held(client, clerk, strong):
    page = page_of(client, clerk, strong)
    link = page.split("/policies/tech-sme/calculator/?s=")[1].split('"')[0].replace("&amp;", "&")
    assert 'value="3200"' in client.get(f"/policies/tech-sme/calculator/?s={link}").content.decode()


def test_the_number_of_queries_does_not_grow_with_what_is_held(client, clerk, firm):
    client.force_login(clerk)
    client.get(address(firm))
    with CaptureQueriesContext(connection) as few:
        client.get(address(firm))
    give(firm, assets=Decimal(1), rd_expense=Decimal(1), ip_class1=1, ip_class2=2)
    enter(firm, "hebei_tech_sme")
    with CaptureQueriesContext(connection) as many:
        client.get(address(firm))
    assert len(few) == len(many)


def test_an_amount_ten_thousand_times_off_the_register_is_warned_of(client, clerk, firm):
    client.force_login(clerk)
    sent = {"f-sales": "32000000", "shown": "0,1,2,3,4,5", "on": "2018-09-03"}
    page = client.post("/policies/tech-sme/calculator/", sent).content.decode()
    assert "登记的是 3,200 万元，相差约一万倍" in page
    right = client.post("/policies/tech-sme/calculator/", {**sent, "f-sales": "3300"}).content.decode()
    assert "相差约一万倍" not in right


def test_an_amount_of_another_year_that_is_far_off_is_kept_and_warned_of(client, clerk, firm):
    client.force_login(clerk)
    answer = client.post(address(firm), {"f-sales-2016": "30000000"}, follow=True)
    assert "“销售收入”2016年记下 3,000 亿元，2017年登记的是 3,200 万元" in answer.content.decode()


def test_what_the_enterprise_stated_may_be_stated_again_and_the_former_value_stays(client, clerk, firm):
    client.force_login(clerk)
    client.post(address(firm), {"f-assets-2017": "27800000"})
    page = client.get(f"{address(firm)}stated/").content.decode()
    assert 'value="27800000"' in page
    assert 'name="f-staff-2017"' not in page
    client.post(f"{address(firm)}stated/", {"f-assets-2017": "2780"})
    rows = PartyFact.objects.filter(party=firm, key="assets").order_by("pk")
    assert [row.value for row in rows] == ["278000000000", "27800000"]
    assert [row.recorded.upper is None for row in rows] == [False, True]


@pytest.mark.parametrize("who", ["outsider", "other_clerk", "city_officer", "auditor"])
def test_only_those_who_fill_in_for_the_enterprise_may_state_again(request, client, firm, who):
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{address(firm)}stated/").status_code == 403
    assert client.post(f"{address(firm)}stated/", {"f-assets-2017": "1"}).status_code == 403
