"""Who sees what through the API: the catalogue for everybody, a case for those who may see its page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from jichuang.base import clock
from jichuang.base.errors import Invalid, Refused
from jichuang.base.models import JournalRow
from jichuang.hall import catalogue, verbs
from jichuang.hall.models import ApiReply, ApiToken, Certificate
from jichuang.hall.terms import TokenScope
from jichuang.hall.tests.trial import TRIAL
from jichuang.registry.verbs import authorise_clerk


def test_the_catalogue_is_paged_by_cursor(call, stand):
    seen, cursor = [], ""
    for _ in range(50):
        page = call(None, "GET", f"/matters?limit=1{cursor}")[1]
        seen += [one["code"] for one in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert seen == sorted(one.code for one in catalogue.catalogue.all())


def test_a_matter_tells_its_elements_stages_and_answers(call, stand):
    status, found = call(None, "GET", "/matters/trial-evaluation")
    assert status == 200 and found["version"] == TRIAL.version
    assert found["exchange"]["task_name"] == "试验评价"
    assert found["answers_schema"]["properties"]["staff"]["type"] == "integer"
    assert call(None, "GET", "/matters/trial-evaluation?version=1")[1]["stages"][0]["days"] == 3
    changed = call(None, "GET", "/matters/trial-evaluation/changes")[1]
    assert (changed["before"], changed["after"]) == (1, 2) and changed["changes"]
    assert call(None, "GET", "/matters/none")[0] == 404
    assert call(None, "GET", "/matters/trial-evaluation?version=9")[0] == 404


CAST = {
    "clerk": 200, "preparer": 200, "other_clerk": 403, "city_officer": 200, "langfang_officer": 403,
    "county_officer": 403, "province_officer": 200, "auditor": 200, "leader": 403, "outsider": 403,
}  # fmt: skip


@pytest.mark.parametrize("who", CAST)
def test_a_case_is_told_to_those_who_may_see_it_and_to_nobody_else(
    call, token_of, submitted_case, request, who
):
    secret = token_of(request.getfixturevalue(who))
    for path in (f"/cases/{submitted_case.number}", f"/cases/{submitted_case.number}/timeline"):
        assert call(secret, "GET", path)[0] == CAST[who]


@pytest.mark.parametrize("who", ["city_officer", "province_officer", "auditor", "outsider", "leader"])
def test_the_list_holds_what_lies_or_lay_at_ones_desk(call, token_of, submitted_case, request, who):
    rows = call(token_of(request.getfixturevalue(who)), "GET", "/cases")[1]["items"]
    expected = [submitted_case.number] if who in {"city_officer", "auditor"} else []
    assert [one["number"] for one in rows] == expected


def test_the_list_of_cases_costs_a_constant_number_of_queries(
    call, token_of, submitted_case, auditor, django_assert_max_num_queries
):
    secret = token_of(auditor)
    with django_assert_max_num_queries(12):
        call(secret, "GET", "/cases")


def test_another_units_token_does_not_learn_whether_a_case_exists(call, other_token, draft):
    one = call(other_token, "GET", f"/cases/{draft.number}")
    other = call(other_token, "GET", "/cases/20180903-999999")
    assert one[0] == other[0] == 403


def test_a_token_stays_with_its_unit_even_when_its_person_acts_for_two(call, token, other_firm, clerk, stand):
    authorise_clerk(party=other_firm, user=clerk, by=None, scope="acceptor")
    foreign = verbs.start(matter="trial-evaluation", party=other_firm, by=clerk)
    assert call(token, "GET", f"/cases/{foreign.number}")[0] == 403
    assert foreign.number not in [one["number"] for one in call(token, "GET", "/cases")[1]["items"]]
    body = {"matter": "trial-evaluation", "party": other_firm.credit_code}
    assert call(token, "POST", "/drafts", body)[0] == 403


def test_a_token_ends_when_revoked_when_expired_and_when_its_person_loses_the_authorisation(
    call, token, firm, clerk, draft
):
    path = f"/cases/{draft.number}"
    assert call(token, "GET", path)[0] == 200
    row = ApiToken.objects.get()
    ApiToken.objects.update(
        issued_at=row.issued_at - timedelta(days=9), expires_at=clock.machine_now() - timedelta(seconds=1)
    )
    assert call(token, "GET", path)[0] == 401
    ApiToken.objects.update(issued_at=row.issued_at, expires_at=row.expires_at)
    verbs.revoke_token(token=row, by=clerk)
    assert call(token, "GET", path)[0] == 401
    ApiToken.objects.update(revoked_at=None)
    firm.delegations.all().update(state="revoked")
    assert call(token, "GET", path)[0] == 403


@pytest.mark.parametrize("secret", [None, "jc_none", "x" * 5000])
def test_without_a_token_that_holds_nothing_is_told(call, draft, secret):
    assert call(secret, "GET", f"/cases/{draft.number}")[0] == 401


def test_only_the_digest_of_a_token_is_kept_and_its_issue_is_journalled(token):
    row = ApiToken.objects.get()
    assert token not in str(row.__dict__) and len(row.digest) == 64
    assert JournalRow.objects.get(verb="token.issue").detail["scopes"] == ["read", "prepare", "submit"]
    assert token not in str(JournalRow.objects.get(verb="token.issue").detail)


def test_only_an_acceptor_issues_and_revokes(firm, preparer, other_clerk, token):
    for person in (preparer, other_clerk):
        with pytest.raises(Refused):
            verbs.issue_token(party=firm, by=person, title="系统", scopes=["read"])
        with pytest.raises(Refused):
            verbs.revoke_token(token=ApiToken.objects.get(), by=person)


@pytest.mark.parametrize(
    "changes", [{"scopes": []}, {"scopes": ["all"]}, {"title": " "}, {"days": 0}, {"days": 367}]
)
def test_a_token_without_purpose_scope_or_end_is_refused(firm, clerk, changes):
    with pytest.raises(Invalid):
        verbs.issue_token(**{"party": firm, "by": clerk, "title": "系统", "scopes": ["read"], **changes})


def test_a_certificate_is_verified_without_a_token(call, posted, province_officer, stand):
    stand(posted.end + timedelta(days=1))
    verbs.announce(notice=posted, by=province_officer)
    found = call(None, "GET", f"/certificates/{Certificate.objects.get().token}")
    assert found[0] == 200 and found[1]["state"] == "valid"
    assert call(None, "GET", "/certificates/abcdefghijkl")[0] == 404


def test_kept_answers_go_after_a_week(call, token, firm):
    call(token, "POST", "/drafts", {"matter": "trial-evaluation", "party": firm.credit_code})
    assert verbs.forget_replies(clock.today()) == 0
    ApiReply.objects.update(at=clock.machine_now() - timedelta(days=8))
    assert verbs.forget_replies(clock.today()) == 1


def test_a_preparers_scope_is_not_widened_by_a_token(call, token_of, preparer, draft):
    secret = token_of(preparer)
    status, problem = call(secret, "POST", f"/drafts/{draft.number}/submit", {"revision": draft.revision})
    assert status == 403 and problem["detail"]
    assert TokenScope.SUBMIT.value in ApiToken.objects.get().scopes
