"""我的评审 as pages: what an expert sees, what he never sees, and what the autosave answers."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook

from jichuang.base import clock, files
from jichuang.base.models import JournalRow
from jichuang.hall.models import CaseFile
from jichuang.review import verbs
from jichuang.review.models import Expert, Review, Seat
from jichuang.review.reads.pool import drawable
from jichuang.review.tests.cast import GOOD, WORDS, fresh


def text(response) -> str:
    """The page without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def sheet(review: Review, **changes) -> dict[str, str]:
    """A complete form."""
    return {**GOOD, "opinion": WORDS, "revision": str(review.revision), **changes}


@pytest.fixture
def seat(play, pool, case, firm, clerk) -> Seat:
    """An expert who has accepted and declared, with one review."""
    case.answers["summary"] = f"{firm.name}由罗澄带队，澄光传感自研芯片"
    case.save(update_fields=["answers"])
    return play.ready(play.drawn([case]))[0]


def review_of(seat: Seat) -> Review:
    """His review as it is now."""
    return Review.objects.get(seat=seat, state__in=["assigned", "draft", "submitted"])


def test_from_invitation_to_the_sheet_by_plain_forms(play, pool, case, browse):
    round = play.drawn([case])
    seat = play.seats(round)[0]
    client = browse(seat.expert.user)
    assert "待答复" in text(client.get("/reviews/"))
    page = client.get(f"/reviews/{round.number}/")
    assert "接受邀请" in text(page) and "声明并开始评审" not in text(page)
    review = Review.objects.get(seat=seat)
    assert client.get(f"/reviews/items/{review.pk}/").status_code == 403
    assert client.post(f"/reviews/{round.number}/accept/").status_code == 302
    refused = client.post(f"/reviews/{round.number}/declare/", {"independent": "on", "honest": "on"})
    assert refused.status_code == 422 and "保密" in text(refused)
    client.post(f"/reviews/{round.number}/declare/", {"independent": "on", "secret": "on", "honest": "on"})
    assert "技术先进性" in text(client.get(f"/reviews/items/{review.pk}/"))


def test_a_blind_expert_never_sees_who_applied(seat, browse, firm, case):
    client = browse(seat.expert.user)
    for address in ("/reviews/", f"/reviews/{seat.round.number}/", f"/reviews/items/{review_of(seat).pk}/"):
        page = client.get(address)
        body = page.content.decode()
        for word in (firm.name, "澄光", firm.credit_code, "罗澄", case.number):
            assert word not in body, f"{address} shows {word}"
    assert "■■由■■带队" in text(client.get(f"/reviews/items/{review_of(seat).pk}/"))


def _docx(author: str) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("docProps/core.xml", f"<a><dc:creator>{author}</dc:creator></a>")
        archive.writestr("word/document.xml", "<w:document/>")
    return target.getvalue()


def test_a_served_paper_has_neither_author_nor_file_name(seat, browse, case, clerk):
    stored = files.store(BytesIO(_docx("罗澄")), "澄光传感申报书.docx", by=clerk)
    row = CaseFile.objects.create(
        case=case, material="x", file=stored, added_by=clerk, added_at=stored.stored_at
    )
    address = f"/reviews/items/{review_of(seat).pk}/papers/{row.pk}/"
    answer = browse(seat.expert.user).get(address)
    assert answer.status_code == 200 and "%E6%BE%84" not in answer["Content-Disposition"]
    with zipfile.ZipFile(BytesIO(answer.content)) as archive:
        assert "罗澄" not in archive.read("docProps/core.xml").decode()
    other = Seat.objects.filter(round=seat.round, state="accepted").exclude(pk=seat.pk).first()
    assert browse(other.expert.user).get(address).status_code == 403
    assert browse().get(address).status_code == 302


def test_the_autosave_answers_with_time_and_revision_or_with_the_reason(seat, browse, outsider):
    review = review_of(seat)
    address = f"/reviews/items/{review.pk}/save/"
    client = browse(seat.expert.user)
    told = client.post(address, sheet(review, opinion="", budget="")).json()
    assert told["revision"] == 2 and re.fullmatch(r"\d\d:\d\d", told["saved"])
    stale = client.post(address, sheet(review))
    assert stale.status_code == 409 and "更新的保存" in stale.json()["reason"]
    wrong = client.post(address, sheet(review_of(seat), budget="101"))
    assert wrong.status_code == 422 and "应在0至100之间" in wrong.json()["reason"]
    assert review_of(seat).scores == {"advance": "80", "team": "82"}
    assert browse(outsider).post(address, sheet(review_of(seat))).status_code == 403


def test_handing_in_says_everything_missing_at_once_and_loses_nothing(seat, browse):
    review = review_of(seat)
    client = browse(seat.expert.user)
    page = client.post(
        f"/reviews/items/{review.pk}/", sheet(review, advance="50", opinion="可以", then="submit")
    )
    assert page.status_code == 422
    assert (
        "没有写够理由" in text(page) and "总体意见2字" in text(page) and 'value="50"' in page.content.decode()
    )
    assert review_of(seat).scores["advance"] == "50"
    done = client.post(f"/reviews/items/{review.pk}/", sheet(review_of(seat), then="submit"))
    assert done.status_code == 302 and review_of(seat).state == "submitted"
    assert "取回修改" in text(client.get(f"/reviews/items/{review.pk}/"))
    client.post(f"/reviews/items/{review.pk}/take-back/")
    assert review_of(seat).state == "draft"


def test_html_typed_into_an_opinion_is_shown_as_text(seat, browse):
    review = review_of(seat)
    client = browse(seat.expert.user)
    client.post(f"/reviews/items/{review.pk}/save/", sheet(review, opinion="<script>alert(1)</script>"))
    assert "<script>alert(1)" not in client.get(f"/reviews/items/{review.pk}/").content.decode()


def test_avoiding_on_the_sheet_closes_it_at_once(seat, browse):
    review = review_of(seat)
    client = browse(seat.expert.user)
    client.post(f"/reviews/items/{review.pk}/avoid/", {"why": "曾任其顾问"})
    assert client.get(f"/reviews/items/{review.pk}/").status_code == 403
    assert Review.objects.filter(seat__replaces=seat).exists()


def test_own_outlier_is_asked_about_after_the_end_and_nobody_elses(play, pool, case, browse):
    round = play.score_all(play.drawn([case]), ["80", "82", "84", "86", "60"])
    seats = play.seats(round)
    pages = {seat.pk: text(browse(seat.expert.user).get(f"/reviews/{round.number}/")) for seat in seats}
    assert [("请复核" in pages[seat.pk]) for seat in seats] == [False, False, False, False, True]
    low = Review.objects.get(seat=seats[4])
    browse(seats[4].expert.user).post(f"/reviews/items/{low.pk}/uphold/", {"note": "指标未达"})
    assert Review.objects.get(pk=low.pk).upheld == "指标未达"


def test_the_record_counts_reviews_and_fees_once_the_result_is_out(play, pool, case, browse):
    round = play.score_all(play.drawn([case]), ["80"])
    expert = play.seats(round)[0].expert
    assert "待结果公布" in text(browse(expert.user).get("/reviews/record/"))
    verbs.write_minutes(round=round, by=play.organiser, text="……")
    verbs.conclude_round(round=fresh(round), by=play.organiser)
    assert "200" in text(browse(expert.user).get("/reviews/record/"))
    book = load_workbook(
        BytesIO(browse(play.organiser).get(f"/desk/rounds/{round.number}/fees.xlsx").content)
    )
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows[-1][0] == "合计" and rows[-1][4] == 5 and rows[-1][6] == 1000


def test_one_applies_for_the_pool_and_is_drawn_only_after_being_confirmed(
    season, browse, outsider, play, firm
):
    client = browse(outsider)
    assert "申请入库" in text(client.get("/reviews/"))
    wrong = client.post(
        "/reviews/profile/apply/",
        {"kind": "technical", "unit": "演示研究院", "disciplines": "43", "fields": "薄膜"},
    )
    assert (
        wrong.status_code == 422
        and "不是学科代码" in text(wrong)
        and 'value="薄膜"' in wrong.content.decode()
    )
    client.post(
        "/reviews/profile/apply/", {"kind": "technical", "unit": "演示研究院", "disciplines": "430.40"}
    )
    made = Expert.objects.get(user=outsider)
    assert made.state == "proposed" and not drawable(clock.today()).exists()
    client.post("/reviews/profile/tie/", {"kind": "mentor", "unit": firm.name})
    assert made.ties.get().source == "本人申报"
    browse(play.organiser).post(f"/experts/{made.number}/state/", {"state": "confirmed"})
    assert drawable(clock.today()).get() == made
    assert client.post("/reviews/profile/apply/", {"kind": "technical", "unit": "x"}).status_code == 409


def test_nobody_describes_another_expert(pool, browse, outsider):
    assert browse(outsider).post("/reviews/profile/tie/", {"kind": "mentor", "unit": "x"}).status_code == 403
    assert (
        browse(outsider).post(f"/experts/{pool[0].number}/tie/", {"kind": "mentor", "unit": "x"}).status_code
        == 403
    )
    assert not pool[0].ties.exists()


def test_reading_a_proposal_and_an_expert_is_journalled(seat, browse, play, pool):
    browse(seat.expert.user).get(f"/reviews/items/{review_of(seat).pk}/")
    browse(play.organiser).get(f"/experts/{pool[0].number}/")
    assert JournalRow.objects.filter(verb="review.read").count() == 1
    assert JournalRow.objects.get(verb="expert.read").subject == f"expert:{pool[0].number}"
