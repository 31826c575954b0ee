"""产业技术创新联盟: six members are asked in their own accounts, one refuses and is dropped; the field turns covered."""

from datetime import date

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.hall.tests.cast import enterprise, person
from jichuang.matters.alliance.fields import coverage
from jichuang.matters.alliance.fields import said as covered
from jichuang.matters.alliance.matter import ALLIANCE as MATTER
from jichuang.matters.alliance.members import answer_membership, ask_members
from jichuang.matters.alliance.speed import by_quarter
from jichuang.matters.models import Membership
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk

PAGE = "/matters/alliance/members/"


def unit(serial):
    """One member unit and the person who may sign for it."""
    party = enterprise(serial, f"成员{serial}（演示）")
    user = person(f"member{serial}", f"成员{serial}经办（演示）")
    authorise_clerk(party=party, user=user, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
    return party, user


def answers(units):
    """The form with these units as members."""
    listed = "\n".join(f"{party.name}；{party.credit_code}；承担{n}" for n, (party, _) in enumerate(units))
    return {
        "alliance": "气体传感产业技术创新联盟（演示）", "field": "information", "tasks": "低漂移传感", "legal_form": "agreement",
        "members": listed, "binding": "是", "bodies": "是", "funds": "是", "property": "是", "openness": "是",
    }  # fmt: skip


def prepare(journey, units, refusing=()):
    """What happens between draft and submission: all asked, each answers for itself."""

    def asked_and_answered(case):
        ask_members(case=case, by=journey.clerk)
        for party, user in units:
            one = Membership.objects.get(case=case, credit_code=party.credit_code)
            answer_membership(membership=one, by=user, agree=party not in refusing, reason="业务调整")

    return asked_and_answered


def story(journey):
    """What a whole journey needs: the answers, and what happens before submission."""
    units = [unit(serial) for serial in range(21, 27)]
    return {"answers": answers(units), "before": prepare(journey, units)}


@pytest.fixture
def six(journey):
    return [unit(serial) for serial in range(21, 27)]


def test_of_six_members_one_refuses_and_is_dropped_and_its_field_turns_covered(journey, six, client):
    assert not any(number for *_, number in coverage(clock.today()))
    refusing = six[-1][0]
    entry = journey.whole(MATTER.code, answers(six), before=prepare(journey, six, {refusing}))
    assert entry.attrs["members"].count("成员") == 5 and refusing.name not in entry.attrs["members"]
    page = client.get(f"/registers/entries/{entry.pk}/").content.decode()
    assert six[0][0].name in page and refusing.name not in page
    assert ("新一代信息技术", "● 已覆盖", 1) in coverage(clock.today())
    assert "已覆盖1个" in covered(clock.today()) and "未核实" in covered(clock.today())
    ((quarter, filed, median, _),) = by_quarter(clock.today())
    assert (quarter, filed) == ("2018年第3季度", 1) and median > 5, "the publicity alone takes five"


def test_nothing_is_submitted_while_a_member_has_not_answered(journey, six):
    with pytest.raises(Invalid, match="还没有向成员21（演示）.*发起确认"):
        journey.file(MATTER.code, answers(six))


def test_who_is_asked_and_silent_is_waited_for(journey, six):
    with pytest.raises(Invalid, match="成员26（演示）还没有答复"):
        journey.file(
            MATTER.code,
            answers(six),
            before=lambda case: (ask_members(case=case, by=journey.clerk), answer_first(case, six[:5])),
        )


def answer_first(case, units):
    for party, user in units:
        one = Membership.objects.get(case=case, credit_code=party.credit_code)
        answer_membership(membership=one, by=user, agree=True)


def test_nobody_answers_for_another_unit_and_nobody_answers_twice(journey, six):
    def strangers(case):
        one = ask_members(case=case, by=journey.clerk)[0]
        for stranger in (journey.clerk, six[1][1]):
            with pytest.raises(Refused, match="授权"):
                answer_membership(membership=one, by=stranger, agree=True)
        answer_membership(membership=one, by=six[0][1], agree=False)
        with pytest.raises(Refused, match="不能再答复"):
            answer_membership(membership=one, by=six[0][1], agree=True)

    with pytest.raises(Invalid, match="还没有答复"):
        journey.file(MATTER.code, answers(six), before=strangers)


def test_a_code_that_cannot_be_one_is_named(journey, six):
    wrong = answers(six) | {"members": "错码（演示）；91130100DEM000000X；成员"}
    with pytest.raises(Invalid, match="错码"):
        journey.file(MATTER.code, wrong, before=lambda case: ask_members(case=case, by=journey.clerk))


def test_a_member_answers_on_its_own_page(journey, six, client):
    def by_page(case):
        client.force_login(journey.clerk)
        assert client.post(f"{PAGE}ask/{case.number}/").status_code == 302
        for party, user in six:
            client.force_login(user)
            assert "邀请" in client.get(PAGE).content.decode()
            one = Membership.objects.get(case=case, credit_code=party.credit_code)
            assert client.post(f"{PAGE}{one.pk}/answer/", {"agree": "yes"}).status_code == 302

    case = journey.file(MATTER.code, answers(six), before=by_page)
    assert case.state == "open"
    client.force_login(six[0][1])
    one = Membership.objects.filter(case=case).last()
    assert client.post(f"{PAGE}{one.pk}/answer/", {"agree": "yes"}).status_code == 403, (
        "another unit's invitation"
    )


def test_the_tables_open_for_everybody(journey, client):
    for key in ("fields", "days"):
        assert client.get(f"/matters/alliance/tables/{key}/").status_code == 200
