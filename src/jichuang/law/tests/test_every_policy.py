"""Every policy of the library through the pages: its own cases as typed answers, as links, as results."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jichuang import policy
from jichuang.law import sharing
from jichuang.law.answers import MONEY_UNITS
from jichuang.law.asking import SheetForm
from jichuang.law.topics import topics_of
from jichuang.policy.amount_titles import AMOUNTS
from jichuang.policy.tests.test_cases import cases, facts_of


def first_cases() -> list[Any]:
    """At most six cases of each policy: more would only repeat the kinds of facts."""
    found: dict[str, list[Any]] = {}
    for each in cases():
        found.setdefault(each.values[0], []).append(each)
    return [each for some in found.values() for each in some[:6]]


def said(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts as a page gives them: no absent ones, days as text."""
    return {key: _plain(value) for key, value in facts.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("money", MONEY_UNITS)
@pytest.mark.parametrize(("policy_id", "base", "case"), first_cases())
def test_what_a_form_shows_and_takes_back_is_the_same(policy_id, base, case, money):
    one, facts, on = policy.get(policy_id), said(facts_of(base, case)), case["on"]
    shown = SheetForm(one, on=on, money=money, facts=facts)
    rows = {f"rows-{key}": str(count) for key, count in shown.row_counts.items()}
    sent = SheetForm(one, on=on, money=money, data={**dict(shown.typed()), **rows})
    assert sent.is_valid(), sent.errors
    before = policy.check(policy_id, facts, on=on)
    after = policy.check(policy_id, sent.facts(), on=on)
    assert (after.verdict, after.score, after.amounts) == (before.verdict, before.score, before.amounts)


@pytest.mark.django_db
@pytest.mark.parametrize(("policy_id", "base", "case"), first_cases())
def test_a_link_shows_the_sentence_and_every_line(client, policy_id, base, case):
    facts = said(facts_of(base, case))
    result = policy.check(policy_id, facts, on=case["on"], known=case.get("known"))
    token = sharing.pack(policy_id, facts, case["on"], case.get("known"), "万元")
    answer = client.get(f"/policies/{policy_id}/calculator/?s={token}")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert policy.explain(result).headline in page
    assert page.count('id="line-') == len(result.amounts)
    assert client.get(f"/policies/{policy_id}/calculator/?s={token}&edit").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("policy_id", policy.ids())
def test_every_fact_is_asked_exactly_once(client, policy_id):
    one = policy.get(policy_id)
    placed = [fact.key for _, facts in topics_of(one) for fact in facts]
    assert sorted(placed) == sorted(one.facts)
    page = client.get(f"/policies/{policy_id}/calculator/?all").content.decode()
    assert all(fact.title in page for fact in one.facts.values())


@pytest.mark.django_db
@pytest.mark.parametrize("policy_id", policy.ids())
def test_an_empty_sheet_is_answered_and_not_judged(client, policy_id):
    count = len(topics_of(policy.get(policy_id)))
    on = max(v.valid_from for p in policy.get(policy_id).book.all() for v in p.values)
    sent = {"shown": ",".join(map(str, range(count))), "on": on.isoformat()}
    answer = client.post(f"/policies/{policy_id}/calculator/", sent)
    assert answer.status_code == 200
    assert "不符合" not in answer.content.decode().split('class="verdict')[1].split("</div>")[0]


def test_every_amount_has_a_name_in_chinese():
    amounts = {key for each in policy.ids() for key in policy.get(each).amounts}
    assert not amounts - set(AMOUNTS)
