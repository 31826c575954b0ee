"""Filing: save and resume, two pages, uploads, submit once, supplement, withdraw. The six Open Forms defects among them."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter

from jichuang.base import files
from jichuang.hall import verbs
from jichuang.hall.models import Case, CaseFile
from jichuang.hall.terms import CaseState
from jichuang.hall.tests.cast import fill, send
from jichuang.hall.tests.test_drafts import ledger
from jichuang.hall.tests.trial import GOOD


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    book, content = PdfWriter(), BytesIO()
    book.add_blank_page(200, 200)
    book.write(content)
    return content.getvalue()


PDF = blank_pdf()
PEOPLE = {key: GOOD[key] for key in ("staff", "tech_staff", "products")}
MONEY = {key: GOOD[key] for key in ("sales", "rd_expense", "cost_expense")}


def text(response) -> str:
    """The page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def url(case: Case, rest: str = "") -> str:
    """An address of the case."""
    return f"/cases/{case.number}/{rest}"


def fresh(case: Case) -> Case:
    """The case as it is now."""
    return Case.objects.get(pk=case.pk)


def post_step(
    client, case: Case, step: str, answers: dict[str, str], revision: int | None = None, then="next"
):
    """What the form of a step sends."""
    asked = {f"asked.{key}": "1" for key in answers}
    number = fresh(case).revision if revision is None else revision
    return client.post(url(case, f"form/{step}/"), {**answers, **asked, "revision": number, "then": then})


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


def autosave(client, case: Case, answers: dict[str, str], revision: int):
    """What the script sends."""
    return client.post(url(case, "form/people/autosave/"), {**answers, "revision": revision})


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


def upload(client, case: Case, name: str, content: bytes, material: str = "rd_ledger"):
    """One file under one material."""
    sent = SimpleUploadedFile(name, content)
    return client.post(url(case, "materials/"), {"material": material, "file": sent})


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.pdf", b"", "0 字节"),
        ("程序.exe", b"MZ\x90\x00" + b"0" * 100, "程序.exe"),
        ("改名.pdf", b"plain words only", "改名.pdf"),
        ("秘密★方案.pdf", PDF, "秘密"),
    ],
)
def test_a_refused_upload_says_why_and_keeps_the_others(draft, clerk, browse, name, content, words):
    client = browse(clerk)
    fill(draft, clerk)
    assert upload(client, draft, "辅助账.pdf", PDF).status_code == 302
    page = upload(client, draft, name, content)
    assert page.status_code == 422 and words in text(page) and "辅助账.pdf" in text(page)
    assert CaseFile.objects.filter(removed_at__isnull=True).count() == 1


def test_a_file_over_the_limit_is_refused_with_the_limit(draft, clerk, browse, settings):
    settings.UPLOAD_LIMIT = 1024 * 1024
    page = upload(browse(clerk), draft, "大.pdf", PDF + b"0" * 1024 * 1024)
    assert page.status_code == 422 and "1 MB" in text(page)


def test_an_undeclared_material_is_refused(draft, clerk, browse):
    assert upload(browse(clerk), draft, "a.pdf", PDF, material="anything").status_code == 422


def test_a_removed_file_is_gone_from_the_page(draft, clerk, browse):
    client = browse(clerk)
    upload(client, draft, "辅助账.pdf", PDF)
    row = CaseFile.objects.get()
    client.post(url(draft, f"files/{row.pk}/remove/"))
    assert "辅助账.pdf" not in text(client.get(url(draft, "materials/")).client.get(url(draft, "materials/")))
    assert client.get(url(draft, f"files/{row.pk}/")).status_code == 404


def submit(client, case: Case, key: str = "k1"):
    """The button on the last page."""
    return client.post(url(case, "review/"), {"key": key, "revision": fresh(case).revision})


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


def test_my_cases_cost_the_same_however_many_there_are(
    clerk, firm, draft, browse, django_assert_max_num_queries
):
    client = browse(clerk)
    for serial in range(12):
        Case.objects.create(
            number=f"20180903-9{serial:05d}", matter=draft.matter, version=2, party=firm, applicant=clerk,
            home=firm.home, started_at=draft.started_at, saved_at=draft.saved_at,
        )  # fmt: skip
    with django_assert_max_num_queries(14):
        page = client.get("/my/cases/")
    assert len(page.context["rows"]) == 13


def returned(case: Case, officer) -> Case:
    """Sent back for one field and one material."""
    items = [("field", "rd_expense", "与账面不符"), ("material", "rd_ledger", "未见辅助账")]
    return verbs.return_for_supplement(case=case, by=officer, items=items, note="请一次补齐")


def test_a_returned_case_lists_everything_at_once_linked_to_its_fields(
    submitted_case, city_officer, clerk, browse
):
    returned(submitted_case, city_officer)
    page = browse(clerk).get(url(submitted_case))
    words = page.content.decode()
    assert f"{url(submitted_case, 'form/money/')}#id_rd_expense" in words and "未见辅助账" in words
    assert "暂停计算" in words


def test_an_unchanged_item_without_a_word_is_named_and_typed_reasons_stay(
    submitted_case, city_officer, clerk, browse
):
    case = returned(submitted_case, city_officer)
    client = browse(clerk)
    page = client.post(
        url(case, "resubmit/"), {"revision": fresh(case).revision, "why.field:rd_expense": "账面即此数"}
    )
    assert page.status_code == 422 and "研发费用辅助账" in text(page) and "账面即此数" in text(page)


def test_the_supplement_goes_back_changed_through_the_pages(submitted_case, city_officer, clerk, browse):
    case = returned(submitted_case, city_officer)
    client = browse(clerk)
    assert post_step(client, case, "money", {"rd_expense": "260"})["Location"] == url(case)
    assert upload(client, case, "辅助账.pdf", PDF).status_code == 302
    done = client.post(url(case, "resubmit/"), {"revision": fresh(case).revision})
    assert done.status_code == 302 and fresh(case).state == CaseState.OPEN
    assert fresh(case).answers["rd_expense"] == "2600000"


def test_a_field_nobody_asked_for_stays_locked_during_a_supplement(
    submitted_case, city_officer, clerk, browse
):
    case = returned(submitted_case, city_officer)
    post_step(browse(clerk), case, "money", {"sales": "1", "rd_expense": "260"})
    assert fresh(case).answers["sales"] == "32000000"


def test_withdrawing_asks_once_and_keeps_the_timeline(submitted_case, clerk, browse):
    client = browse(clerk)
    assert "撤回这件办件？" in text(client.get(url(submitted_case, "withdraw/")))
    client.post(
        url(submitted_case, "withdraw/"), {"revision": fresh(submitted_case).revision, "reason": "填错"}
    )
    assert fresh(submitted_case).outcome == "withdrawn"
    assert "填错" in text(client.get(url(submitted_case)))


def test_the_case_page_says_who_holds_it_and_how_long(submitted_case, clerk, browse):
    words = text(browse(clerk).get(url(submitted_case)))
    assert "石家庄市科技局" in words and "还剩 5 个工作日" in words


def test_a_newer_version_is_announced_when_the_draft_is_opened(draft, clerk, browse):
    Case.objects.filter(pk=draft.pk).update(version=1)
    page = browse(clerk).get(url(draft, "form/"), follow=True)
    assert "第2版" in text(page) and fresh(draft).version == 2


def test_strangers_are_refused_at_every_address_of_a_case(
    draft, clerk, other_clerk, outsider, langfang_officer, browse
):
    case = send(fill(draft, clerk), clerk)
    verbs_of_get = ["", "form/people/", "materials/", "review/", "receipt/", "withdraw/"]
    for person in (other_clerk, outsider, langfang_officer):
        for rest in verbs_of_get:
            page = browse(person).get(url(case, rest))
            assert page.status_code == 403, (person, rest)
            assert "授权" in text(page) or "任职" in text(page)
    for rest in verbs_of_get:
        assert browse().get(url(case, rest)).status_code == 302
