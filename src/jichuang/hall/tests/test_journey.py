"""One case from draft to register entry, and what must hold at each step."""

from __future__ import annotations

from datetime import date

import pytest

from jichuang.base.errors import Refused
from jichuang.base.models import JournalRow, Outbox
from jichuang.hall import reads, verbs
from jichuang.hall.models import Case, CaseEvent, Certificate
from jichuang.hall.terms import CaseState, Holder, Outcome
from jichuang.registry.reads import entries


def test_a_draft_is_prefilled_with_source_and_date(draft):
    answers = {one.field.key: one for one in reads.answers_of(draft)}
    assert answers["sales"].text == "3,200" and answers["sales"].typed == "3200"
    assert answers["sales"].source == "2017年度企业所得税汇算清缴（演示）" and answers["sales"].as_of == date(
        2018, 5, 31
    )
    assert draft.answers["sales"] == "32000000", "stored exactly in 元 while shown in 万元"
    assert answers["rd_expense"].text == "" and not answers["rd_expense"].source


def test_submission_pins_version_law_and_findings(submitted_case):
    case = submitted_case
    assert (case.version, case.policy_on, case.policy_known) == (2, date(2018, 9, 3), date(2018, 9, 3))
    assert case.findings["on"] == "2018-09-03" and case.findings["verdict"] == "missing"
    assert case.findings["score"] == [70, 100], "20 + 50, and 0 to 30 for the property not asked here"
    assert reads.result_of(case).as_dict()["findings"] == case.findings["findings"]


def test_the_form_check_lasts_five_working_days(submitted_case):
    place = reads.place_of(submitted_case)
    assert (place.place, place.label, place.holder_kind) == ("form_check", "形式核对中", Holder.DESK)
    assert place.holder == "石家庄市科技局"
    assert (place.due_on, place.workdays_left) == (date(2018, 9, 10), 5)


def test_publicity_posted_on_20_september_ends_on_10_october_and_announcement_waits_for_the_day_after(
    posted, province_officer, stand, waiting_case
):
    assert (posted.start, posted.end) == (date(2018, 9, 20), date(2018, 10, 10))
    stand(date(2018, 10, 10))
    with pytest.raises(Refused, match="期满前不能公告") as refusal:
        verbs.announce(notice=posted, by=province_officer)
    assert refusal.value.conflict and "2018年10月11日" in refusal.value.remedy
    stand(date(2018, 10, 11))
    verbs.announce(notice=posted, by=province_officer)
    case = Case.objects.get(pk=waiting_case.pk)
    assert (case.state, case.outcome) == (CaseState.CLOSED, Outcome.GRANTED)
    entry = entries("tech_sme").in_force(date(2018, 10, 11)).get(subject=case.party.credit_code)
    assert case.result == f"entry:{entry.pk}" and entry.valid_to == date(2018, 12, 31)
    assert not entries("tech_sme").in_force(date(2018, 10, 10)).exists(), "the entry comes no earlier"
    assert not entries("tech_sme").in_force(date(2019, 1, 1)).exists(), "the entry lapses at the year's end"


def test_an_outcome_that_writes_nothing_closes_no_case(
    posted, province_officer, stand, monkeypatch, waiting_case
):
    stand(date(2018, 10, 11))
    matter = waiting_case.declaration
    object.__setattr__(matter, "outcome", lambda **_: None)
    try:
        with pytest.raises(RuntimeError, match="wrote nothing"):
            verbs.announce(notice=posted, by=province_officer)
    finally:
        from jichuang.hall.tests.trial import grant  # noqa: PLC0415

        object.__setattr__(matter, "outcome", grant)
    waiting_case.refresh_from_db()
    assert waiting_case.state == CaseState.OPEN and not entries("tech_sme").exists()


def test_every_step_leaves_a_timeline_row_a_journal_row_and_letters(
    posted, province_officer, stand, waiting_case
):
    stand(date(2018, 10, 11))
    verbs.announce(notice=posted, by=province_officer)
    kinds = list(CaseEvent.objects.filter(case=waiting_case).values_list("kind", flat=True))
    assert kinds == [
        "started", "submitted", "passed", "batched", "published", "publicity_ended", "granted",
    ]  # fmt: skip
    rows = JournalRow.objects.filter(subject=f"case:{waiting_case.number}").order_by("id")
    assert list(rows.values_list("verb", flat=True)) == [f"case.{kind}" for kind in kinds]
    assert Outbox.objects.filter(subject_ref=f"case:{waiting_case.number}").count() == 3


def test_the_journal_alone_tells_the_state_the_case_is_in(posted, waiting_case):
    last = JournalRow.objects.filter(subject=f"case:{waiting_case.number}").order_by("-id").first()
    case = Case.objects.get(pk=waiting_case.pk)
    assert (last.detail["state"], last.detail["stage"], last.detail["outcome"]) == (
        case.state,
        case.stage,
        case.outcome,
    )


def test_a_certificate_verifies_by_its_token_and_lapses_with_the_entry(posted, province_officer, stand):
    stand(date(2018, 10, 11))
    verbs.announce(notice=posted, by=province_officer)
    slip = Certificate.objects.get()
    assert reads.verify(slip.token).state == "valid"
    assert reads.verify("nonsense") is None
    stand(date(2019, 1, 2))
    assert reads.verify(slip.token).state == "lapsed"


def test_a_list_comes_down_after_its_period(posted, stand):
    assert [item.name for item in reads.public_items(posted, date(2018, 10, 10))] == [
        "澄光传感有限公司（演示）"
    ]
    assert reads.public_items(posted, date(2018, 10, 11)) == []


def test_the_public_list_shows_whitelisted_fields_only(posted):
    (item,) = reads.public_items(posted, date(2018, 9, 21))
    assert item.fields == [{"title": "主要产品", "text": "气体传感器", "unit": ""}]
    assert set(posted.items.get().shown) == {"name", "credit_code", "place", "fields"}


def test_anybody_may_ask_for_the_stage_and_nothing_else(submitted_case, firm):
    status = reads.public_status(submitted_case.number, firm.credit_code[-4:])
    assert status.label == "形式核对中"
    assert reads.public_status(submitted_case.number, "0000") is None
    assert reads.public_status("20180903-999999", firm.credit_code[-4:]) is None
