"""References to plans become links."""

from __future__ import annotations

from jichuang.base import refs
from jichuang.plan.models import ReadDraft


def test_plan_references_resolve_to_their_pages(plan):
    assert refs.resolve("plan:2018").url == "/plan/2018/"
    assert refs.resolve("plan:2018/G.07").url == "/plan/2018/targets/G.07/"
    assert refs.resolve("plan:2018/4").url == "/plan/2018/items/4/"
    assert refs.resolve("plan:2018/M04.2").url == "/plan/2018/items/4/#M04.2"
    assert refs.resolve("plan:2018/2018Q3").url == "/plan/2018/"


def test_an_unknown_plan_stays_plain_text(plan):
    link = refs.resolve("plan:1999")
    assert (link.text, link.url) == ("plan:1999", None)


def test_a_draft_is_named_to_all_and_opened_to_officers(plan, officer, outsider):
    draft = ReadDraft.objects.create(
        filename="保定.txt", text="x", found={}, uploaded_by="", uploaded_at=plan.adopted_at
    )
    assert refs.resolve(f"plan-draft:{draft.pk}", outsider).url is None
    assert refs.resolve(f"plan-draft:{draft.pk}", officer).url == f"/plan/read/{draft.pk}/"
