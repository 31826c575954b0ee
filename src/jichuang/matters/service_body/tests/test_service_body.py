"""重点服务机构与网格: two enterprises without a helper are seen, assigned, visited and rated; the county is covered."""

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.hall.tests.cast import enterprise, office, officer, person
from jichuang.matters.models import Contact, Pairing
from jichuang.matters.service_body.cells import cells, coverage, said
from jichuang.matters.service_body.grid import assign, log_contact, rate_contact
from jichuang.matters.service_body.matter import SERVICE_BODY as MATTER
from jichuang.matters.terms import ContactKind
from jichuang.registry.terms import Role, Scope
from jichuang.registry.verbs import authorise_clerk, record_entry

ANSWERS = {
    "services": "高企申报辅导、研发费用归集", "counties": "裕华区、长安区", "staff": "12", "qualified": "5", "served": "80", "certified": "31",
    "cases": "某传感（演示）；2017；取得证书",
}  # fmt: skip
URL = "/matters/service-body/grid/"
COUNTY = "130108"


@pytest.fixture
def grid(journey):
    """Two reserve enterprises of 裕华区, a listed body with its person, the county's officer."""
    journey.whole(MATTER.code, ANSWERS)
    firms = []
    for serial in (41, 42):
        firm = enterprise(serial, f"后备{serial}（演示）", COUNTY)
        user = person(f"firm{serial}", f"后备{serial}经办（演示）")
        authorise_clerk(party=firm, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
        record_entry(
            register="hnte_reserve", party=firm, number=f"HB2018{serial:06d}", valid_from=date(2018, 3, 1), source="演示", by=None
        )  # fmt: skip
        firms.append((firm, user))
    bureau = office("YH-KJ", "裕华区科技局", "county", COUNTY, "130100")
    return firms, officer("yuhua", "裕华（演示）", Role.COUNTY_OFFICER, bureau, region=COUNTY)


def visit(firm, by, **more):
    given = {"kind": ContactKind.VISIT, "held_on": clock.today(), "problem": "研发费用没有单独归集", **more}
    return log_contact(enterprise=firm, by=by, **given)


def test_a_reviewed_body_is_listed(journey):
    entry = journey.whole(MATTER.code, ANSWERS)
    assert (entry.register, entry.number) == ("hnte_service_body", "FW2018900001")


def test_two_unserved_enterprises_are_assigned_visited_and_rated_and_the_county_is_covered(grid, journey):
    firms, county = grid
    today = clock.today()
    assert [one.pairing for one in cells(today, region=COUNTY)] == [None, None]
    assert coverage(today) == [("裕华区", 2, 0, 0, "0%")]
    for firm, user in firms:
        assign(enterprise=firm, body=journey.firm, officer=county, by=county)
        rate_contact(contact=visit(firm, journey.clerk), stars=4, by=user)
    assert coverage(today) == [("裕华区", 2, 2, 2, "100%")] and "联系记录2条" in said(today)
    assert all(one.served and one.stars == 4 for one in cells(today, region=COUNTY))


def test_another_countys_officer_assigns_nobody_and_an_unlisted_body_is_not_assigned(
    grid, journey, county_officer
):
    (firm, _), county = grid[0][0], grid[1]
    with pytest.raises(Refused):
        assign(enterprise=firm, body=journey.firm, officer=county, by=county_officer)
    with pytest.raises(Refused, match="不在重点服务机构名单"):
        assign(enterprise=firm, body=grid[0][1][0], officer=county, by=county)
    with pytest.raises(Invalid, match="不能作联系人"):
        assign(enterprise=firm, body=journey.firm, officer=county_officer, by=county)


def test_only_the_assigned_body_logs_and_only_the_enterprise_rates_once(grid, journey):
    ((firm, user), (_, neighbour)), county = grid
    with pytest.raises(Refused, match="还没有指定服务机构"):
        visit(firm, journey.clerk)
    assign(enterprise=firm, body=journey.firm, officer=county, by=county)
    for stranger in (county, neighbour):
        with pytest.raises(Refused, match="授权"):
            visit(firm, stranger)
    with pytest.raises(Invalid, match="没有写明"):
        visit(firm, journey.clerk, problem=" ")
    contact = visit(firm, journey.clerk)
    with pytest.raises(Refused, match="授权"):
        rate_contact(contact=contact, stars=5, by=neighbour)
    rate_contact(contact=contact, stars=2, by=user)
    with pytest.raises(Refused, match="已经评价过"):
        rate_contact(contact=contact, stars=5, by=user)


def test_a_new_helper_ends_the_former_pairing_the_day_before(grid, journey):
    firm, county = grid[0][0][0], grid[1]
    assign(enterprise=firm, body=journey.firm, officer=county, by=county)
    first = Pairing.objects.get()
    journey.stand(date(2018, 12, 3))
    assign(enterprise=firm, body=journey.firm, officer=county, by=county)
    first.refresh_from_db()
    assert first.to_day == date(2018, 12, 2) and Pairing.objects.filter(to_day__isnull=True).count() == 1


def test_the_page_serves_the_officer_the_body_and_the_enterprise(grid, journey, client):
    ((firm, user), _), county = grid
    client.force_login(county)
    page = client.get(URL).content.decode()
    assert "无人服务" in page and firm.name in page
    assert client.post(f"{URL}assign/{firm.pk}/", {"body": journey.firm.pk}).status_code == 302
    client.force_login(journey.clerk)
    assert firm.name in client.get(URL).content.decode()
    client.post(
        f"{URL}contact/{firm.pk}/", {"held_on": clock.today().isoformat(), "problem": "缺一项发明专利"}
    )
    client.force_login(user)
    assert "缺一项发明专利" in client.get(URL).content.decode()
    client.post(f"{URL}rate/{Contact.objects.get().pk}/", {"stars": "5"})
    assert Contact.objects.get().stars == 5


def test_a_neighbour_county_and_the_public_see_nothing_of_the_cells(grid, client, county_officer, outsider):
    firm = grid[0][0][0]
    for stranger in (county_officer, outsider):
        client.force_login(stranger)
        assert firm.name not in client.get(URL).content.decode()
    assert client.get("/matters/service-body/tables/coverage/").status_code == 403
    client.force_login(grid[1])
    assert client.get("/matters/service-body/tables/coverage/").status_code == 200
