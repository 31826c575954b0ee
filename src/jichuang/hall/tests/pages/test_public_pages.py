"""What anybody may open: catalogue, guide, self-test, progress, publicity, verification."""

from __future__ import annotations

import re
from datetime import date

import pytest

from jichuang.base.models import JournalRow
from jichuang.hall import verbs
from jichuang.hall.catalogue import catalogue
from jichuang.hall.models import Case, Certificate, NoticeItem, Objection
from jichuang.hall.pages import facets
from jichuang.hall.tests.trial import GOOD, TRIAL

CHECK = "/matters/trial-evaluation/check/"
ALL = {**GOOD, "on": "2018-09-03"}


def text(response) -> str:
    """The page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_every_facet_count_equals_the_rows_behind_its_address(stand, browse):
    on = date(2018, 9, 3)
    for facet in facets.facets(catalogue.all(), {}, on, ""):
        for choice in facet.choices:
            assert choice.count > 0
            page = browse().get("/matters/" + choice.url)
            assert len(page.context["rows"]) == choice.count


@pytest.mark.parametrize("wanted", ["试验评价", "试验", "sypj", "trial"])
def test_a_matter_is_found_by_name_part_initials_and_code(stand, browse, wanted):
    found = browse().get("/matters/", {"q": wanted}).context["rows"]
    assert "试验评价" in [row.matter.title for row in found]


def test_a_search_without_a_hit_says_so_and_offers_a_way_on(stand, browse):
    page = browse().get("/matters/", {"q": "没有这样的事项"})
    assert page.status_code == 200 and "没有符合条件的事项" in text(page)


def test_the_exported_catalogue_equals_the_screen(stand, browse):
    shown = [row.matter.title for row in browse().get("/matters/", {"q": "试验"}).context["rows"]]
    rows = browse().get("/matters/catalogue.json", {"q": "试验"}).json()
    lines = browse().get("/matters/catalogue.csv", {"q": "试验"}).content.decode("utf-8-sig").splitlines()
    assert [row["名称"] for row in rows] == shown and len(lines) == len(shown) + 1
    assert browse().get("/matters/catalogue.exe").status_code == 404


def test_the_guide_says_first_whose_record_counts(stand, browse):
    page = text(browse().get("/matters/trial-evaluation/"))
    assert page.index("权威登记系统：全国试验平台") < page.index("办理流程")
    for _, title, element in TRIAL.guide.elements:
        assert title in page or not element.text


def test_the_guide_shows_the_law_of_the_day_asked_for(stand, browse):
    before = browse().get("/matters/trial-evaluation/", {"on": "2010-01-01"})
    after = browse().get("/matters/trial-evaluation/", {"on": "2018-03-01"})
    assert before.context["clauses"] == [] and len(after.context["clauses"]) > 5
    assert "截至 2018年3月1日 的规定" in text(after)


def test_a_date_that_is_none_is_named_on_the_guide(stand, browse):
    assert "昨天" in text(browse().get("/matters/trial-evaluation/", {"on": "昨天"}))


def test_picture_and_text_of_the_route_tell_the_engines_own_stages(stand, browse):
    page = browse().get("/matters/trial-evaluation/")
    drawn = [[box.title for box in row] for row in page.context["rows"]]
    assert drawn == [[stage.title] for stage in TRIAL.route.stages]
    assert len(page.context["route_text"]) == len(TRIAL.route.stages)


def test_an_unknown_matter_is_not_found(stand, browse):
    assert browse().get("/matters/no-such-matter/").status_code == 404


def test_a_visitors_self_test_leaves_no_trace(stand, browse):
    before = JournalRow.objects.count()
    client = browse()
    page = client.post(CHECK, {**ALL, "shown": "0,1"})
    assert page.status_code == 200 and page.context["words"].headline in text(page)
    assert JournalRow.objects.count() == before and Case.objects.count() == 0
    assert "sessionid" not in client.cookies and page["Cache-Control"].find("no-store") >= 0


def test_the_self_test_judges_as_the_officers_page_does(submitted_case, browse, stand):
    page = browse().post(CHECK, {**ALL, "shown": "0,1"})
    assert page.context["words"].headline == submitted_case.findings["headline"]


def test_the_self_test_asks_only_groups_that_can_still_decide(stand, browse):
    first = browse().get(CHECK)
    assert [group.title for group in first.context["groups"]] == ["人员"]
    hopeless = browse().post(CHECK, {"shown": "0", "staff": "900", "tech_staff": "10", "on": "2018-09-03"})
    assert "groups" not in hopeless.context and hopeless.context["result"].verdict == "fail"
    open_still = browse().post(CHECK, {"shown": "0", "staff": "46", "tech_staff": "14", "on": "2018-09-03"})
    assert [group.title for group in open_still.context["groups"]] == ["人员", "收入与研发"]
    assert 'value="46"' in open_still.content.decode()


def test_a_self_test_with_unreadable_and_contradicting_figures_says_what_is_wrong_and_keeps_them(
    stand, browse
):
    bad = browse().post(CHECK, {**ALL, "staff": "四十六个", "shown": "0,1"})
    assert bad.status_code == 422 and "四十六个" in bad.content.decode() and "错误：" in bad.content.decode()
    more = browse().post(CHECK, {**ALL, "tech_staff": "60", "shown": "0,1"})
    assert more.status_code == 422 and "科技人员" in text(more)
    negative = browse().post(CHECK, {**ALL, "staff": "-3", "shown": "0,1"})
    assert negative.status_code == 422


def test_the_day_decides_which_law_the_self_test_applies(stand, browse):
    too_early = browse().post(CHECK, {**ALL, "on": "2010-01-01", "shown": "0,1"})
    assert too_early.status_code == 422
    future = browse().post(CHECK, {**ALL, "on": "不是日期", "shown": "0,1"})
    assert future.status_code == 422 and "不是日期" in text(future)


def test_a_signed_in_clerk_finds_the_self_test_prefilled_with_source_and_date(clerk, browse):
    page = browse(clerk).get(CHECK).content.decode()
    assert 'value="46"' in page and 'value="3200"' in page
    assert "2017年度企业所得税汇算清缴（演示） · 截至 2018-05-31" in page


def test_edited_answers_come_back_as_typed(stand, browse):
    page = browse().post(CHECK, {**ALL, "edit": "1"})
    assert 'value="3200"' in page.content.decode() and page.status_code == 200


def test_public_progress_tells_the_stage_and_nothing_else(submitted_case, browse):
    tail = submitted_case.party.credit_code[-4:]
    page = text(browse().post("/cases/progress/", {"number": submitted_case.number, "tail": tail}))
    assert "形式核对中" in page and submitted_case.party.name not in page


@pytest.mark.parametrize("tail", ["0000", "12", ""])
def test_progress_with_a_wrong_tail_tells_nothing(submitted_case, browse, tail):
    page = browse().post("/cases/progress/", {"number": submitted_case.number, "tail": tail})
    assert page.status_code == 422 and "形式核对中" not in text(page)


def test_a_notice_shows_declared_public_fields_only_and_is_not_indexed(posted, browse, clerk):
    page = browse().get(f"/publicity/{posted.number}/")
    words = text(page)
    assert "气体传感器" in words and "澄光传感" in words
    assert "3200" not in words and clerk.name not in words and clerk.email not in words
    assert "noindex" in page["X-Robots-Tag"] and "2018年10月10日" in words


def test_the_names_come_down_the_day_after_the_last_one(posted, browse, stand):
    stand(date(2018, 10, 10))
    assert "澄光传感" in text(browse().get(f"/publicity/{posted.number}/"))
    stand(date(2018, 10, 11))
    page = text(browse().get(f"/publicity/{posted.number}/"))
    assert "澄光传感" not in page and "名单已撤下" in page


def test_a_notice_not_yet_posted_is_not_public(waiting_case, province_officer, browse):
    notice = verbs.compose_notice(matter="trial-evaluation", cases=[waiting_case], by=province_officer)
    assert browse().get(f"/publicity/{notice.number}/").status_code == 404
    assert notice.number not in text(browse().get("/publicity/"))


OBJECTION = {"kind": "named", "name": "赵某某", "contact": "13800000000", "content": "产品与知识产权无关"}


def test_an_objection_gets_a_receipt_and_its_maker_stays_hidden_from_the_firm(
    posted, browse, clerk, waiting_case
):
    item = NoticeItem.objects.get(notice=posted)
    visitor = browse()
    page = visitor.post(f"/publicity/{posted.number}/{item.pk}/objection/", OBJECTION, follow=True)
    row = Objection.objects.get()
    assert row.receipt in text(page)
    for url in (f"/cases/{waiting_case.number}/", f"/publicity/{posted.number}/"):
        seen = text(browse(clerk).get(url))
        assert "赵某某" not in seen and "13800000000" not in seen and "产品与知识产权无关" not in seen
    asked = text(browse().post("/publicity/objection/", {"receipt": row.receipt}))
    assert "核查中" in asked and "赵某某" not in asked


def test_an_empty_objection_names_every_missing_part_and_keeps_the_rest(posted, browse):
    item = NoticeItem.objects.get(notice=posted)
    page = browse().post(
        f"/publicity/{posted.number}/{item.pk}/objection/", {"kind": "sealed", "content": "留着的话"}
    )
    words = text(page)
    assert page.status_code == 422 and Objection.objects.count() == 0
    assert "姓名或单位名称" in words and "盖章的异议书" in words and "留着的话" in words


def test_objections_are_refused_after_the_last_day(posted, browse, stand):
    item = NoticeItem.objects.get(notice=posted)
    stand(date(2018, 10, 11))
    page = browse().post(f"/publicity/{posted.number}/{item.pk}/objection/", OBJECTION)
    assert page.status_code == 409 and "2018-10-10" in text(page)


def test_a_certificate_verifies_while_it_stands_and_says_when_it_lapsed(
    posted, province_officer, browse, stand
):
    stand(date(2018, 10, 11))
    verbs.announce(notice=posted, by=province_officer)
    token = Certificate.objects.get().token
    page = browse().get(f"/verify/{token}/")
    assert page.context["found"].state == "valid" and "<svg" in page.content.decode()
    assert "noindex" in page["X-Robots-Tag"]
    stand(date(2019, 1, 1))
    assert browse().get(f"/verify/{token}/").context["found"].state == "lapsed"


def test_an_unknown_token_verifies_nothing(stand, browse):
    page = browse().get("/verify/AAAAAAAAAAAAAAAAAAAAAA/")
    assert page.status_code == 404 and "没有这份凭单" in text(page)
