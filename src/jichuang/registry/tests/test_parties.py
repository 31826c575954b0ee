"""Parties, held facts, names, recommenders, delegations, appointments."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from jichuang.base import clock, keeping
from jichuang.base.errors import Invalid, Refused
from jichuang.registry import verbs
from jichuang.registry.models import Department, PartyFact
from jichuang.registry.reads import (
    appointments_of,
    facts_for,
    has_role,
    may_act,
    name_on,
    parties_of,
    recommender_of,
    scope_of,
    search_parties,
)
from jichuang.registry.reads.personal import masked
from jichuang.registry.terms import Level, RecommenderKind, Role, Scope
from jichuang.registry.tests.conftest import DAY, code_of

SOURCE = "2017年度企业年报"
AS_OF = date(2018, 3, 31)


def hold(party, key, value, year=None, source=SOURCE):
    return verbs.record_fact(
        party=party, key=key, value=value, year=year, source=source, as_of=AS_OF, by=None
    )


def test_a_fact_for_prefill_carries_value_unit_source_and_date(party):
    hold(party, "staff", 46, 2017)
    hold(party, "sales", Decimal("32000000.00"), 2017)
    hold(party, "resident_enterprise", True)
    found = facts_for(
        party, ["staff", "sales", "resident_enterprise", "assets", "name", "established_on"], 2017
    )
    assert (found["staff"].value, found["staff"].unit, found["staff"].source) == ("46", "人", SOURCE)
    assert found["staff"].as_of == AS_OF
    assert found["sales"].typed() == Decimal("32000000.00")
    assert found["resident_enterprise"].typed() is True
    assert found["established_on"].typed() == date(2015, 4, 1)
    assert "assets" not in found, "what is not held is absent, never guessed"
    assert "staff" not in facts_for(party, ["staff"], 2016), "another year's figure is not this year's"


def test_a_certificate_in_force_is_a_fact_drawn_from_the_register(party):
    key = "hnte_certificate_valid"
    assert facts_for(party, [key])[key].typed() is False
    verbs.record_entry(
        register="hnte",
        party=party,
        number="GR201813000017",
        valid_from=date(2018, 3, 1),
        source="case:1",
        by=None,
    )
    held = facts_for(party, [key], on=DAY)[key]
    assert held.typed() is True
    assert "GR201813000017" in held.source
    assert facts_for(party, [key], on=date(2021, 3, 1))[key].typed() is False


def test_a_corrected_fact_keeps_the_former_belief(party):
    hold(party, "staff", 46, 2017)
    hold(party, "staff", 46, 2017)
    assert PartyFact.objects.count() == 1, "the same value from the same source is not a new fact"
    hold(party, "staff", 47, 2017)
    assert [row.value for row in PartyFact.objects.order_by("pk")] == ["46", "47"]
    assert facts_for(party, ["staff"], 2017)["staff"].value == "47"


@pytest.mark.parametrize(
    ("key", "value", "year", "problem"),
    [
        ("staf", 1, 2017, "没有数据项"),
        ("staff", 1, None, "没有写明所属年度"),
        ("staff", "46", 2017, "类型不对"),
        ("staff", True, 2017, "类型不对"),
        ("staff", Decimal("1.5"), 2017, "类型不对"),
        ("abnormal_list", "否", None, "类型不对"),
        ("hnte_certificate_valid", True, None, "没有数据项"),
    ],
)
def test_a_wrong_fact_is_refused_with_its_reason(party, key, value, year, problem):
    with pytest.raises(Invalid, match=problem):
        hold(party, key, value, year)


def test_personal_facts_are_never_prefilled(party):
    hold(party, "contact_phone", "13912345678")
    assert "contact_phone" not in facts_for(party)
    assert "contact_phone" not in facts_for(party, ["contact_phone"])


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("contact_name", "陆明", "陆*"),
        ("contact_phone", "13912345678", "139****5678"),
        ("contact_phone", "12345", "1****"),
        ("contact_email", "lu@demo.example", "l***@demo.example"),
        ("legal_person_id", "11010519491231002X", "110105********002X"),
    ],
)
def test_masks_show_no_more_than_needed(key, value, shown):
    assert masked(key, value) == shown


def test_an_identity_number_stays_masked_even_when_contact_data_is_revealed(party, city):
    hold(party, "legal_person_id", "11010519491231002X")
    assert (
        verbs.reveal_personal(party=party, by=city, purpose="核验")["legal_person_id"] == "110105********002X"
    )


def test_every_wrong_field_of_a_registration_is_named_at_once(province):
    with pytest.raises(Invalid) as caught:
        verbs.register_party(
            name=" ",
            credit_code=code_of(1)[:-1] + "0",
            region="110101",
            by=province,
            established_on=date(2027, 1, 1),
        )
    assert {problem.field for problem in caught.value.problems} == {
        "name",
        "credit_code",
        "region",
        "established_on",
    }


def test_a_code_is_registered_once(party):
    with pytest.raises(Refused, match="已登记"):
        verbs.register_party(name="另一家", credit_code=party.credit_code, region="130102", by=None)


def test_names_have_a_history(party):
    verbs.rename_party(
        party=party, name="澄光科技有限公司（演示）", from_day=date(2018, 6, 1), basis="更名核准", by=None
    )
    assert name_on(party, date(2018, 5, 31)) == "澄光传感有限公司（演示）"
    assert name_on(party, date(2018, 6, 1)) == "澄光科技有限公司（演示）"
    assert [found.pk for found in search_parties("传感")] == [party.pk], "a former name still finds it"
    assert [found.pk for found in search_parties("cgkj")] == [party.pk]
    with pytest.raises(Invalid, match="不晚于"):
        verbs.rename_party(party=party, name="再更名", from_day=date(2018, 6, 1), basis="", by=None)


def test_the_recommender_is_the_stated_one_else_the_science_bureau_of_the_home(party, city):
    home = Department.objects.get(code="sjz")
    assert recommender_of(party, on=DAY) == home
    zone = verbs.register_department(
        code="hitech",
        name="石家庄高新区管委会",
        short="高新区",
        level=Level.COUNTY,
        region="130108",
        kind="park",
        by=None,
    )
    verbs.set_recommender(
        party=party, department=zone, kind=RecommenderKind.HIGH_TECH_ZONE, from_day=date(2018, 7, 1), by=None
    )
    assert recommender_of(party, on=DAY) == zone
    assert recommender_of(party, on=date(2018, 6, 30)) == home
    assert recommender_of(party, RecommenderKind.UNIVERSITY, DAY) is None


def test_each_scope_includes_the_lesser_ones_and_ends_with_its_last_day(party, outsider):
    verbs.authorise_clerk(party=party, user=outsider, scope=Scope.PREPARER, valid_to=DAY, by=None)
    assert may_act(outsider, party, scope=Scope.VIEWER, on=DAY)
    assert may_act(outsider, party, scope=Scope.PREPARER, on=DAY)
    refused = may_act(outsider, party, scope=Scope.ACCEPTOR, on=DAY)
    assert not refused
    assert "需要“确认提交”" in refused.reason
    assert parties_of(outsider, DAY) == [party]
    assert parties_of(outsider, DAY + timedelta(days=1)) == []
    assert scope_of(outsider, party, DAY + timedelta(days=1)) is None
    clock.set_demonstration_day(DAY + timedelta(days=1))
    assert verbs.request_delegation(party=party, by=outsider).state == "requested", (
        "an expired grant blocks no request"
    )


def test_only_an_acceptor_or_a_keeper_authorises(party, outsider, person, province):
    preparer = person("preparer")
    verbs.authorise_clerk(party=party, user=preparer, scope=Scope.PREPARER, by=province)
    for stranger in (outsider, preparer):
        with pytest.raises(Refused):
            verbs.authorise_clerk(party=party, user=outsider, by=stranger)


def test_two_open_grants_for_one_person_and_party_are_impossible(party, outsider):
    verbs.authorise_clerk(party=party, user=outsider, by=None)
    verbs.authorise_clerk(party=party, user=outsider, scope=Scope.ACCEPTOR, by=None)
    assert scope_of(outsider, party, DAY) == Scope.ACCEPTOR
    row = outsider.delegations.get(state="authorised")
    with pytest.raises(IntegrityError), transaction.atomic():
        row.pk = None
        row.save(force_insert=True)


def test_a_role_counts_in_its_days_and_its_scope_and_says_why(city, outsider):
    assert has_role(city, Role.CITY_OFFICER, on=DAY, home="130100")
    elsewhere = has_role(city, Role.CITY_OFFICER, on=DAY, home="130200")
    assert not elsewhere
    assert "石家庄" in elsewhere.reason
    assert "没有市级科技部门经办岗位的任职" in has_role(outsider, Role.CITY_OFFICER, on=DAY).reason
    assert "尚未登录" in has_role(None, Role.CITY_OFFICER, on=DAY).reason
    assert not has_role(city, Role.CITY_OFFICER, on=date(2017, 12, 31))
    verbs.end_appointment(appointment=appointments_of(city, DAY)[0], last_day=DAY, by=None, reason="调离")
    assert has_role(city, Role.CITY_OFFICER, on=DAY)
    assert not has_role(city, Role.CITY_OFFICER, on=DAY + timedelta(days=1))


def test_a_closed_account_holds_nothing(city):
    city.is_active = False
    city.save()
    assert not has_role(city, Role.CITY_OFFICER, on=DAY)


def test_an_authorisation_is_read_once_for_a_request_and_again_after_it_was_revoked(
    person, party, django_assert_num_queries
):
    clerk = person("clerk")
    keeping.begin_request()
    try:
        assert scope_of(clerk, party, DAY) is None
        row = verbs.authorise_clerk(party=party, user=clerk, by=None, scope=Scope.ACCEPTOR)
        assert scope_of(clerk, party, DAY) is Scope.ACCEPTOR
        with django_assert_num_queries(0):
            assert may_act(clerk, party, scope=Scope.ACCEPTOR, on=DAY)
        verbs.revoke_delegation(delegation=row, by=clerk)
        assert scope_of(clerk, party, DAY) is None
    finally:
        keeping.end_request()
