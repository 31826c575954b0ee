"""S78 文件台账: drafts, a consultation to the second, a reply to every opinion, and the number that turns the milestone green."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from jichuang.base import clock
from jichuang.base.clock import SHANGHAI
from jichuang.base.errors import Invalid, Refused
from jichuang.plan import verbs
from jichuang.plan.models import Consultation, DraftText, IssuedDocument, Opinion
from jichuang.plan.reads.documents import documents
from jichuang.plan.tests.conftest import DAY

CODE, CLOSES = "M02.1", DAY + timedelta(days=30)


@pytest.fixture
def draft(plan, officer) -> DraftText:
    return verbs.add_draft(
        plan=plan, code=CODE, title="新型研发机构建设工作指引", text="第一条　为规范……", by=officer
    )


@pytest.fixture
def opened(draft, officer) -> Consultation:
    return verbs.open_consultation(
        draft=draft, purpose="听取意见", office="平台处", closes_on=CLOSES, by=officer
    )


def at(monkeypatch, moment: datetime) -> None:
    monkeypatch.setattr("jichuang.base.clock.now", lambda: moment)


def after(consultation: Consultation, seconds: int) -> datetime:
    return consultation.closes_at + timedelta(seconds=seconds)


def board_of(plan, code: str = CODE):
    return documents(plan, clock.today(), only=code)[0]


def test_every_named_document_stands_on_the_board(plan):
    rows = documents(plan, DAY)
    codes = {one.milestone.code for one in rows}
    assert len(codes) == 27 and sum(1 for c in codes if c.startswith("M36")) == 3
    assert {one.member for one in rows if one.milestone.code == "M20.2"} == {"厅市", "厅校", "厅院"}
    assert all(one.step == "尚未报告" for one in rows)


def test_the_board_asks_as_often_for_many_documents_as_for_none(plan, officer, django_assert_num_queries):
    def ask() -> None:
        list(documents(plan, DAY))

    with django_assert_num_queries(5):
        ask()
    for code in (CODE, "M01.1", "M04.3"):
        made = verbs.add_draft(plan=plan, code=code, title="稿", text="正文", by=officer)
        verbs.open_consultation(draft=made, purpose="听取", office="处", closes_on=CLOSES, by=officer)
    with django_assert_num_queries(5):
        ask()


def test_a_draft_climbs_the_first_step_once_and_versions_stay(plan, officer, draft):
    again = verbs.add_draft(plan=plan, code=CODE, title="指引", text="改过的正文", by=officer, note="第三条")
    found = board_of(plan)
    assert (found.reached, [one.version for one in found.drafts]) == (1, [1, 2])
    assert again.version == 2 and plan.rung_reports.filter(code=CODE).count() == 1


def test_from_draft_to_number_the_milestone_turns_green(plan, officer, opened, monkeypatch):
    assert board_of(plan).reached == 2
    opinion = verbs.give_opinion(
        consultation=opened, text="第三条应写明期限", unit="冀北大学（演示）", name="王某某", contact="123"
    )
    with pytest.raises(Refused, match="采纳情况还没有公布"):
        verbs.issue_document(draft=opened.draft, number="冀科平〔2018〕9号", issued_on=DAY, by=officer)
    with pytest.raises(Refused, match="才截止"):
        verbs.publish_summary(consultation=opened, summary="收到1条", by=officer)
    at(monkeypatch, after(opened, 1))
    with pytest.raises(Refused, match="还有 1 条"):
        verbs.publish_summary(consultation=opened, summary="收到1条", by=officer)
    verbs.reply_to(opinion=opinion, adopted="yes", reply="第三条已写明三年", by=officer)
    verbs.publish_summary(consultation=opened, summary="收到1条，采纳1条", by=officer)
    verbs.issue_document(draft=opened.draft, number="冀科平〔2018〕9号", issued_on=DAY, by=officer)
    found = board_of(plan)
    assert found.step == "印发" and found.issued.number == "冀科平〔2018〕9号"
    assert (
        plan.rung_reports.filter(code=CODE).last().evidence
        == "《新型研发机构建设工作指引》（冀科平〔2018〕9号）"
    )


def test_an_opinion_is_taken_to_the_last_second_and_not_after(opened, monkeypatch):
    at(monkeypatch, opened.closes_at)
    assert verbs.give_opinion(consultation=opened, text="最后一秒的意见").receipt.startswith("YJ")
    at(monkeypatch, after(opened, 1))
    with pytest.raises(Refused, match="23:59:59截止"):
        verbs.give_opinion(consultation=opened, text="晚了一秒")


def test_a_double_click_is_one_opinion_and_empty_ones_are_refused(opened):
    first = verbs.give_opinion(consultation=opened, text="同样的话")
    assert verbs.give_opinion(consultation=opened, text="同样的话 ").pk == first.pk
    for words in ("", "好", "长" * 4001):
        with pytest.raises(Invalid, match="4000"):
            verbs.give_opinion(consultation=opened, text=words)
    assert Opinion.objects.count() == 1


def test_only_one_consultation_at_a_time_and_at_least_a_week(plan, officer, draft, opened):
    with pytest.raises(Refused, match="正在征求意见"):
        verbs.open_consultation(draft=draft, purpose="再来", office="处", closes_on=CLOSES, by=officer)
    other = verbs.add_draft(plan=plan, code="M01.1", title="方案", text="正文", by=officer)
    with pytest.raises(Invalid, match="至少七天"):
        verbs.open_consultation(
            draft=other, purpose="听取", office="处", closes_on=DAY + timedelta(days=3), by=officer
        )


@pytest.mark.parametrize("number", ["冀科平[2018]9号", "冀科平〔18〕9号", "9号", ""])
def test_a_number_must_be_written_as_documents_are_numbered(draft, officer, number):
    with pytest.raises(Invalid, match="六角括号"):
        verbs.issue_document(draft=draft, number=number, issued_on=DAY, by=officer)


def test_a_number_is_given_once_and_never_ahead_of_its_day(plan, draft, officer):
    with pytest.raises(Invalid, match="今天之后"):
        verbs.issue_document(
            draft=draft, number="冀科平〔2018〕9号", issued_on=DAY + timedelta(days=1), by=officer
        )
    verbs.issue_document(draft=draft, number="冀科平〔2018〕9号", issued_on=DAY, by=officer)
    other = verbs.add_draft(plan=plan, code="M01.1", title="方案", text="正文", by=officer)
    with pytest.raises(Invalid, match="已经用过"):
        verbs.issue_document(draft=other, number="冀科平〔2018〕9号", issued_on=DAY, by=officer)
    assert IssuedDocument.objects.count() == 1


def test_what_is_no_document_is_refused_and_outsiders_write_nothing(plan, officer, outsider, draft):
    with pytest.raises(Invalid, match="没有要制定的文件"):
        verbs.add_draft(plan=plan, code="M04.2", title="稿", text="正文", by=officer)
    with pytest.raises(Invalid, match="厅市、厅校、厅院"):
        verbs.add_draft(plan=plan, code="M20.2", title="稿", text="正文", by=officer)
    for act in (
        lambda: verbs.add_draft(plan=plan, code=CODE, title="稿", text="正文", by=outsider),
        lambda: verbs.open_consultation(draft=draft, purpose="x", office="y", closes_on=CLOSES, by=outsider),
        lambda: verbs.issue_document(draft=draft, number="冀科平〔2018〕9号", issued_on=DAY, by=outsider),
    ):
        with pytest.raises(Refused):
            act()


def test_the_public_sees_the_draft_gives_an_opinion_and_learns_no_name(
    plan, opened, officer, real, signed_in, monkeypatch
):
    visitor, url = Client(), opened.get_absolute_url()
    sent = {
        "text": "<b>第三条</b>应写明期限",
        "name": "王某某",
        "contact": "13800000000",
        "unit": "冀北大学（演示）",
    }
    assert "已收到您的意见" in visitor.post(url, sent).content.decode()
    page = visitor.get(url).content.decode()
    assert "为规范" in page and "王某某" not in page and "应写明期限" not in page
    desk = signed_in(officer).get(url).content.decode()
    assert "王某某" in desk and "&lt;b&gt;第三条" in desk
    opinion = Opinion.objects.get()
    assert visitor.post(f"{url}reply/", {"receipt": opinion.receipt}).status_code == 403
    assert visitor.post(f"{url}summary/", {"summary": "x"}).status_code == 403
    assert visitor.post(f"/plan/2018/documents/{CODE}/act/", {"way": "draft"}).status_code == 403
    at(monkeypatch, after(opened, 1))
    verbs.reply_to(opinion=opinion, adopted="no", reply="已有上位规定", by=officer)
    verbs.publish_summary(consultation=opened, summary="收到1条", by=officer)
    page = visitor.get(url).content.decode()
    assert "已有上位规定" in page and "应写明期限" in page
    assert "王某某" not in page and "13800000000" not in page and "冀北大学" not in page


def test_machines_and_floods_are_turned_away(opened):
    visitor, url = Client(), opened.get_absolute_url()
    assert visitor.post(url, {"text": "买药请点", "website": "http://x"}).status_code == 422
    for n in range(8):
        assert visitor.post(url, {"text": f"第{n}条意见"}).status_code == 200
    answer = visitor.post(url, {"text": "第九条意见"})
    assert answer.status_code == 422 and "第九条意见" in answer.content.decode()
    assert Opinion.objects.count() == 8


def test_owners_and_lights_stay_inside(plan, officer, draft, real, signed_in):
    verbs.assign_owner(plan=plan, code=CODE, department="平台与基础处（演示）", by=officer)
    for path in ("/plan/2018/documents/", f"/plan/2018/documents/{CODE}/"):
        page = Client().get(path).content.decode()
        assert "平台与基础处" not in page and "新型研发机构建设工作指引" in page and "第一条" not in page
        assert "平台与基础处" in signed_in(officer).get(path).content.decode()
    sheet = Client().get("/plan/2018/documents/?format=xlsx")
    assert sheet.status_code == 200
    assert Client().get("/consultations/").status_code == 200


def test_the_forms_of_the_page_do_the_work(plan, officer, signed_in):
    client, act = signed_in(officer), f"/plan/2018/documents/{CODE}/act/"
    client.post(act, {"way": "draft", "title": "指引", "text": "正文"})
    draft = DraftText.objects.get()
    client.post(
        act,
        {
            "way": "consult",
            "draft": str(draft.pk),
            "office": "平台处",
            "purpose": "听取",
            "closes_on": "2018-11-09",
        },
    )
    assert Consultation.objects.get().closes_at == datetime(2018, 11, 9, 23, 59, 59, tzinfo=SHANGHAI)
    answer = client.post(act, {"way": "issue", "draft": "x", "number": "", "issued_on": "明天"}, follow=True)
    assert "没有选文件的哪一稿" in answer.content.decode() or "不是日期" in answer.content.decode()
    assert client.post(act, {"way": "?"}).status_code == 422


def test_a_draft_that_is_refused_keeps_its_text(plan, officer, signed_in):
    act = f"/plan/2018/documents/{CODE}/act/"
    answer = signed_in(officer).post(
        act, {"way": "draft", "member": "", "title": "", "text": "第一条　为了落实"}
    )
    assert answer.status_code == 422 and "第一条　为了落实" in answer.content.decode()
    assert date(2018, 9, 30) == DAY
