"""Filing: start, save and resume, two pages, sessions that end, submit once. The six Open Forms defects among them."""

from __future__ import annotations

import re

import pytest

from jichuang.base import files
from jichuang.hall import verbs
from jichuang.hall.models import Case, CaseFile
from jichuang.hall.terms import CaseState
from jichuang.hall.tests.cast import fill
from jichuang.hall.tests.pages.acts import (
    MONEY,
    PDF,
    PEOPLE,
    autosave,
    fresh,
    post_step,
    sign_in,
    submit,
    text,
    upload,
    url,
)
from jichuang.hall.tests.test_drafts import ledger


def test_starting_needs_the_firms_authorisation(outsider, browse, firm):
    client = browse(outsider)
    assert "还没有任何单位的授权" in text(client.get("/matters/trial-evaluation/start/"))
    refused = client.post("/matters/trial-evaluation/start/", {"party": firm.pk})
    assert refused.status_code == 403 and "授权" in text(refused) and Case.objects.count() == 0


def test_a_visitor_who_starts_is_led_to_sign_in_and_back(stand, browse):
    page = browse().get("/matters/trial-evaluation/start/")
    assert page.status_code == 302 and "next=/matters/trial-evaluation/start/" in page["Location"]


def test_self_test_answers_come_along_into_the_draft(clerk, firm, browse):
    page = browse(clerk).post("/matters/trial-evaluation/start/", {"party": firm.pk, "rd_expense": "240"})
    case = Case.objects.get()
    assert page.status_code == 302 and case.answers["rd_expense"] == "2400000"
    assert case.answers["staff"] == 46


def test_a_step_shows_what_is_held_with_source_and_date(draft, clerk, browse):
    page = browse(clerk).get(url(draft, "form/people/")).content.decode()
    assert 'value="46"' in page and "汇算清缴（演示） · 截至 2018-05-31" in page


def test_typing_is_kept_even_where_it_cannot_be_read(draft, clerk, browse):
    client = browse(clerk)
    page = post_step(client, draft, "people", {**PEOPLE, "staff": "四十六"})
    assert (
        page.status_code == 422
        and 'value="四十六"' in page.content.decode()
        and "错误：" in page.content.decode()
    )
    again = client.get(url(draft, "form/people/")).content.decode()
    assert 'value="四十六"' in again and 'href="#id_staff"' in again


@pytest.mark.parametrize(("key", "typed"), [("staff", "-3"), ("staff", "4.4E+17"), ("tech_staff", "460")])
def test_impossible_figures_are_named_and_kept(draft, clerk, browse, key, typed):
    page = post_step(browse(clerk), draft, "people", {**PEOPLE, key: typed})
    assert page.status_code == 422 and f'value="{typed}"' in page.content.decode()
    assert page.context["form"].errors[key]


def test_research_above_cost_is_named_with_both_figures(draft, clerk, browse):
    client = browse(clerk)
    post_step(client, draft, "people", PEOPLE)
    page = post_step(client, draft, "money", {**MONEY, "rd_expense": "3000"})
    assert page.status_code == 422 and "3,000" in text(page) and "2,730" in text(page)


def test_saving_for_later_accepts_a_half_filled_page(draft, clerk, browse):
    page = post_step(browse(clerk), draft, "people", {**PEOPLE, "products": ""}, then="leave")
    assert page.status_code == 302 and page["Location"] == url(draft)


def test_another_device_resumes_at_the_same_step_with_the_same_files(draft, clerk, browse):
    client = browse(clerk)
    post_step(client, draft, "people", PEOPLE)
    verbs.attach(case=fresh(draft), by=clerk, material="rd_ledger", file=ledger(clerk))
    device = browse(clerk)
    assert device.get(url(draft, "form/"))["Location"] == url(draft, "form/money/")
    assert "气体传感器" in device.get(url(draft, "form/people/")).content.decode()
    row = CaseFile.objects.get()
    got = device.get(url(draft, f"files/{row.pk}/"))
    assert got.status_code == 200 and b"".join(got.streaming_content) == files.open_file(row.file).read()


def test_an_unfinished_step_cannot_be_skipped_by_its_address(draft, clerk, browse):
    client = browse(clerk)
    page = client.get(url(draft, "form/money/"))
    assert page.status_code == 409 and "人员" in text(page)
    assert post_step(client, draft, "money", MONEY).status_code == 409
    assert "sales" not in {key for key in fresh(draft).answers if fresh(draft).answers[key] == "1"}


def test_a_step_that_does_not_exist_is_refused(draft, clerk, browse):
    assert browse(clerk).get(url(draft, "form/nowhere/")).status_code == 409


def test_two_open_pages_never_overwrite_each_other_silently(draft, clerk, browse):
    client = browse(clerk)
    old = fresh(draft).revision
    post_step(client, draft, "people", {**PEOPLE, "products": "第一页的产品"})
    page = post_step(client, draft, "people", {**PEOPLE, "products": "第二页的产品"}, revision=old)
    words = page.content.decode()
    assert page.status_code == 409 and "第一页的产品" in words and "第二页的产品" in words
    assert fresh(draft).answers["products"] == "第一页的产品"
    chosen = client.post(
        url(draft, "form/people/"),
        {"products": "第二页的产品", "revision": fresh(draft).revision, "then": "next"},
    )
    assert chosen.status_code == 302 and fresh(draft).answers["products"] == "第二页的产品"


def test_drafts_of_two_firms_do_not_mix(draft, clerk, other_clerk, other_firm, browse):
    other = verbs.start(matter="trial-evaluation", party=other_firm, by=other_clerk)
    post_step(browse(clerk), draft, "people", {**PEOPLE, "products": "甲"})
    post_step(browse(other_clerk), other, "people", {**PEOPLE, "products": "乙"})
    assert (fresh(draft).answers["products"], fresh(other).answers["products"]) == ("甲", "乙")
    assert post_step(browse(other_clerk), draft, "people", PEOPLE).status_code == 403


def test_autosave_answers_with_time_and_revision_and_keeps_what_it_cannot_read(draft, clerk, browse):
    client = browse(clerk)
    told = autosave(client, draft, {"staff": "四十六", "products": "传感器"}, draft.revision).json()
    assert re.fullmatch(r"\d\d:\d\d", told["saved"]) and told["revision"] > draft.revision
    assert "staff" in told["problems"] and fresh(draft).rough["staff"]["text"] == "四十六"
    assert fresh(draft).answers["products"] == "传感器"


def test_autosave_never_hangs_on_a_conflict_a_refusal_or_a_lost_revision(draft, clerk, outsider, browse):
    client = browse(clerk)
    autosave(client, draft, {"products": "甲"}, draft.revision)
    conflict = autosave(client, draft, {"products": "乙"}, draft.revision)
    assert conflict.status_code == 409 and conflict.json()["conflict"][0]["yours"] == "乙"
    assert autosave(browse(outsider), draft, {"products": "丙"}, draft.revision).status_code == 403
    lost = client.post(url(draft, "form/people/autosave/"), {"products": "丁"})
    assert lost.status_code == 409 and lost.json()["reason"]


def test_an_unknown_field_changes_nothing(draft, clerk, browse):
    assert autosave(browse(clerk), draft, {"secret_score": "100"}, draft.revision).status_code == 200
    assert "secret_score" not in fresh(draft).answers


def test_the_last_page_links_every_fault_to_the_page_that_mends_it(draft, clerk, browse):
    page = browse(clerk).get(url(draft, "review/"))
    assert f"{url(draft, 'form/money/')}#id_rd_expense" in page.content.decode()
    refused = submit(browse(clerk), draft)
    assert refused.status_code == 422 and fresh(draft).state == CaseState.DRAFT


def test_submitting_below_the_mark_is_refused_with_score_and_reason(draft, clerk, browse):
    fill(draft, clerk, rd_expense="10", staff="600")
    page = submit(browse(clerk), draft)
    assert page.status_code == 409 and "没有提交" in text(page) and "职工总数" in text(page)
    assert fresh(draft).state == CaseState.DRAFT and fresh(draft).answers["rd_expense"] == "100000"


def test_a_double_click_makes_one_case_and_one_receipt(draft, clerk, browse):
    fill(draft, clerk)
    client = browse(clerk)
    first, second = submit(client, draft, "same"), submit(client, draft, "same")
    assert first["Location"] == second["Location"] == url(draft, "receipt/")
    assert fresh(draft).events.filter(kind="submitted").count() == 1
    receipt = text(client.get(url(draft, "receipt/")))
    assert draft.number in receipt and "2018年9月10日" in receipt


def test_after_submission_the_form_is_read_only_at_every_address(submitted_case, clerk, browse):
    client = browse(clerk)
    assert client.get(url(submitted_case, "form/"))["Location"] == url(submitted_case)
    assert client.get(url(submitted_case, "form/people/")).status_code == 403
    assert post_step(client, submitted_case, "people", PEOPLE).status_code == 403
    assert autosave(client, submitted_case, {"staff": "9"}, submitted_case.revision).status_code == 403
    assert upload(client, submitted_case, "a.pdf", PDF).status_code == 403
    assert fresh(submitted_case).answers["staff"] == 46


def test_a_preparer_may_fill_in_but_is_told_who_submits(draft, preparer, browse):
    fill(draft, preparer)
    client = browse(preparer)
    assert "确认提交" in text(client.get(url(draft, "review/")))
    assert submit(client, draft).status_code == 403


def test_what_was_sent_after_the_session_ended_is_there_again_after_signing_in(draft, clerk, browse):
    client = browse()
    sent = {**PEOPLE, "products": "写了很久的话", "revision": draft.revision, "then": "next"}
    page = client.post(url(draft, "form/people/"), sent)
    assert page.status_code == 302 and "sign-in" in page["Location"]
    sign_in(client, clerk)
    again = client.get(url(draft, "form/people/"))
    assert "写了很久的话" in again.content.decode() and "还没有保存" in text(again)
    assert "写了很久的话" not in client.get(url(draft, "form/people/")).content.decode()


def test_an_idle_session_keeps_what_was_sent_for_the_same_person_only(draft, clerk, preparer, browse):
    client = browse(clerk)
    client.get(url(draft, "form/people/"))
    session = client.session
    session["seen_at"] = 0
    session.save()
    page = client.post(
        url(draft, "form/people/"), {**PEOPLE, "products": "写了很久的话", "revision": draft.revision}
    )
    assert page.status_code == 302 and client.session["sent_before_sign_in"]["user"] == clerk.pk
    sign_in(client, preparer)
    assert "写了很久的话" not in client.get(url(draft, "form/people/")).content.decode()


def test_autosave_without_a_session_says_so_in_json(draft, browse):
    told = autosave(browse(), draft, {"products": "甲"}, draft.revision)
    assert told.status_code == 401 and "登录" in told.json()["reason"]


def test_a_figure_that_differs_from_the_register_is_said_beside_the_field(draft, clerk, browse):
    client = browse(clerk)
    post_step(client, draft, "people", {**PEOPLE, "staff": "47"})
    words = text(client.get(url(draft, "form/people/")))
    assert "名录登记为46人" in words and "与填写的不同" in words


def test_ways_around_the_score_are_not_listed_as_unmet(draft, clerk, browse):
    fill(draft, clerk, rd_expense="10", staff="600")
    refused = submit(browse(clerk), draft).context["refused"]
    assert "职工总数" in refused.remedy and "高新技术企业" not in refused.remedy
