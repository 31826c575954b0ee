"""A case after and beside the form: materials, supplement, withdrawal, who sees it."""

from __future__ import annotations

import pytest

from jichuang.hall.models import Case, CaseFile
from jichuang.hall.terms import CaseState
from jichuang.hall.tests.cast import fill, send
from jichuang.hall.tests.pages.acts import (
    PDF,
    fresh,
    post_step,
    returned,
    text,
    upload,
    url,
)


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
    page = client.get(url(draft, "materials/"))
    assert f"files/{row.pk}/" not in page.content.decode(), (
        "in the unit's library it stays, in the case it does not"
    )
    assert client.get(url(draft, f"files/{row.pk}/")).status_code == 404


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
