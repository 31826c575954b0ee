"""What each page shows to whom."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pdfplumber
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from jichuang.plan.tests.conftest import NEW, OLD, rows
from jichuang.plan.verbs import assign_owner, release_quarter

INSIDE_WORDS = ("预计年末", "略慢", "滞后", "按期", "责任单位甲")


@pytest.fixture
def filled(plan, load, officer):
    """A board with lights of each colour, an owner and a released quarter."""
    load("academician_station", rows("s", 272, OLD) + rows("n", 25, NEW, home="130200", county="130202"))
    load("incubator", rows("i", 510, OLD) + rows("j", 20, NEW))
    load("new_rd_institution", rows("r", 11, NEW))
    assign_owner(plan=plan, code="G.06", department="责任单位甲", by=officer)
    release_quarter(plan=plan, quarter="2018Q3", by=officer)
    return plan


def text_of(client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_the_public_sees_words_and_released_figures_only(filled, real):
    page = text_of(Client(), "/plan/2018/")
    assert "297" in page and "院士工作站达到300家" in page and "2018年第三季度" in page
    assert not [word for word in INSIDE_WORDS if word in page]


def test_before_a_release_the_public_sees_the_text_and_no_figure(plan, load, real):
    load("academician_station", rows("s", 297, OLD))
    page = text_of(Client(), "/plan/2018/")
    assert "还没有发布过季度数据" in page and "297" not in page
    assert "297" not in text_of(Client(), "/plan/2018/targets/G.06/")
    assert "297" not in text_of(Client(), "/plan/2018/items/24/")


def test_public_item_and_target_pages_hide_lights_forecasts_owners_and_places(filled, real):
    for address in (
        "/plan/2018/items/24/",
        "/plan/2018/targets/G.06/",
        "/plan/2018/targets/G.06/?home=130200",
    ):
        page = text_of(Client(), address)
        assert not [word for word in (*INSIDE_WORDS, "导出名单", "n0（演示）") if word in page], address


@pytest.mark.parametrize("person", ["anonymous", "outsider"])
@pytest.mark.parametrize(
    "address",
    ["/plan/2018/?view=inside", "/plan/2018/items/4/?view=inside", "/plan/2018/targets/G.06/?view=inside"],
)
def test_the_inside_view_is_refused_with_a_reason_and_a_next_step(
    filled, real, outsider, signed_in, person, address
):
    client = Client() if person == "anonymous" else signed_in(outsider)
    page = text_of(client, address, 403)
    assert "内部岗位" in page and "对外发布版" in page


@pytest.mark.parametrize("person", ["leader", "officer", "city_officer"])
def test_inside_roles_see_lights_forecast_and_owner(filled, real, request, signed_in, person):
    page = text_of(signed_in(request.getfixturevalue(person)), "/plan/2018/")
    assert "按期" in page and "滞后" in page and "预计年末" in page and "责任单位甲" in page


def test_the_demonstration_guest_may_open_both_views_and_is_told_so(filled):
    inside, public = text_of(Client(), "/plan/2018/"), text_of(Client(), "/plan/2018/?view=public")
    assert "滞后" in inside and "演示：两个版本都可以打开" in inside
    assert "滞后" not in public and "演示：两个版本都可以打开" in public


def test_in_the_demonstration_a_signed_in_outsider_sees_the_public_view(filled, signed_in, outsider):
    page = text_of(signed_in(outsider), "/plan/2018/")
    assert "滞后" not in page and "2018年第三季度" in page


def test_the_slider_and_known_on_work_by_address(filled):
    assert "272" in text_of(Client(), "/plan/2018/targets/G.06/?on=2018-05-31")
    assert "正在回看" in text_of(Client(), "/plan/2018/?on=2018-06-30&known=2018-07-01")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("on=昨天", "不是日期"),
        ("on=2031-01-01", "不在可查看的范围内"),
        ("on=1999-01-01", "不在可查看的范围内"),
        ("known=x", "不是日期"),
    ],
)
def test_a_wrong_day_is_answered_in_words(filled, query, words):
    assert words in text_of(Client(), f"/plan/2018/?{query}")


def test_drill_down_adds_up_and_ends_at_named_rows(filled):
    page = text_of(Client(), "/plan/2018/targets/G.06/?home=130200")
    assert "为下列 14 个考核归属单位之和" in page
    assert "n0（演示）" in page and "s0（演示）" not in page
    assert "唐山" in page and "示意图，不表示行政区域界线" in page


def test_an_unknown_home_shows_the_province(filled):
    assert "为下列 14 个考核归属单位之和" in text_of(Client(), "/plan/2018/targets/G.06/?home=999999")


def test_what_does_not_exist_is_404(filled):
    for address in (
        "/plan/1999/",
        "/plan/2018/items/37/",
        "/plan/2018/targets/Z.99/",
        "/plan/2018/targets/G.01/rows.xlsx",
    ):
        text_of(Client(), address, 404)


def test_the_item_page_quotes_its_milestones_and_duties(filled):
    page = text_of(Client(), "/plan/2018/items/4/")
    for words in ("按季度发布全省高新技术企业统计公报", "完善后备培育库制度", "3 个里程碑", "5 项职责"):
        assert words in page
    assert "本条只作书面报告，不设灯" in text_of(Client(), "/plan/2018/items/32/")


def test_the_preamble_has_its_own_page(filled):
    page = text_of(Client(), "/plan/2018/items/0/")
    assert "研究出台河北省科技创新三年行动计划" in page and "高新技术企业总数" in page


def test_the_text_page_highlights_and_links_each_quote(filled, real):
    page = text_of(Client(), "/plan/2018/text/")
    assert page.count("<mark") >= 300
    assert '<a href="/plan/2018/targets/G.07/">高新技术企业超过4000家</a>' in page


def sheet(client, address: str):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(answer.content)).active.iter_rows()]


def test_the_board_exports_what_it_shows(filled, real, signed_in, leader):
    inside = sheet(signed_in(leader), "/plan/2018/board.xlsx")
    flat = [cell for row in inside for cell in row]
    assert "T28.4" in flat and "责任单位甲" in flat and "状态" in flat
    public = [cell for row in sheet(Client(), "/plan/2018/board.xlsx") for cell in row]
    assert "T28.4" in public and "责任单位甲" not in public and "状态" not in public
    assert not [cell for cell in public if isinstance(cell, str) and "预计" in cell]


def test_the_drill_down_exports_its_rows(filled, real, signed_in, leader, outsider):
    address = "/plan/2018/targets/G.06/rows.xlsx?home=130200"
    names = [row[0] for row in sheet(signed_in(leader), address)]
    assert sum(1 for name in names if str(name).startswith("n")) == 25
    text_of(signed_in(outsider), address, 403)
    text_of(Client(), address, 403)


def test_the_pages_cost_the_same_with_ten_times_the_entries(filled, load):
    client = Client()
    addresses = ("/plan/2018/", "/plan/2018/targets/G.06/?home=130200", "/plan/2018/items/4/")
    counts = []
    for run in range(2):
        seen = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            seen.append(len(queries))
        counts.append(seen)
        load("hnte", rows(f"h{run}", 300, OLD) + rows(f"g{run}", 100, NEW, home="130200", county="130202"))
        load("academician_station", rows(f"z{run}", 300, date(2018, 7, 1), home="130200", county="130203"))
    assert counts[0] == counts[1]


POSTS = [
    "/plan/2018/release/",
    "/plan/2018/step/",
    "/plan/2018/targets/G.03/figure/",
    "/plan/read/1/correct/",
]


@pytest.mark.parametrize("address", POSTS)
@pytest.mark.parametrize("person", ["anonymous", "outsider", "city_officer"])
def test_who_may_not_write_is_refused_with_a_reason(filled, real, request, signed_in, address, person):
    client = Client() if person == "anonymous" else signed_in(request.getfixturevalue(person))
    answer = client.post(address, {
        "quarter": "2018Q2", "code": "M04.1", "rung": "1", "reached_on": "2018-09-01", "evidence": "文件",
        "department": "某处", "period": "2017", "value": "54", "publisher": "某", "title": "某", "published_on": "2018-09-01",
    })  # fmt: skip
    assert answer.status_code == 403
    assert "岗位" in answer.content.decode()
    assert (filled.releases.count(), filled.rung_reports.count(), filled.owners.count()) == (1, 0, 1)


@pytest.mark.parametrize("address", POSTS)
def test_writing_addresses_answer_nothing_to_get(filled, address):
    assert Client().get(address).status_code == 405


def test_an_officer_releases_reports_and_assigns_by_form(filled, signed_in, officer):
    client = signed_in(officer)
    assert client.post("/plan/2018/release/", {"quarter": "2018Q2"}).status_code == 302
    step = {"code": "M04.2", "rung": "3", "reached_on": "2018-09-01", "evidence": "一季度公报", "item": "4"}
    assert client.post("/plan/2018/step/", step).headers["Location"] == "/plan/2018/items/4/"
    assert client.post("/plan/2018/follow/assign/", {"code": "4", "department": "高新处"}).status_code == 302
    page = text_of(client, "/plan/2018/items/4/")
    assert "一季度公报" in page and "高新处" in page and "已达 · 发布" in page


def test_a_wrong_form_keeps_the_officer_on_the_item_with_the_problems(filled, signed_in, officer):
    client = signed_in(officer)
    bad = {"code": "M04.2", "rung": "9", "reached_on": "2018-09-01", "evidence": "", "item": "4"}
    page = client.post("/plan/2018/step/", bad, follow=True).content.decode()
    assert "没有第9步" in page and "未填依据" in page
    bad["reached_on"] = "昨天"
    assert "读不出日期" in client.post("/plan/2018/step/", bad, follow=True).content.decode()
    quarter = client.post("/plan/2018/release/", {"quarter": "2017Q1"}, follow=True).content.decode()
    assert "不在《2018年全省科技工作要点》的年度内" in quarter


def test_releasing_twice_is_a_conflict(filled, signed_in, officer):
    answer = signed_in(officer).post("/plan/2018/release/", {"quarter": "2018Q3"})
    assert answer.status_code == 409
    assert "不再改变" in answer.content.decode()


def test_an_officer_records_a_published_figure_by_form(filled, signed_in, officer):
    client = signed_in(officer)
    good = {
        "period": "2017",
        "value": "54.1",
        "publisher": "某部门",
        "title": "某公报",
        "published_on": "2018-09-01",
    }
    page = client.post("/plan/2018/targets/G.03/figure/", good, follow=True).content.decode()
    assert "已登记2017年数 54.1%" in page and "某部门《某公报》" in page and "待核对" in page


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"value": "5.4E+17"}, "没有登记"),
        ({"published_on": "2019-01-01"}, "尚未发布的数字不存在"),
        ({"period": "去年"}, "写法不对"),
        ({"publisher": ""}, "由谁发布"),
    ],
)
def test_a_wrong_figure_is_named(filled, signed_in, officer, change, words):
    form = {
        "period": "2017",
        "value": "54.1",
        "publisher": "某",
        "title": "某",
        "published_on": "2018-09-01",
        **change,
    }
    page = signed_in(officer).post("/plan/2018/targets/G.03/figure/", form, follow=True).content.decode()
    assert words in page


def test_a_counted_target_takes_no_figure(filled, signed_in, officer):
    form = {"period": "2018", "value": "999", "publisher": "某", "title": "某", "published_on": "2018-09-01"}
    page = signed_in(officer).post("/plan/2018/targets/G.07/figure/", form, follow=True).content.decode()
    assert "不得录入" in page


def test_the_board_on_paper_says_what_the_page_says_and_only_inside(
    filled, real, leader, outsider, signed_in
):
    picture = signed_in(leader).get("/plan/2018/board.png")
    assert picture["Content-Type"] == "image/png" and picture.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(picture.content[16:20]) == round(240 / 25.4 * 200)
    assert signed_in(outsider).get("/plan/2018/board.png").status_code == 403
    answer = signed_in(leader).get("/plan/2018/board.pdf")
    with pdfplumber.open(BytesIO(answer.content)) as book:
        words = "".join(page.extract_text() for page in book.pages).replace(" ", "").replace("\n", "")
    assert "院士工作站达到300家" in words and "责任单位甲" in words and "297家" in words
    assert signed_in(outsider).get("/plan/2018/board.pdf").status_code == 403
