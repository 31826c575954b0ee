"""申报批次: places are counted, a submission one second after closing is refused, the last place goes to the first who comes."""

from __future__ import annotations

import re
import time
from datetime import timedelta

from playwright.sync_api import Locator

from journeys import filing
from journeys.driver import Driver, holds
from journeys.walking import Walk

PAGE = "/desk/windows/"
CLOCK = re.compile(r"服务器时间 .*?(\d\d:\d\d:\d\d)")


def _keeper(walk: Walk) -> Driver:
    driver = walk.driver.as_(walk.given["keeper"])
    driver.visit(PAGE)
    return driver


def _row(driver: Driver, title: str) -> Locator:
    return driver.page.locator("main article", has_text=title).first


def _review(walk: Walk, at: int) -> Driver:
    driver = walk.driver.as_(walk.given["firms"][at]["clerk"])
    driver.visit(f"/cases/{walk.seen['cases'][at]}/review/")
    return driver


def the_guide_says_how_long_and_how_many(walk: Walk) -> None:
    """指南：批次正在接收提交，截止写到秒；名额分到各设区市。"""
    driver = walk.driver.visitor()
    driver.visit(f"/matters/{walk.given['matter']['code']}/")
    driver.says(walk.given["first"], "截止", walk.given["unit"])


def two_firms_fill_in_their_drafts(walk: Walk) -> None:
    """两家填好草稿、上传材料，都还没有提交。"""
    walk.seen["cases"] = []
    for firm in walk.given["firms"]:
        driver = walk.driver.as_(firm["clerk"])
        case = filing.start(driver, walk.given["matter"]["code"], firm["name"])
        filing.fill_in(driver, case, {"中心名称": firm["centre"], **walk.given["answers"]})
        filing.attach(driver, case, walk.given["materials"])
        walk.seen["cases"].append(case)


def a_second_after_closing_is_too_late(walk: Walk) -> None:
    """省里现在截止并写明原因；一秒之后提交被拒，写明哪一刻截止；草稿还在。"""
    driver = _keeper(walk)
    row = _row(driver, walk.given["first"])
    row.locator("details > summary").first.click()
    row.locator("[name=why]").first.fill(walk.given["why"])
    driver.press("现在截止", within=row)
    driver.says("已调整并公布")
    time.sleep(1.1)  # the whole second of closing still counts
    driver = _review(walk, 0)
    driver.press(walk.given["matter"]["submit"])
    driver.says("没有提交", walk.given["first"], "截止", "草稿已保留")
    driver = _review(walk, 0)
    driver.says(walk.given["firms"][0]["centre"])


def another_window_has_one_place(walk: Walk) -> None:
    """省里另开一批，本市只有一个名额。"""
    given, now = walk.given["second"], walk.driver.today()
    driver = _keeper(walk)
    driver.page.locator("#id_matter").select_option(value=walk.given["matter"]["code"])
    driver.fill("批次名称", given["title"])
    driver.fill("开放时间", f"{now.isoformat()}T{CLOCK.search(driver.text)[1]}")  # type: ignore[index]
    driver.fill("截止时间", f"{(now + timedelta(days=given['days'])).isoformat()}T17:30:00")
    driver.page.locator("main [name=quota_by]").select_option(label="按考核归属单位")
    driver.page.locator("main [name=places]").fill(f"{walk.given['unit']} {given['places']}")
    driver.press("开设并公布")
    driver.says(f"{given['title']}已开设")


def the_last_place_goes_to_the_first(walk: Walk) -> None:
    """先到的一家提交成功，占了名额；后到的被拒，写明名额几个、已有几件。"""
    filing.submit(_review(walk, 0), walk.given["matter"]["submit"])
    driver = _review(walk, 1)
    driver.press(walk.given["matter"]["submit"])
    driver.says(
        "没有提交", f"{walk.given['unit']}名额{walk.given['second']['places']}个", "没有余额", "草稿已保留"
    )
    shown = _row(_keeper(walk), walk.given["second"]["title"]).inner_text()
    holds("批次页写明已用名额", f"已用 {walk.given['second']['places']}" in shown)


STEPS = (
    the_guide_says_how_long_and_how_many,
    two_firms_fill_in_their_drafts,
    a_second_after_closing_is_too_late,
    another_window_has_one_place,
    the_last_place_goes_to_the_first,
)
