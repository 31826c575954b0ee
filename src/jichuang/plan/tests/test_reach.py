"""所涉单位: a city sees what it owns or supports and is told why it sees no more; what was typed survives a refusal by state."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.base.refs import Ref, resolve
from jichuang.plan.models import OwnerReport, RungReport
from jichuang.plan.reads.documents import reached_rung
from jichuang.plan.reads.plans import rungs
from jichuang.plan.reads.reach import reach_of
from jichuang.plan.tests.conftest import _person
from jichuang.plan.verbs import answer_letter, assign_owner, judge_answer, set_pace, sign, submit_report, urge
from jichuang.registry.terms import Role

FOLLOW = "/plan/2018/follow/"


@pytest.fixture
def shared(working, officer, chief, city_chief, city_office):
    """Item 4 the section's, with a report and a slip; item 5 the city's; item 6 the section's with the city in support."""
    assign_owner(plan=working, code="5", department="石家庄市科技局", by=officer)
    assign_owner(plan=working, code="6", department="高新技术处", supporting=["石家庄市科技局"], by=officer)
    sign(plan=working, codes=working.charges.filter(item=5).values_list("code", flat=True), by=city_chief)
    sign(plan=working, codes=working.charges.filter(item=6).values_list("code", flat=True), by=chief)
    clock.set_demonstration_day(date(2018, 10, 24))
    for item, by, name in (
        (4, chief, "高新技术处"),
        (5, city_chief, "石家庄市科技局"),
        (6, chief, "高新技术处"),
    ):
        submit_report(
            plan=working, item=item, department=name, period="2018-10", progress=f"第{item}条已办", by=by
        )
    for item in (4, 5):
        charge = working.charges.filter(item=item, kind="duty").first()
        urge(charge=charge, reason=f"督办第{item}条", by=officer)
    return working


def statuses(client, plan) -> dict[int, tuple[int, int]]:
    """{item: (status of a promise's page, status of the report's)}."""
    found = {}
    for item in (4, 5, 6):
        charge, report = plan.charges.filter(item=item).first(), OwnerReport.objects.get(item=item)
        found[item] = (
            client.get(charge.get_absolute_url()).status_code,
            client.get(report.get_absolute_url()).status_code,
        )
    return found


def test_a_city_opens_what_it_owns_or_supports_and_nothing_else(shared, city_chief, leader, signed_in):
    client = signed_in(city_chief)
    assert statuses(client, shared) == {4: (403, 403), 5: (200, 200), 6: (200, 200)}
    assert set(statuses(signed_in(leader), shared).values()) == {(200, 200)}
    refused = client.get(shared.charges.filter(item=4).first().get_absolute_url()).content.decode()
    assert "由高新技术处承担" in refused and "石家庄市科学技术局不是责任单位或配合单位" in refused


def test_its_lists_and_files_hold_its_own_alone(shared, city_chief, chief, signed_in):
    set_pace(charge=shared.charges.get(code="T04.5"), shares=[100, 400, 700, 1000], by=chief)
    client = signed_in(city_chief)
    ledger = client.get(FOLLOW).content.decode()
    assert 'id="item-5"' in ledger and 'id="item-6"' in ledger and 'id="item-4"' not in ledger
    assert "这里只列本单位承担或配合的事项" in ledger
    letters = client.get(f"{FOLLOW}letters/").content.decode()
    assert "督办第5条" in letters and "督办第4条" not in letters
    scores = client.get(f"{FOLLOW}scores/").content.decode()
    assert "石家庄市科技局" in scores and "高新技术处" not in scores
    assert "T04.5" not in client.get(f"{FOLLOW}adjustments/").content.decode()
    for part in ("unowned/", "evaluations/"):
        assert client.get(FOLLOW + part).status_code == 403


def test_a_letter_to_another_department_is_refused_with_its_addressee(shared, city_chief, signed_in):
    client = signed_in(city_chief)
    for letter in shared.letters.all():
        own = letter.department == "石家庄市科技局"
        answers = [
            client.get(letter.get_absolute_url()),
            client.get(f"{letter.get_absolute_url()}letter.pdf"),
        ]
        assert {one.status_code for one in answers} == ({200} if own else {403})
    assert "主送高新技术处" in answers[0].content.decode() or own


def test_references_lead_only_those_there_whom_they_concern(shared, city_chief, leader):
    report, letter = OwnerReport.objects.get(item=4), shared.letters.get(department="高新技术处")
    for ref in (Ref("plan-report", str(report.pk)), Ref("plan-letter", str(letter.pk))):
        assert not resolve(ref, city_chief).url and resolve(ref, leader).url


def test_a_leader_of_a_city_reaches_his_city_alone(shared, city_office):
    mayor = _person("mayor", Role.LEADER, department=city_office)
    reach = reach_of(mayor)
    assert not reach.everything and reach.offices == {city_office.pk}


def test_an_answer_refused_for_its_state_is_kept_on_the_page(shared, city_chief, officer, signed_in):
    slip = shared.letters.get(department="石家庄市科技局")
    given = {"cause": "会签慢", "measures": "11月底前印发"}
    address = f"{slip.get_absolute_url()}answer/"
    client = signed_in(city_chief)
    short = client.post(address, given | {"measures": ""})
    assert short.status_code == 422 and "会签慢" in short.content.decode()
    first = answer_letter(letter=slip, cause="一", measures="二", by=city_chief)
    waiting = client.post(address, given)
    assert waiting.status_code == 409
    assert "会签慢" in waiting.content.decode() and "11月底前印发" in waiting.content.decode()
    judge_answer(answer=first, accepted=True, by=officer)
    assert client.post(address, given).status_code == 409


def test_permission_comes_before_the_form(shared, leader, officer, city_chief, signed_in):
    charge = shared.charges.filter(item=5, kind="target").first()
    here = f"{FOLLOW}charges/{charge.code}/"
    for person in (leader, officer):
        for part in ("ask-adjustment/", "pace/", "sign/", "claim/"):
            assert signed_in(person).post(here + part).status_code == 403, part
    assert signed_in(leader).post(f"{FOLLOW}sign/").status_code == 403
    assert signed_in(leader).post(f"{FOLLOW}evaluations/open/").status_code == 403
    client = signed_in(city_chief)
    asked = client.post(here + "ask-adjustment/", {"kind": "deadline", "reason": "招标推迟", "deadline": "x"})
    assert asked.status_code == 422 and "招标推迟" in asked.content.decode()
    assert client.post(here + "sign/").status_code == 409


def test_the_latest_step_is_the_latest_day_then_the_latest_record_everywhere(plan, officer):
    milestone = plan.milestones.get(code="M02.1")
    for rung, day, hour in ((3, 20, 9), (2, 10, 15), (1, 20, 8)):
        RungReport.objects.create(
            plan=plan, code="M02.1", rung=rung, reached_on=date(2018, 9, day), evidence="文", by="",
            recorded_at=clock.now().replace(hour=hour),
        )  # fmt: skip
    assert reached_rung(milestone, "") == 3
    assert rungs(plan, date(2018, 9, 30)).of("M02.1")[""].rung == 3
