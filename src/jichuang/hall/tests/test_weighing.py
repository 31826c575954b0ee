"""核验灯: the two columns that lists read always say what weighing the whole case would say."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from jichuang.base import clock, files
from jichuang.hall import judging, reads, verbs
from jichuang.hall.models import Case, CaseFile
from jichuang.hall.tests.cast import fill, send
from jichuang.hall.weighing import Weight, light_words, weigh
from jichuang.registry.verbs import FactGiven, record_facts

PASSED = {"verdict": "pass", "headline": "可以入库", "officer_notes": [], "rows": [], "findings": []}


@pytest.fixture(autouse=True)
def passing(monkeypatch):
    """The rules say yes, so that what is left to look at are the answers."""
    monkeypatch.setattr(judging, "stored", lambda result: dict(PASSED))


def kept(case: Case) -> Weight:
    """The light as it stands in the table, after a look that it is the one the row itself gives."""
    row = Case.objects.get(pk=case.pk)
    assert Weight(row.check_state, row.check_points) == weigh(row)
    return weigh(row)


def test_a_draft_has_no_light_and_submission_gives_it_one(draft, clerk):
    assert Case.objects.get(pk=draft.pk).check_state == ""
    assert kept(send(fill(draft, clerk), clerk)) == Weight("ok", 0)


def test_the_light_follows_every_answer_changed_during_a_supplement(submitted_case, clerk, city_officer):
    verbs.return_for_supplement(
        case=submitted_case, by=city_officer, items=[("field", "staff", ""), ("field", "rd_expense", "")]
    )
    assert kept(submitted_case) == Weight("ok", 0)
    case = Case.objects.get(pk=submitted_case.pk)
    case = verbs.save_draft(case=case, by=clerk, answers={"staff": "50"}, revision=case.revision)
    assert kept(case) == Weight("warn", 1)  # the registry holds 46
    case = verbs.save_draft(case=case, by=clerk, answers={"rd_expense": "96"}, revision=case.revision)
    verbs.resubmit(case=case, by=clerk)
    assert kept(case) == Weight("warn", 1)


def test_what_fails_comes_before_what_is_missing_and_both_before_what_to_check(submitted_case):
    case, rows = (
        submitted_case,
        [{"state": "fail"}, {"state": "fail", "alternative": True}, {"state": "missing"}],
    )
    case.answers["staff"] = 47
    case.findings = {"verdict": "fail", "rows": rows}
    assert weigh(case) == Weight("bad", 1)
    case.findings = {"verdict": "manual", "rows": rows}
    assert weigh(case) == Weight("none", 1)
    case.findings = {**PASSED, "officer_notes": ["恰在门槛：职工总数 47 人"]}
    assert weigh(case) == Weight("warn", 2)
    case.findings = {}
    case.answers["staff"] = 46
    assert weigh(case) == Weight("none", 0)


def test_a_figure_given_otherwise_in_an_earlier_filing_is_pinned_and_counted(
    submitted_case, firm, clerk, city_officer, stand
):
    verbs.withdraw(case=submitted_case, by=clerk)
    stand(date(2018, 9, 5))
    again = send(
        fill(verbs.start(matter="trial-evaluation", party=firm, by=clerk), clerk, rd_expense="250"), clerk
    )
    assert again.earlier == [
        {"number": submitted_case.number, "key": "rd_expense", "before": submitted_case.answers["rd_expense"]}
    ]
    assert kept(again) == Weight("warn", 1)
    told = [one.words for one in reads.autochecks(again) if one.key == "earlier_rd_expense"]
    assert told == ["研发费用：前次240万元，本次250万元"]


@pytest.mark.parametrize(
    ("state", "points", "words"),
    [
        ("ok", 0, "全绿"),
        ("warn", 2, "请核对 2 处"),
        ("bad", 1, "1 项不符"),
        ("none", 3, "缺 3 项"),
        ("none", 0, "人工核对"),
    ],
)
def test_the_chip_says_the_fact(state, points, words):
    assert light_words(state, points) == words


def test_the_list_and_the_pane_count_the_same_doubts(submitted_case, clerk, city_officer):
    doubts = [one for one in reads.autochecks(submitted_case) if one.state != "ok"]
    assert len(doubts) == kept(submitted_case).points


def test_a_bad_mark_in_the_registry_and_an_equal_paper_are_lights_of_their_own(
    submitted_case, firm, other_firm, other_clerk, clerk
):
    def lights():
        return {one.key: one.state for one in reads.surroundings(submitted_case, date(2018, 9, 3))}

    assert lights() == {"marks_unknown": "none"}
    record_facts(
        party=firm,
        given=[FactGiven("abnormal_list", True)],
        source="市场监管（演示）",
        as_of=date(2018, 9, 1),
        by=None,
    )
    assert lights()["mark_abnormal_list"] == "bad"
    other = verbs.start(matter="trial-evaluation", party=other_firm, by=other_clerk)
    for case, by in ((submitted_case, clerk), (other, other_clerk)):
        file = files.store(BytesIO("同一份辅助账".encode()), "辅助账.txt", by=by)
        CaseFile.objects.create(case=case, material="rd_ledger", file=file, added_by=by, added_at=clock.now())
    assert "equal_paper" not in lights()  # a draft is nobody's business yet
    send(fill(other, other_clerk), other_clerk)
    assert lights()["equal_paper"] == "warn"
