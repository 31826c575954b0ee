"""协作: what each role may do in one case, object by object; nobody gives more than he has, a revoked unit ends it all."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow, Message
from jichuang.hall import reads, verbs
from jichuang.hall.models import Colleague
from jichuang.hall.reads.colleagues import people_of
from jichuang.hall.tests.cast import BEGIN, fill, person, send
from jichuang.registry.models import Delegation
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk, revoke_delegation

EDITS = ("save_draft", "attach", "detach")


@pytest.fixture
def viewer(firm):
    user = person("viewer", "贺文（演示）")
    authorise_clerk(party=firm, user=user, by=None, scope=Scope.VIEWER, valid_from=BEGIN)
    return user


@pytest.fixture
def joined(draft, viewer, preparer):
    """The viewer, taken in as 填报人 of one draft."""
    row = verbs.invite(case=draft, user=viewer, scope=Scope.PREPARER, by=preparer)
    return verbs.answer_invitation(row=row, by=viewer, accept=True)


def may(user, case):
    verbs_asked = ("view", *EDITS, "submit", "resubmit", "withdraw")
    return {verb for verb in verbs_asked if reads.can(user, verb, case)}


def test_without_an_invitation_each_scope_may_do_what_it_says(draft, viewer, preparer, clerk, outsider):
    assert may(viewer, draft) == {"view"}
    assert may(preparer, draft) == {"view", *EDITS}
    assert may(clerk, draft) == {"view", *EDITS, "submit", "withdraw"}
    assert may(outsider, draft) == set()


def test_an_invitation_counts_from_its_acceptance_and_for_this_case_only(
    draft, viewer, preparer, clerk, firm
):
    row = verbs.invite(case=draft, user=viewer, scope="preparer", by=preparer)
    assert may(viewer, draft) == {"view"} and Message.objects.filter(user=viewer).count() == 1
    verbs.answer_invitation(row=row, by=viewer, accept=True)
    assert may(viewer, draft) == {"view", *EDITS}
    fill(draft, viewer)
    case = send(draft, clerk)
    other = verbs.start(matter="trial-evaluation", party=firm, by=clerk) if case.single_key is None else None
    assert other is None or may(viewer, other) == {"view"}
    assert JournalRow.objects.filter(verb="colleague.accept", subject=f"case:{draft.number}").count() == 1


def test_a_preparer_cannot_make_an_acceptor_and_a_guest_cannot_invite(draft, viewer, preparer, joined, clerk):
    with pytest.raises(Refused, match="需要“确认提交”"):
        verbs.invite(case=draft, user=viewer, scope=Scope.ACCEPTOR, by=preparer)
    with pytest.raises(Refused, match="需要“填报”"):
        verbs.invite(case=draft, user=preparer, scope=Scope.PREPARER, by=viewer)
    row = verbs.invite(case=draft, user=viewer, scope=Scope.ACCEPTOR, by=clerk)
    assert may(viewer, draft) == {"view"}, "the former role ended with the new invitation"
    verbs.answer_invitation(row=row, by=viewer, accept=True)
    assert "submit" in may(viewer, draft)


def test_only_people_of_the_unit_are_invited_and_only_to_more_than_they_have(
    draft, preparer, clerk, outsider
):
    with pytest.raises(Invalid, match="不是本单位的人员"):
        verbs.invite(case=draft, user=outsider, scope=Scope.PREPARER, by=clerk)
    with pytest.raises(Invalid, match="不必邀请"):
        verbs.invite(case=draft, user=preparer, scope=Scope.PREPARER, by=clerk)


@pytest.mark.parametrize("who", ["outsider", "other_clerk", "city_officer", "auditor"])
def test_strangers_neither_invite_nor_answer_nor_dismiss(draft, viewer, clerk, joined, who, request):
    user = request.getfixturevalue(who)
    with pytest.raises(Refused):
        verbs.invite(case=draft, user=viewer, scope=Scope.ACCEPTOR, by=user)
    with pytest.raises(Refused):
        verbs.dismiss(row=joined, by=user)
    fresh = verbs.invite(case=draft, user=viewer, scope=Scope.ACCEPTOR, by=clerk)
    with pytest.raises(Refused, match="不是给您的"):
        verbs.answer_invitation(row=fresh, by=user, accept=True)


def test_the_unit_that_takes_its_authorisation_back_takes_the_role_too(draft, viewer, clerk, joined, firm):
    revoke_delegation(delegation=Delegation.objects.get(user=viewer, party=firm), by=clerk)
    assert may(viewer, draft) == set()


def test_declined_and_dismissed_roles_count_no_more(draft, viewer, preparer, clerk, joined):
    verbs.dismiss(row=joined, by=clerk)
    assert may(viewer, draft) == {"view"}
    row = verbs.invite(case=draft, user=viewer, scope=Scope.PREPARER, by=clerk)
    verbs.answer_invitation(row=row, by=viewer, accept=False)
    assert may(viewer, draft) == {"view"}
    with pytest.raises(Refused, match="已经答复或撤回"):
        verbs.answer_invitation(row=row, by=viewer, accept=True)


def test_the_database_keeps_one_role_a_person(draft, viewer, joined, clerk):
    with pytest.raises(IntegrityError), transaction.atomic():
        Colleague.objects.create(
            case=draft, user=viewer, scope="acceptor", invited_by=clerk, invited_at=draft.started_at
        )


def test_the_page_says_who_may_do_what(draft, viewer, preparer, clerk, joined):
    said = {one.user: (one.title, one.may) for one in people_of(draft)}
    assert said[clerk] == ("确认人", "看内容和进度；填写、上传、咨询；提交、补正提交、撤回")
    assert said[viewer] == ("填报人", "看内容和进度；填写、上传、咨询")
    assert next(one for one in people_of(draft) if one.user == viewer).unit_scope is Scope.VIEWER


def test_after_the_end_nobody_is_invited(submitted_case, city_officer, clerk, viewer):
    case = verbs.mark_not_met(case=submitted_case, by=city_officer, reason_codes=["size"])
    with pytest.raises(Refused, match="已办结"):
        verbs.invite(case=case, user=viewer, scope=Scope.PREPARER, by=clerk)


def test_the_pages_invite_accept_and_dismiss(draft, viewer, preparer, clerk, outsider, client):
    address = f"/cases/{draft.number}/people/"
    client.force_login(preparer)
    page = client.get(address).content.decode()
    assert "确认人" in page and 'value="acceptor"' not in page, (
        "a preparer is not offered what he may not give"
    )
    assert client.post(address, {"user": outsider.pk, "scope": "preparer"}).status_code == 422
    assert client.post(address, {"user": viewer.pk, "scope": "preparer"}).status_code == 302
    row = Colleague.objects.get()
    client.force_login(viewer)
    assert "邀请您参与这件" in client.get(address).content.decode()
    client.post(f"{address}{row.pk}/", {"deed": "accept"})
    assert client.get(f"/cases/{draft.number}/form/people/").status_code == 200
    client.force_login(outsider)
    assert client.get(address).status_code == 403
    assert client.post(f"{address}{row.pk}/", {"deed": "dismiss"}).status_code == 403
    client.force_login(clerk)
    client.post(f"{address}{row.pk}/", {"deed": "dismiss"})
    row.refresh_from_db()
    assert row.ended_at is not None
