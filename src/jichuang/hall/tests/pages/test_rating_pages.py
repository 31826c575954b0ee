"""好差评 on the pages: rate, call back, rate again; officers, auditors and strangers find no way to who rated."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest

from jichuang.hall import verbs
from jichuang.hall.models import CallBack, Rating

WORDS = "等了很久才告诉我缺材料。"


def text(response) -> str:
    return response.content.decode()


def shown(response) -> str:
    """What a page or a workbook says."""
    if not response.content.startswith(b"PK"):
        return text(response)
    with zipfile.ZipFile(BytesIO(response.content)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


@pytest.fixture
def closed_case(submitted_case, city_officer):
    return verbs.mark_not_met(case=submitted_case, by=city_officer, reason_codes=["size"])


@pytest.fixture
def bad(closed_case, clerk, leader):
    return verbs.rate(case=closed_case, by=clerk, grade=1, text=WORDS)


def test_rate_call_back_rate_again(closed_case, clerk, leader, browse):
    number, firm, boss = closed_case.number, browse(clerk), browse(leader)
    assert f"/cases/{number}/rate/" in text(firm.get(f"/cases/{number}/"))
    fault = firm.post(f"/cases/{number}/rate/", {"grade": "2"})
    assert fault.status_code == 422 and "哪里不满意" in text(fault)
    firm.post(f"/cases/{number}/rate/", {"grade": "2", "aspect": "guide", "text": WORDS})
    key = CallBack.objects.get().pk
    page = text(boss.get(f"/desk/callbacks/{key}/"))
    assert WORDS in page and clerk.name in page and "办事指南精确度" in page
    assert "/desk/callbacks/" in text(boss.get("/desk/callbacks/"))
    refused = boss.post(f"/desk/callbacks/{key}/", {"called_on": "2018-09-03", "finding": "", "mended": ""})
    assert refused.status_code == 422 and "没有回访记录不能办结" in text(refused)
    boss.post(f"/desk/callbacks/{key}/", {"called_on": "2018-09-03", "finding": "属实", "mended": "已改"})
    assert "已改" in text(firm.get(f"/cases/{number}/rate/"))
    firm.post(f"/cases/{number}/rate/again/", {"grade": "5"})
    firm.post(f"/cases/{number}/rate/add/", {"text": "谢谢。"})
    row = Rating.objects.get()
    assert (row.grade, row.regrade, row.notes.get().text) == (2, 5, "谢谢。")


@pytest.mark.parametrize("who", ["city_officer", "city_colleague", "auditor", "province_officer", "outsider"])
def test_nobody_but_the_supervisor_opens_who_rated(bad, who, request, browse):
    client, number = browse(request.getfixturevalue(who)), bad.case.number
    for address in (
        f"/cases/{number}/rate/", f"/desk/callbacks/{bad.callback.pk}/", "/desk/", f"/desk/{number}/",
        f"/desk/{number}/?tab=timeline", f"/desk/{number}/?tab=letters", f"/cases/{number}/", "/desk/ratings/",
        "/desk/callbacks/", "/desk/search/", "/desk/list.xlsx", "/my/",
    ):  # fmt: skip
        page = shown(client.get(address, follow=True))
        assert WORDS not in page, address
        assert "非常不满意" not in page or address == "/desk/ratings/", address
    for address in (f"/cases/{number}/rate/", f"/desk/callbacks/{bad.callback.pk}/"):
        assert client.get(address).status_code == 403, address
        assert client.post(address, {"grade": "5"}).status_code == 403, address


def test_an_officer_reads_sums_only_and_a_single_rating_is_no_sum(bad, city_officer, browse):
    client = browse(city_officer)
    page = text(client.get("/desk/ratings/"))
    assert "不足 5 条" in page and "按经办人员" not in page
    assert client.get("/desk/ratings.xlsx").status_code == 403


def test_a_leader_reads_his_officers(bad, leader, city_officer, browse):
    client = browse(leader)
    page = text(client.get("/desk/ratings/"))
    assert city_officer.name in page and bad.case.number not in page and "澄光" not in page
    assert client.get("/desk/ratings.xlsx").status_code == 200


def test_the_guide_holds_back_few_ratings_and_publishes_finished_months(bad, browse, stand):
    assert "不足 5 条" in text(browse().get("/matters/trial-evaluation/"))
    stand(date(2018, 12, 3))
    assert "不足 5 条" in text(browse().get("/matters/trial-evaluation/")), "one is still one"


@pytest.mark.parametrize("address", ["rate/add/", "rate/again/"])
def test_strangers_add_nothing(bad, address, outsider, other_clerk, browse):
    for user in (outsider, other_clerk):
        client = browse(user)
        answer = client.post(f"/cases/{bad.case.number}/{address}", {"grade": "5", "text": "挺好"})
        assert answer.status_code == 403
    bad.refresh_from_db()
    assert bad.regrade is None and not bad.notes.exists()
