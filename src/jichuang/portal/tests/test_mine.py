"""我的空间: what waits first, what runs with its days, nothing for who may not act, as many queries for six cases as for one."""

from __future__ import annotations

import re
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from jichuang.hall import verbs
from jichuang.hall.tests.cast import enterprise, fill, send
from jichuang.registry.terms import Scope
from jichuang.registry.verbs import authorise_clerk, request_delegation


def page(user) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get("/my/")
    assert answer.status_code == 200
    return answer.content.decode()


def part(text: str, name: str) -> str:
    """One section of the page."""
    found = re.search(rf'<section[^>]*id="{name}".*?</section>', text, re.S)
    return found[0] if found else ""


def test_a_draft_waits_for_the_clerk_and_a_submitted_case_runs_with_its_days(draft, clerk, city_officer):
    assert "继续填写：试验评价" in part(page(clerk), "waiting")
    send(fill(draft, clerk), clerk)
    text = page(clerk)
    assert "继续填写" not in text
    assert "石家庄市科技局" in part(text, "running") and "剩 5 个工作日" in part(text, "running")


def test_a_supplement_waits_with_its_day_and_does_not_run(submitted_case, clerk, city_officer):
    verbs.return_for_supplement(
        case=submitted_case, by=city_officer, items=[("field", "rd_expense", "请核对")]
    )
    text = page(clerk)
    assert "补正：试验评价" in part(text, "waiting") and "#supplement" in part(text, "waiting")
    assert submitted_case.number not in part(text, "running")


def test_a_viewer_is_offered_nothing_he_may_not_do(draft, firm, outsider):
    authorise_clerk(party=firm, user=outsider, by=None, scope=Scope.VIEWER, valid_from=date(2018, 1, 1))
    assert "现在没有等您办的" in part(page(outsider), "waiting")


def test_a_finished_case_asks_for_its_rating_until_it_is_rated(submitted_case, clerk, city_officer):
    case = verbs.mark_not_met(case=submitted_case, by=city_officer, reason_codes=["size"])
    assert f"/cases/{case.number}/rate/" in part(page(clerk), "waiting")
    verbs.rate(case=case, by=clerk, grade=5)
    assert "/rate/" not in page(clerk)


def test_officers_and_leaders_find_their_desk_questions_and_call_backs(
    submitted_case, clerk, city_officer, leader
):
    verbs.ask(case=submitted_case, by=clerk, text="辅助账要不要盖章？")
    waits = part(page(city_officer), "waiting")
    assert "待受理" in waits and "1 件" in waits and "答复咨询" in waits
    case = verbs.mark_not_met(case=submitted_case, by=city_officer, reason_codes=["size"])
    verbs.rate(case=case, by=clerk, grade=1, text="太慢")
    assert "回访不满意的评价" in part(page(leader), "waiting")
    assert "回访" not in part(page(city_officer), "waiting"), "the rated officer learns of no call back"


def test_a_request_for_authority_waits_for_the_acceptor_alone(firm, clerk, preparer, outsider):
    request_delegation(party=firm, by=outsider)
    assert "答复授权申请" in part(page(clerk), "waiting")
    assert "答复授权申请" not in page(preparer)


def test_a_stranger_sees_nobody_elses_cases(submitted_case, other_clerk):
    assert submitted_case.number not in page(other_clerk)


def test_six_cases_ask_as_often_as_one(submitted_case, clerk, stand):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(clerk)
        return len(seen)

    one = queries()
    for serial in range(20, 25):
        other = enterprise(serial, f"甲{serial}有限公司（演示）")
        authorise_clerk(party=other, user=clerk, by=None, scope=Scope.ACCEPTOR, valid_from=date(2018, 1, 1))
        send(fill(verbs.start(matter="trial-evaluation", party=other, by=clerk), clerk), clerk)
    assert queries() == one
