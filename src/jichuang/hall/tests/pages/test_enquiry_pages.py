"""咨询与催办 on the pages: asked, counted at the desk, answered, read by the asker; strangers are refused at every address."""

from __future__ import annotations

import pytest

from jichuang.hall import verbs
from jichuang.hall.models import Enquiry, Urge

QUESTION = "研发费用辅助账要不要盖章？"


def text(response) -> str:
    return response.content.decode()


def test_ask_answer_read(submitted_case, clerk, city_officer, browse):
    number = submitted_case.number
    firm = browse(clerk)
    form = text(firm.get(f"/cases/{number}/ask/"))
    assert "由石家庄市科技局答复" in form and "2018年9月10日" in form
    assert firm.post(f"/cases/{number}/ask/", {"text": QUESTION}).status_code == 302
    desk = browse(city_officer)
    assert "<span>咨询</span><b>1</b>" in text(desk.get("/desk/"))
    assert "有 1 条咨询等答复" in text(desk.get(f"/desk/{number}/"))
    queue = text(desk.get("/desk/enquiries/"))
    assert QUESTION in queue and "剩 5 个工作日" in queue
    row = Enquiry.objects.get()
    empty = desk.post(f"/desk/enquiries/{row.pk}/", {"answer": "x"})
    assert empty.status_code == 422 and "请直接回答问题" in text(empty)
    assert desk.post(f"/desk/enquiries/{row.pk}/", {"answer": "不用盖章。"}).status_code == 302
    assert "不用盖章。" in text(firm.get(f"/cases/{number}/"))
    assert "不用盖章。" in text(firm.get("/my/enquiries/"))
    assert "不用盖章。" in text(desk.get(f"/desk/{number}/?tab=letters"))


def test_typed_words_survive_a_fault(submitted_case, clerk, browse):
    page = browse(clerk).post(f"/cases/{submitted_case.number}/ask/", {"text": "短"})
    assert page.status_code == 422 and ">短</textarea>" in text(page)


def test_the_guide_leads_to_the_question_form_and_no_unit_asks_the_province(outsider, stand, browse):
    assert "/matters/trial-evaluation/ask/" in text(browse().get("/matters/trial-evaluation/"))
    assert browse().get("/matters/trial-evaluation/ask/").status_code == 302
    client = browse(outsider)
    assert "由省科技厅答复" in text(client.get("/matters/trial-evaluation/ask/"))
    client.post("/matters/trial-evaluation/ask/", {"text": QUESTION, "party": "none"})
    assert Enquiry.objects.get().party is None


def test_urging_marks_the_list_and_the_head_of_the_case_and_says_when_again(
    submitted_case, clerk, city_officer, browse
):
    firm, number = browse(clerk), submitted_case.number
    assert firm.post(f"/cases/{number}/urge/", {"note": "月底要投标"}).status_code == 302
    page = text(firm.get(f"/cases/{number}/"))
    assert "从2018年09月06日起可以再次催办" in page
    assert firm.post(f"/cases/{number}/urge/").status_code == 409
    desk = browse(city_officer)
    assert "催办</span>" in text(desk.get("/desk/"))
    assert "月底要投标" in text(desk.get(f"/desk/{number}/"))


@pytest.mark.parametrize("who", ["outsider", "other_clerk", "city_officer", "auditor"])
def test_strangers_neither_ask_nor_urge(submitted_case, who, request, browse):
    client = browse(request.getfixturevalue(who))
    assert client.get(f"/cases/{submitted_case.number}/ask/").status_code == 403
    assert client.post(f"/cases/{submitted_case.number}/ask/", {"text": QUESTION}).status_code == 403
    assert client.post(f"/cases/{submitted_case.number}/urge/").status_code == 403
    assert not Enquiry.objects.exists() and not Urge.objects.exists()


@pytest.mark.parametrize("who", ["clerk", "outsider", "langfang_officer", "auditor", "leader"])
def test_others_do_not_answer(submitted_case, clerk, who, request, browse):
    row = verbs.ask(case=submitted_case, by=clerk, text=QUESTION)
    client = browse(request.getfixturevalue(who))
    assert client.post(f"/desk/enquiries/{row.pk}/", {"answer": "可以的"}).status_code == 403
    assert QUESTION not in text(client.get("/desk/enquiries/"))


def test_a_question_is_passed_on_by_the_desk_alone(
    submitted_case, clerk, city_officer, langfang_officer, browse
):
    row = verbs.ask(case=submitted_case, by=clerk, text=QUESTION)
    address = f"/desk/enquiries/{row.pk}/pass/"
    desk = browse(city_officer)
    assert "省科技厅" in text(desk.get(address)) and desk.post(address, {"to": "province"}).status_code == 422
    for stranger in (clerk, langfang_officer):
        assert browse(stranger).get(address).status_code == 403
        assert browse(stranger).post(address, {"to": "province", "why": "转"}).status_code == 403
    assert desk.post(address, {"to": "province", "why": "公示的问题"}).status_code == 302
    row.refresh_from_db()
    assert row.desk == "province"


def test_the_queue_asks_as_often_for_ten_as_for_one(
    submitted_case, clerk, city_officer, browse, django_assert_max_num_queries, preparer, firm
):
    for n in range(3):
        verbs.ask(case=submitted_case, by=clerk, text=f"{QUESTION}{n}")
        verbs.ask(case=submitted_case, by=preparer, text=f"{QUESTION}{n}")
        verbs.ask_about(matter="trial-evaluation", by=clerk, text=f"{QUESTION}{n}", party=firm)
    client = browse(city_officer)
    with django_assert_max_num_queries(14):
        assert text(client.get("/desk/enquiries/")).count(QUESTION) == 9
