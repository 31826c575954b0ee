"""Every address of the registry: who may open it, what the public sees, what a refusal says."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import get_resolver
from openpyxl import load_workbook

from jichuang.accounts.models import User
from jichuang.base.models import JournalRow
from jichuang.registry import verbs
from jichuang.registry.models import Delegation, Department, ImportBatch
from jichuang.registry.pages import urls
from jichuang.registry.reads import entries, has_role
from jichuang.registry.terms import DelegationState, Role, Scope
from jichuang.registry.tests.conftest import DAY, HNTE_HEADERS, code_of, hnte_row, workbook


@pytest.fixture
def world(party, province, city, outsider, person):
    """One of each: an entry with a former belief, a batch, a party with its clerk."""
    verbs.commit_import(
        batch=verbs.preview_import(
            register="hnte",
            file=workbook(HNTE_HEADERS, [hnte_row(17), hnte_row(18)]),
            filename="名单.xlsx",
            by=province,
        ),
        by=province,
    )
    entry = entries("hnte").in_force(DAY).get(subject=party.credit_code)
    fresh = verbs.correct_entry(entry=entry, by=province, reason="登记有误", name=party.name)
    verbs.record_fact(
        party=party, key="contact_phone", value="13912345678", source="演示", as_of=date(2018, 3, 31), by=None
    )
    acceptor, clerk = person("acceptor"), person("clerk")
    verbs.authorise_clerk(party=party, user=acceptor, scope=Scope.ACCEPTOR, by=None)
    delegation = verbs.authorise_clerk(party=party, user=clerk, scope=Scope.PREPARER, by=acceptor)
    tangshan = person("tangshan", Role.CITY_OFFICER, home="130200")
    auditor = person("auditor", Role.AUDITOR)
    people = {
        "visitor": None, "outsider": outsider, "clerk": clerk, "acceptor": acceptor, "city": city, "tangshan": tangshan,
        "auditor": auditor, "province": province, "administrator": person("administrator", Role.ADMINISTRATOR),
    }  # fmt: skip
    return {
        "people": people, "entry": fresh, "former": entry, "party": party, "spare": person("spare", Role.EXPERT), "delegation": delegation,
        "batch": ImportBatch.objects.get(),
    }  # fmt: skip


def client_of(user) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


EVERYONE = {
    "visitor", "outsider", "clerk", "acceptor", "city", "tangshan", "auditor", "province", "administrator",
}  # fmt: skip
SIGNED_IN = EVERYONE - {"visitor"}
KEEPERS = {"province", "administrator"}
READERS = {"clerk", "acceptor", "city", "auditor", "province"}

# name of the address → (method, who may, what the others get: 403 refused, 404 hidden, "sign-in" for the visitor)
MATRIX = {
    "registers": ("get", EVERYONE),
    "register": ("get", EVERYONE),
    "register-export": ("get", EVERYONE),
    "entry": ("get", EVERYONE),
    "entry-correct": ("get", {"city", *KEEPERS}),
    "register-template": ("get", KEEPERS),
    "import": ("get", KEEPERS),
    "import-batch": ("get", KEEPERS),
    "import-rows": ("get", KEEPERS),
    "import-commit": ("post", KEEPERS),
    "import-undo": ("post", KEEPERS),
    "import-discard": ("post", set()),
    "people": ("get", {"administrator"}),
    "people-new": ("get", {"administrator"}),
    "person": ("get", {"administrator"}),
    "person-close": ("post", {"administrator"}),
    "appointment-end": ("post", {"administrator"}),
    "departments": ("get", {"administrator"}),
    "parties": ("get", SIGNED_IN),
    "party-register": ("get", SIGNED_IN),
    "party": ("get", READERS),
    "party-personal": ("post", {"clerk", "acceptor", "city", "province"}),
    "delegation-request": ("get", SIGNED_IN),
    "delegations": ("get", {"clerk", "acceptor", *KEEPERS}),
    "delegation-answer": ("post", {"clerk", "acceptor", *KEEPERS}),
}


def address(name: str, world) -> str:
    code = world["party"].credit_code
    return {
        "registers": "/registers/",
        "register": "/registers/hnte/",
        "register-export": "/registers/hnte/export.xlsx",
        "register-template": "/registers/hnte/template.xlsx",
        "entry": f"/registers/entries/{world['entry'].pk}/",
        "entry-correct": f"/registers/entries/{world['entry'].pk}/correct/",
        "import": "/registers/import/",
        "import-batch": f"/registers/import/{world['batch'].pk}/",
        "import-commit": f"/registers/import/{world['batch'].pk}/commit/",
        "import-undo": f"/registers/import/{world['batch'].pk}/undo/",
        "import-discard": f"/registers/import/{world['batch'].pk}/discard/",
        "import-rows": f"/registers/import/{world['batch'].pk}/rows.xlsx",
        "people": "/people/",
        "people-new": "/people/new/",
        "person": f"/people/{world['spare'].pk}/",
        "person-close": f"/people/{world['spare'].pk}/close/",
        "appointment-end": f"/people/appointments/{world['spare'].appointments.get().pk}/end/",
        "departments": "/departments/",
        "parties": "/parties/",
        "party-register": "/parties/register/",
        "party": f"/parties/{code}/",
        "party-personal": f"/parties/{code}/personal/",
        "delegation-request": f"/parties/{code}/request/",
        "delegations": f"/parties/{code}/delegations/",
        "delegation-answer": f"/parties/{code}/delegations/{world['delegation'].pk}/revoke/",
    }[name]


def test_the_matrix_covers_every_address():
    assert {pattern.name for pattern in urls.urlpatterns} == set(MATRIX)
    assert get_resolver().resolve("/registers/hnte/").view_name == "registry:register"


@pytest.mark.parametrize("name", MATRIX)
def test_who_may_open_what(world, name):
    method, allowed = MATRIX[name]
    order = [*sorted(EVERYONE - allowed), *sorted(allowed)]
    for who in order:
        client = client_of(world["people"][who])
        response = getattr(client, method)(address(name, world), {"purpose": "通知补正", "reason": ""})
        if who in allowed:
            assert response.status_code in {200, 302, 409}, f"{who} at {name}: {response.status_code}"
            assert not response.headers.get("Location", "").startswith("/sign-in/")
        elif response.status_code == 302:
            assert who == "visitor", f"{who} at {name}"
            assert response["Location"].startswith("/sign-in/")
        else:
            expected = {409} if name == "import-discard" and who in KEEPERS else {403}
            assert response.status_code in expected, f"{who} at {name}: {response.status_code}"
            text = response.content.decode()
            assert "。" in text, "a refusal says why"


def test_a_refused_outsider_is_told_the_reason_and_the_next_step(world):
    text = client_of(world["people"]["outsider"]).get(address("import", world)).content.decode()
    assert "没有省科技厅经办、系统管理员岗位的任职" in text
    assert "申请任职" in text


def test_the_public_sees_no_source_no_batch_and_no_former_belief(world):
    public, officer = client_of(None), client_of(world["people"]["province"])
    shown = public.get(address("entry", world)).content.decode()
    assert world["entry"].number in shown
    for hidden in ("写入来源", "记录沿革", "名单.xlsx", "登记有误"):
        assert hidden not in shown
    assert public.get(f"/registers/entries/{world['former'].pk}/").status_code == 404
    assert "记录沿革" in officer.get(address("entry", world)).content.decode()
    assert public.get("/registers/hnte/?known=2018-01-01").status_code == 403
    assert officer.get("/registers/hnte/?known=2018-01-01").status_code == 200


def test_the_register_page_filters_counts_and_exports(world):
    client = client_of(None)
    page = client.get("/registers/hnte/?home=130100&q=澄光")
    assert page.context["page"].paginator.count == 1
    assert {code: n for code, _, n, _ in page.context["tally"]}["130100"] == 1
    assert client.get("/registers/hnte/?on=2018-02-28").context["total"] == 0
    assert "读不出日期" in client.get("/registers/hnte/?on=昨天").content.decode()
    book = load_workbook(BytesIO(client.get("/registers/hnte/export.xlsx").content))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert code_of(17) in cells
    assert code_of(18) in cells
    assert client.get("/registers/nothing/").status_code == 404


def test_the_register_page_asks_a_constant_number_of_queries(world, django_assert_max_num_queries):
    client = client_of(None)
    with django_assert_max_num_queries(6):
        client.get("/registers/hnte/")
    with django_assert_max_num_queries(6):
        client.get("/registers/")


def test_contact_data_is_masked_until_asked_for_and_the_asking_is_visible_to_the_unit(world):
    officer, owner = client_of(world["people"]["city"]), client_of(world["people"]["acceptor"])
    page = address("party", world)
    assert "139****5678" in officer.get(page).content.decode()
    assert "13912345678" not in officer.get(page).content.decode()
    assert officer.post(address("party-personal", world), {"purpose": ""}).status_code == 302
    revealed = officer.post(address("party-personal", world), {"purpose": "通知补正材料"}).content.decode()
    assert "13912345678" in revealed
    seen = owner.get(page).content.decode()
    assert "谁看过我的数据" in seen
    assert "通知补正材料" in seen
    assert "石家庄市科学技术局" in seen
    assert JournalRow.objects.filter(verb="party.read_personal").count() == 1
    auditor = client_of(world["people"]["auditor"])
    assert auditor.post(address("party-personal", world), {"purpose": "查看"}).status_code == 403


def test_a_revoked_clerk_is_out_with_the_next_request(world):
    clerk, owner = client_of(world["people"]["clerk"]), client_of(world["people"]["acceptor"])
    page = address("party", world)
    assert clerk.get(page).status_code == 200
    owner.post(address("delegation-answer", world), {"reason": "离职"})
    refused = clerk.get(page)
    assert refused.status_code == 403
    assert "没有“澄光传感有限公司（演示）”的授权" in refused.content.decode()


def test_a_request_grants_nothing_until_the_unit_agrees(world):
    stranger = world["people"]["outsider"]
    client, owner = client_of(stranger), client_of(world["people"]["acceptor"])
    client.post(address("delegation-request", world), {"scope": "preparer"})
    assert client.get(address("party", world)).status_code == 403
    row = Delegation.objects.get(user=stranger)
    answer = f"{address('delegations', world)}{row.pk}/authorise/"
    assert client.post(answer).status_code == 403, "nobody answers his own request"
    owner.post(answer)
    row.refresh_from_db()
    assert row.state == DelegationState.AUTHORISED
    assert client.get(address("party", world)).status_code == 200


def test_a_unit_registers_once_and_a_wrong_code_is_explained(outsider):
    client = client_of(outsider)
    values = {
        "credit_code": code_of(40),
        "name": "新登记公司（演示）",
        "kind": "enterprise",
        "region": "130102",
    }
    wrong = client.post("/parties/register/", {**values, "credit_code": code_of(40)[:-1] + "0"})
    assert wrong.status_code == 422
    assert client.post("/parties/register/", values).status_code == 302
    again = client.post("/parties/register/", values)
    assert again["Location"] == f"/parties/{code_of(40)}/request/"
    assert Delegation.objects.get().state == DelegationState.REQUESTED


def test_an_entry_is_corrected_in_the_browser_and_a_stale_form_is_refused(world):
    client = client_of(world["people"]["province"])
    page = address("entry-correct", world)
    values = {
        "name": "更名后（演示）", "number": world["entry"].number, "region": world["entry"].region,
        "valid_from": "2018-03-01", "valid_to": "2021-02-28", "basis": "", "reason": "更名核准",
    }  # fmt: skip
    assert "没有改动" not in client.get(page).content.decode()
    assert client.post(page, {**values, "valid_to": "2017-01-01"}).status_code == 422
    assert client.post(page, values).status_code == 302
    assert client.post(page, values).status_code == 409
    assert entries("hnte").in_force(DAY).get(subject=world["entry"].subject).name == "更名后（演示）"


def test_an_administrator_opens_an_account_appoints_and_ends_and_nobody_appoints_himself(world):
    administrator = world["people"]["administrator"]
    client = client_of(administrator)
    made = client.post("/people/new/", {"username": "newcomer", "name": "新任"})
    assert "只显示这一次" in client.get(made["Location"]).content.decode()
    newcomer = User.objects.get(username="newcomer")
    assert newcomer.must_change_password
    department = Department.objects.get(code="sjz")
    values = {"role": "county_officer", "department": department.pk, "region": "", "valid_from": "2018-09-01"}
    page = f"/people/{newcomer.pk}/"
    assert "县级经办没有写明" in client.post(page, values).content.decode()
    assert client.post(page, {**values, "region": "130102"}).status_code == 302
    assert has_role(newcomer, Role.COUNTY_OFFICER, on=DAY, home="130100", region="130102")
    assert not has_role(newcomer, Role.COUNTY_OFFICER, on=DAY, region="130104")
    client.post(f"/people/appointments/{newcomer.appointments.get().pk}/end/")
    assert not has_role(newcomer, Role.COUNTY_OFFICER, on=DAY)
    own = client.post(f"/people/{administrator.pk}/", {**values, "role": "leader"})
    assert "不能给自己任职" in own.content.decode()
    assert client.post(f"/people/{administrator.pk}/close/").status_code == 409
    assert client.post("/people/new/", {"username": "NEWCOMER", "name": "重名"}).status_code == 422
    values = {
        "code": "xiongan",
        "name": "雄安新区管理委员会",
        "short": "雄安",
        "level": "city",
        "kind": "science",
        "home": "13XA00",
    }
    assert client.post("/departments/", values).status_code == 302
