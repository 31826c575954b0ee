"""评审轮次 and 专家库 as pages: open, draw, close, conclude by plain forms; who may not; rosters with faulty cells."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jichuang.base import clock
from jichuang.codes.tabular import write_xlsx
from jichuang.hall.models import Case
from jichuang.review import verbs
from jichuang.review.models import Expert, Review, Round
from jichuang.review.reads.pool import described
from jichuang.review.roster import COLUMNS
from jichuang.review.tests.cast import fresh, tomorrow


def text(response) -> str:
    """The page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def _form(case, **changes):
    return {
        "case": case.number, "title": "九月评审", "mode": "panel", "quota_technical": "3", "quota_finance": "2",
        "closes_at": f"{tomorrow():%Y-%m-%dT17:00}", "one_per_unit": "on", "fee": "200", **changes,
    }  # fmt: skip


def test_a_round_goes_from_waiting_case_to_result_by_plain_forms(play, pool, case, browse):
    client = browse(play.organiser)
    assert case.party.name in text(client.get("/desk/rounds/"))
    assert "不少于5人，技术专家不低于60%" in text(client.get(f"/desk/rounds/new/?case={case.number}"))
    wrong = client.post("/desk/rounds/new/", _form(case, quota_technical="2", quota_finance="3"))
    assert wrong.status_code == 422 and "技术专家2人，共5人" in text(wrong)
    client.post("/desk/rounds/new/", _form(case))
    round = Round.objects.get()
    client.post(f"/desk/rounds/{round.number}/draw/", {"seed": "公开约定"})
    page = text(client.get(f"/desk/rounds/{round.number}/"))
    assert "公开约定" in page and "都看不到他人的分数" in page
    early = client.post(f"/desk/rounds/{round.number}/close/")
    assert early.status_code == 409 and "还有5份" in text(early)
    play.score_all(fresh(round), ["80", "82", "84", "86", "60"])
    page = text(client.get(f"/desk/rounds/{round.number}/"))
    assert "有离群分" in page and "78.40" in page
    client.post(f"/desk/rounds/{round.number}/minutes/", {"minutes": "专家组意见"})
    client.post(f"/desk/rounds/{round.number}/conclude/")
    assert fresh(round).state == "concluded" and Case.objects.get(pk=case.pk).stage == "decision"
    assert client.get(f"/desk/rounds/{round.number}/scores.xlsx").status_code == 200


ROUND_PAGES = ("", "scores.xlsx", "fees.xlsx")
DEEDS = (
    "draw",
    "assign",
    "chair",
    "release",
    "extend",
    "close",
    "extra",
    "tie",
    "drop",
    "minutes",
    "conclude",
    "cancel",
)
POOL_PAGES = ("/experts/", "/experts/rosters/", "/experts/rosters/template.xlsx", "/desk/rounds/")


@pytest.fixture
def round(play, pool, case) -> Round:
    """A round in which one expert has handed in."""
    held = play.drawn([case])
    seats = play.ready(held)
    play.score(seats[0].reviews.get())
    return held


def test_strangers_are_refused_at_every_address_by_reading_and_by_writing(
    round, pool, browse, clerk, outsider, city_officer, leader, play
):
    seated = play.seats(round)[0].expert.user
    for who in (clerk, outsider, city_officer, leader, seated):
        client = browse(who)
        for page in ROUND_PAGES:
            assert client.get(f"/desk/rounds/{round.number}/{page}").status_code == 403, (who, page)
        for deed in DEEDS:
            assert client.post(f"/desk/rounds/{round.number}/{deed}/").status_code == 403, (who, deed)
        for page in (*POOL_PAGES[:3], f"/experts/{pool[0].number}/"):
            assert client.get(page).status_code == 403, (who, page)
        assert (
            client.post(f"/experts/{pool[0].number}/state/", {"state": "removed", "why": "x"}).status_code
            == 403
        )
    for who in (clerk, outsider, leader, seated):
        assert browse(who).get("/desk/rounds/").status_code == 403
        assert browse(who).get("/desk/rounds/new/").status_code == 403
    assert Expert.objects.get(pk=pool[0].pk).state == "confirmed"


def test_a_visitor_is_led_to_sign_in(round, pool, browse):
    review = Review.objects.first()
    addresses = [
        *POOL_PAGES,
        f"/desk/rounds/{round.number}/",
        "/reviews/",
        f"/reviews/items/{review.pk}/",
        f"/reviews/{round.number}/",
    ]
    for address in addresses:
        assert browse().get(address).status_code == 302


def test_nobody_but_the_expert_opens_a_review_and_the_auditor_writes_nothing(
    round, browse, play, auditor, outsider, clerk
):
    review = Review.objects.filter(state="submitted").get()
    for who in (play.organiser, auditor, outsider, clerk, play.seats(round)[1].expert.user):
        client = browse(who)
        assert client.get(f"/reviews/items/{review.pk}/").status_code == 403
        for deed in (
            "save",
            "take-back",
            "avoid",
            "uphold",
        ):  # who he is comes first, what state it is in second
            assert (
                client.post(f"/reviews/items/{review.pk}/{deed}/", {"why": "x", "note": "x"}).status_code
                == 403
            )
    assert browse(auditor).get(f"/desk/rounds/{round.number}/").status_code == 200
    assert browse(auditor).get(f"/desk/rounds/{round.number}/scores.xlsx").status_code == 403
    for deed in DEEDS:
        assert browse(auditor).post(f"/desk/rounds/{round.number}/{deed}/").status_code == 403
    assert Review.objects.get(pk=review.pk).state == "submitted" and fresh(round).state == "reviewing"


def test_no_score_stands_on_any_page_of_a_running_round(round, browse, play):
    body = browse(play.organiser).get(f"/desk/rounds/{round.number}/").content.decode()
    assert (
        "80.00" not in body
        and browse(play.organiser).get(f"/desk/rounds/{round.number}/scores.xlsx").status_code == 403
    )


def test_the_page_of_a_round_asks_as_many_questions_for_twelve_experts_as_for_five(play, pool, cases, browse):
    small = play.drawn(cases[:1])
    large = play.open(
        cases[1:], mode="spread", quota={"technical": 8, "finance": 4}, reviews=5, cap=3, one_per_unit=False
    )
    browse(play.organiser).post(f"/desk/rounds/{large.number}/draw/", {"seed": "s"})
    browse(play.organiser).post(f"/desk/rounds/{large.number}/assign/")
    assert fresh(large).state == "reviewing"
    counts = []
    for held in (small, large):
        client = browse(play.organiser)
        with CaptureQueriesContext(connection) as seen:
            client.get(f"/desk/rounds/{held.number}/")
        counts.append(len(seen))
    assert abs(counts[0] - counts[1]) <= 1


def _roster(*rows):
    target = BytesIO()
    write_xlsx(target, [column.title for column in COLUMNS], rows, text_columns=["学科代码"])
    return SimpleUploadedFile("专家名册.xlsx", target.getvalue())


GOOD_ROW = (
    "严敏（演示）",
    "技术专家",
    "演示材料研究所",
    "",
    "2015-03-01",
    "研究员",
    "430.4010",
    "传感器、薄膜",
    "C4024",
    "130100",
    "1968",
    "",
)


def test_a_roster_is_judged_cell_by_cell_then_written_and_again_changes_nothing(season, play, browse):
    client = browse(play.organiser)
    faulty = ("", "财会", "演示会计师事务所", "", "昨天", "", "43", "", "24", "石家庄", "68", "x")
    answer = client.post("/experts/rosters/", {"file": _roster(GOOD_ROW, GOOD_ROW, faulty)})
    page = client.get(answer["Location"])
    seen = text(page)
    for words in (
        "A4",
        "姓名",
        "没有填写",
        "“财会”",
        "不是学科代码",
        "不是行业代码",
        "不是年份",
        "不是邮箱地址",
        "同一位专家",
    ):
        assert words in seen, words
    assert not Expert.objects.exists()
    client.post(answer["Location"], {"then": "commit"})
    made = Expert.objects.get()
    (now,) = described([made], clock.today())
    assert (made.state, now.unit, now.profile.disciplines) == ("proposed", "演示材料研究所", ["4304010"])
    again = client.post("/experts/rosters/", {"file": _roster(GOOD_ROW)})
    assert "无变化 1" in text(client.get(again["Location"]))


def test_an_unreadable_roster_is_refused_in_words(season, play, browse):
    client = browse(play.organiser)
    for name, data in (
        ("名册.xlsx", b"no workbook"),
        ("名册.xlsx", b""),
        ("名册.csv", "姓名\n张三".encode()),
    ):
        answer = client.post("/experts/rosters/", {"file": SimpleUploadedFile(name, data)})
        assert answer.status_code == 422 and "改正" in text(answer)


def test_an_expert_is_kept_by_plain_forms(pool, play, browse):
    client = browse(play.organiser)
    one = pool[0]
    address = f"/experts/{one.number}/"
    assert one.name in text(client.get("/experts/?q=研究所01"))
    client.post(f"{address}tie/", {"kind": "relative", "person": "乙丙"})
    client.post(f"{address}employ/", {"unit": "新单位", "from_day": "2018-01-01"})
    client.post(f"{address}restrict/", {"reason": "违规", "basis": "试诚〔2018〕1号"})
    wrong = client.post(f"{address}state/", {"state": "paused", "why": ""})
    assert wrong.status_code == 422 and "理由" in text(wrong)
    seen = text(client.get(address))
    assert "近亲属" in seen and "新单位" in seen and "试诚〔2018〕1号" in seen


def test_the_chair_of_a_blind_round_sees_progress_then_scores_but_never_who_applied(
    play, pool, case, firm, browse
):
    held = play.drawn([case])
    chair = play.ready(held)[0]
    verbs.set_chair(seat=chair, by=play.organiser)
    verbs.tie(expert=pool[-1], kind="relative", unit=firm.name, by=None)
    client = browse(chair.expert.user)
    before = client.get(f"/desk/rounds/{held.number}/")
    assert before.status_code == 200 and "0 / 5" in text(before)
    held = play.score_all(held, ["80", "82", "84", "86", "78"])
    after = client.get(f"/desk/rounds/{held.number}/")
    assert "82.00" in text(after) and "A01" in text(after)
    for page in (before, after):
        for word in (firm.name, case.number):
            assert word not in page.content.decode()
    assert client.get(f"/desk/rounds/{held.number}/scores.xlsx").status_code == 403
    assert client.post(f"/desk/rounds/{held.number}/conclude/").status_code == 403
    client.post(f"/desk/rounds/{held.number}/minutes/", {"minutes": "专家组意见"})
    assert fresh(held).minutes == "专家组意见"
