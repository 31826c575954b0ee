"""企业知识产权贯标: opened, three steps by the adviser in turn, the certificate verified: opened 1, certified 1."""

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.hall.declare import Purpose
from jichuang.hall.models import Case
from jichuang.hall.tests.cast import enterprise, person
from jichuang.matters.ip_standard.matter import IP_STANDARD as MATTER
from jichuang.matters.ip_standard.steps import STEPS, log_step
from jichuang.registry.reads import entries
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk

PAGE = "/matters/ip-standard/steps/"
CERTIFICATE = {
    "certificate": "165IP180001R0M", "body": "某认证公司（演示）", "certified_on": "2018-09-01", "certified_until": "2021-08-31",
}  # fmt: skip


def adviser():
    """The advising body and its person."""
    body = enterprise(31, "贯标辅导（演示）")
    user = person("adviser", "辅导员（演示）")
    authorise_clerk(party=body, user=user, by=None, scope=Scope.PREPARER, valid_from=date(2018, 1, 1))
    return body, user


def answers(body):
    return {
        "adviser": body.name, "adviser_code": body.credit_code, "patents": "4", "aim_on": "2018-12-31", "plan": "三季度完成诊断",
    }  # fmt: skip


def story(journey):
    """Opening only: what T30.1 calls 开展."""
    return {"answers": answers(adviser()[0])}


@pytest.fixture
def opened(journey):
    """(entry, its case, the adviser's person)."""
    body, user = adviser()
    entry = journey.whole(MATTER.code, answers(body))
    return entry, Case.objects.get(number=entry.source.partition(":")[2]), user


def log(case, user, *steps):
    for step in steps:
        log_step(case=case, step=step, held_on=clock.today(), found="已完成", by=user)


def register_certificate(journey, entry, **more):
    follow = {"purpose": Purpose.CHANGE, "source": f"entry:{entry.pk}"}
    return journey.whole(MATTER.code, {**CERTIFICATE, **more}, **follow)


def test_opened_one_and_certified_one_after_three_steps_and_a_verified_certificate(journey, opened):
    entry, case, user = opened
    assert (entry.register, entry.attrs["adviser"]) == ("ip_standard_opened", "贯标辅导（演示）")
    log(case, user, *STEPS)
    certified = register_certificate(journey, entry)
    assert (certified.register, certified.number) == ("ip_standard", "165IP180001R0M")
    assert certified.valid_to == date(2021, 8, 31)
    today = clock.today()
    assert [entries(one).in_force(today).count() for one in ("ip_standard_opened", "ip_standard")] == [1, 1]


def test_a_certificate_waits_for_the_steps_and_names_those_missing(journey, opened):
    entry, case, user = opened
    log(case, user, "diagnosis")
    with pytest.raises(Invalid, match="还差体系建立与运行、内部审核与管理评审"):
        register_certificate(journey, entry)


def test_steps_come_in_turn_once_and_from_the_adviser_alone(journey, opened):
    _, case, user = opened
    with pytest.raises(Refused, match="现在应记录“贯标诊断”"):
        log(case, user, "audit")
    with pytest.raises(Refused, match="授权"):
        log(case, journey.clerk, "diagnosis")
    log(case, user, "diagnosis")
    with pytest.raises(Refused, match="现在应记录“体系建立与运行”"):
        log(case, user, "diagnosis")


def test_a_certificate_that_is_over_is_not_registered(journey, opened):
    entry, case, user = opened
    log(case, user, *STEPS)
    with pytest.raises(Refused, match="不在其内"):
        register_certificate(journey, entry, certified_until="2018-09-02")


def test_the_adviser_logs_on_the_page_the_enterprise_and_the_city_read_it_and_a_stranger_sees_nothing(
    journey, opened, client, outsider
):
    _, case, user = opened
    client.force_login(user)
    assert "记录“贯标诊断”" in client.get(PAGE).content.decode()
    sent = {"step": "diagnosis", "held_on": clock.today().isoformat(), "found": "台账不全"}
    assert client.post(f"{PAGE}{case.number}/", sent).status_code == 302
    page = client.get(PAGE).content.decode()
    assert "台账不全" in page and "记录“体系建立与运行”" in page
    for reader in (journey.clerk, journey.people["city"]):
        client.force_login(reader)
        assert clock.today().isoformat() in client.get(PAGE).content.decode()
    client.force_login(outsider)
    assert journey.firm.name not in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}{case.number}/", {**sent, "step": "system"}).status_code == 403


def test_a_step_without_content_is_refused_on_the_page_in_words(opened, client):
    _, case, user = opened
    client.force_login(user)
    sent = {"step": "diagnosis", "held_on": clock.today().isoformat(), "found": " "}
    assert "没有写明完成情况" in client.post(f"{PAGE}{case.number}/", sent, follow=True).content.decode()
