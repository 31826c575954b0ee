"""后续办理 as pages: buttons for what may be begun, the reason for what may not, revocation proposed by a desk."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.hall.models import Case
from jichuang.hall.tests.pages.acts import text
from jichuang.registry.models import Entry
from jichuang.registry.verbs import correct_entry


@pytest.fixture
def granted(cast, long_route):
    """A case that reached the register on 2018-09-21."""
    case = cast.drive(cast.file(), "external_publicity")
    long_route(date(2018, 9, 21))
    return cast.drive(case, "closed")


def test_a_granted_case_offers_its_follow_ups_or_says_why_not(cast, granted, browse):
    client = browse(cast.clerk)
    page = client.get(f"/cases/{granted.number}/")
    rows = {row.purpose: row.why_not for _, rows in page.context["after"] for row in rows}
    assert "surrender" in rows and rows["surrender"] == ""
    assert "只有未通过的办件可以申诉" in text(page)
    entry = granted.result
    begun = client.post(f"/cases/{granted.number}/follow-up/", {"source": entry, "purpose": "surrender"})
    assert begun.status_code == 302 and Case.objects.get(purpose="surrender").source == entry


def test_a_follow_up_that_is_not_offered_is_not_begun(cast, granted, outsider, browse):
    address = f"/cases/{granted.number}/follow-up/"
    client = browse(cast.clerk)
    for source, purpose in (("entry:999999", "surrender"), (granted.result, "revocation"), ("x", "y")):
        assert client.post(address, {"source": source, "purpose": purpose}).status_code == 404
    assert (
        browse(outsider).post(address, {"source": granted.result, "purpose": "surrender"}).status_code == 403
    )
    assert not Case.objects.exclude(purpose="first").exists()


def test_a_desk_proposes_a_revocation_on_a_declared_ground_with_facts(cast, granted, outsider, browse):
    province = cast.people["province"]
    address = f"/entries/{granted.result.partition(':')[2]}/revoke/"
    client = browse(province)
    assert "提出撤销" in text(client.get(f"/desk/{granted.number}/"))
    page = client.post(address, {"reason": "no-such", "facts": ""})
    assert page.status_code == 422 and page.context["faults"]["reason"]
    ground = page.context["reasons"][0][0]
    assert client.post(address, {"reason": ground, "facts": " "}).status_code == 422
    client.post(address, {"reason": ground, "facts": "核查发现研发费用不实，见核查报告"})
    assert Case.objects.get(purpose="revocation").source == granted.result
    assert browse(outsider).get(address).status_code == 403
    assert browse(cast.clerk).get(address).status_code in {403, 404}


def test_the_entrys_own_page_offers_its_holder_the_follow_ups_and_an_officer_the_revocation(
    cast, granted, outsider, auditor, browse
):
    key = granted.result.partition(":")[2]
    address = f"/registers/entries/{key}/"
    doors = {door.title: door for door in browse(cast.clerk).get(address).context["doors"]}
    assert "期满前90天起" in doors["续期"].why_not and not doors["更名"].why_not and "提出撤销" not in doors
    change = doors["更名"]
    assert browse(cast.clerk).post(change.url, dict(change.fields)).status_code == 302
    assert Case.objects.get(purpose="change").source == granted.result
    officers = browse(cast.people["province"]).get(address).context["doors"]
    assert [(door.title, door.url) for door in officers] == [("提出撤销", f"/entries/{key}/revoke/")]
    for other in (outsider, auditor, None):
        assert browse(other).get(address).context["doors"] == []
    assert browse(auditor).get(f"/entries/{key}/revoke/").status_code == 403, "who audits proposes nothing"


def test_after_a_change_the_follow_ups_are_of_the_entry_as_it_is_now(cast, granted, browse):
    entry = Entry.objects.get(pk=granted.result.partition(":")[2])
    now = correct_entry(entry=entry, by=None, reason="更名", name="澄光智能有限公司（演示）")
    rows = browse(cast.clerk).get(f"/cases/{granted.number}/").context["after"]
    assert f"entry:{now.pk}" in dict(rows) and granted.result not in dict(rows)
    doors = browse(cast.clerk).get(f"/registers/entries/{now.pk}/").context["doors"]
    assert "注销" in {door.title for door in doors if not door.why_not}
    assert browse(cast.clerk).get(f"/registers/entries/{entry.pk}/").status_code == 404
