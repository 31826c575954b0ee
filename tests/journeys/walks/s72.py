"""S72 网上办事大厅: a guide without an account, a question and its answer, an urge, a bad rating, the call back, rating again."""

from __future__ import annotations

from datetime import date

from journeys import filing
from journeys.driver import Driver, holds, same
from journeys.walking import Walk


def _clerk(walk: Walk) -> Driver:
    return walk.driver.as_(walk.given["firm"]["clerk"])


def _city(walk: Walk) -> Driver:
    return walk.driver.as_(walk.given["firm"]["city"])


def guide_without_account(walk: Walk) -> None:
    """不登录找到事项，看到时限、流程、咨询入口和公布的评价。"""
    driver, matter = walk.driver.visitor(), walk.given["matter"]
    driver.visit(f"/search/?q={matter['title']}")
    driver.follow(matter["title"])
    driver.visit(f"/matters/{matter['code']}/")
    driver.says("承诺时限", "办理流程", f"咨询（{matter['answered_in']} 个工作日内答复）", "好差评")
    driver.follow("咨询")
    holds("咨询要先登录", "/sign-in/" in driver.path)


def clerk_sees_what_waits(walk: Walk) -> None:
    """经办人的空间把等她办的排在最前：要补正的这件。"""
    driver = _clerk(walk)
    driver.visit("/my/")
    row = driver.page.locator("#waiting tr", has_text=f"补正：{walk.given['matter']['title']}").first
    with driver.page.expect_navigation():
        row.get_by_role("link").first.click()
    walk.seen["case"] = filing.number_of(driver)


def clerk_asks(walk: Walk) -> None:
    """对这件提一个问题，页面写明由谁、最迟哪天答复。"""
    driver, case = _clerk(walk), walk.seen["case"]
    driver.visit(f"/cases/{case}/")
    driver.follow("咨询", within=driver.page.locator("#enquiries"))
    driver.says("个工作日内，最迟")
    driver.fill("您的问题", walk.given["question"]["text"])
    driver.press("送出")
    driver.says("最迟", walk.given["question"]["text"])


def city_answers(walk: Walk) -> None:
    """承办岗位的咨询排队里有这一条，带着剩余工作日；答复后不再排队。"""
    driver, asked = _city(walk), walk.given["question"]
    driver.visit("/desk/")
    waiting = driver.figure("nav.queues a[href='/desk/enquiries/'] b")
    driver.visit("/desk/enquiries/")
    card = driver.page.locator("main section", has_text=asked["text"]).first
    holds("写明剩余工作日", "工作日" in card.inner_text() or "今日到期" in card.inner_text())
    card.get_by_label("答复").fill(asked["answer"])
    driver.press("答复", within=card)
    driver.says("已答复")
    driver.visit("/desk/")
    same("排队的咨询少一条", driver.figure("nav.queues a[href='/desk/enquiries/'] b"), waiting - 1)


def clerk_is_told(walk: Walk) -> None:
    """经办人在消息里读到答复；打开即已读，未读数减一；时间线上也有。"""
    driver, asked = _clerk(walk), walk.given["question"]
    driver.visit("/my/messages/?unread=1")
    before = driver.figure("header .bar-end a[href='/my/messages/'] b")
    driver.follow("咨询已答复")
    driver.says(asked["answer"])
    driver.visit("/my/messages/?unread=1")
    rest = "header .bar-end a[href='/my/messages/'] b"
    same("未读数", driver.figure(rest) if driver.has(rest) else 0, before - 1)
    driver.visit(f"/cases/{walk.seen['case']}/")
    driver.says(asked["answer"], "答复咨询")


def clerk_mends_and_urges_once(walk: Walk) -> None:
    """补正后催办一次；再催被告知从哪天起可以。"""
    driver, case = _clerk(walk), walk.seen["case"]
    driver.visit(f"/cases/{case}/")
    driver.says("等待补正，催办没有对象")
    for box in driver.page.locator("#supplement textarea").all():
        box.fill(walk.given["supplement"]["why"])
    driver.press("补正完毕，重新提交")
    driver.says("补正内容已提交")
    driver.fill("催办说明", walk.given["urge"]["note"])
    driver.press("催办")
    driver.says("已催办", "起可以再次催办")
    status, _ = driver.send(f"/cases/{case}/urge/")
    same("再催一次", status, 409)


def city_sees_the_urge_and_closes(walk: Walk) -> None:
    """承办岗位的清单和这件的最上面都有催办；核对后办结。"""
    driver, case = _city(walk), walk.seen["case"]
    filing.open_on_desk(driver, case, walk.given["firm"]["name"])
    row = driver.page.locator("main .case-list a[aria-current]").first.inner_text()
    holds("清单上有催办", "催办" in row)
    driver.says(walk.given["urge"]["note"])
    driver.visit(f"/desk/{case}/?act=not_met")
    driver.page.locator("#act input[name=reason]").first.check()
    driver.click("#act button.danger")


def clerk_rates_badly(walk: Walk) -> None:
    """办结后评价不满意：不写原因不收；写明后告知几天内回访。"""
    driver, case, said = _clerk(walk), walk.seen["case"], walk.given["rating"]
    driver.visit(f"/cases/{case}/")
    driver.follow("评价", within=driver.page.locator("#rating"))
    driver.page.get_by_role("radio", name=said["bad"], exact=True).check()
    driver.press("提交评价")
    driver.says("没有说明哪里不满意")
    driver.page.get_by_role("radio", name=said["bad"], exact=True).check()
    driver.page.get_by_role("checkbox", name=said["aspect"]).check()
    driver.fill("意见", said["words"])
    driver.press("提交评价")
    driver.says("15个工作日内回访", said["words"], "回访")


def nobody_learns_who_rated(walk: Walk) -> None:
    """被评的人、同事、省级、审计和路人，从哪一页都看不到是谁评的、评了什么。"""
    case, words = walk.seen["case"], walk.given["rating"]["words"]
    for person in walk.given["strangers"]["people"]:
        driver = walk.driver.as_(person)
        status, body = driver.fetch(f"/cases/{case}/rate/")
        same(f"{person} 打开评价页", (status, words in body), (403, False))
        for path in (
            f"/desk/{case}/?tab=timeline",
            f"/cases/{case}/",
            "/desk/ratings/",
            "/desk/callbacks/",
            "/audit/",
        ):
            _, body = driver.fetch(path)
            holds(f"{person} 在 {path} 看不到评语", words not in body)


def _supervisor(walk: Walk) -> Driver:
    """Whoever of the leaders was given the call back, on its page."""
    driver = walk.driver
    for person in walk.given["callback"]["supervisors"]:
        driver = walk.driver.as_(person)
        driver.visit("/desk/callbacks/")
        links = driver.page.locator("main tbody a").evaluate_all(
            "found => found.map(one => one.getAttribute('href'))"
        )
        for path in links:
            driver.visit(path)
            if walk.given["rating"]["words"] in driver.text:
                return driver
    return driver


def supervisor_calls_back(walk: Walk) -> None:
    """没有经办这件的负责人在自己的空间里看到回访；没有记录不能办结；写明核实和整改后办结。"""
    given = walk.given["callback"]
    driver = _supervisor(walk)
    driver.says(walk.given["rating"]["words"], walk.given["firm"]["name"], "只对您公开")
    driver.press("办结回访")
    driver.says("没有回访记录不能办结")
    driver.fill("回访日期", _today(driver).isoformat())
    driver.fill("核实情况", given["finding"])
    driver.fill("整改情况", given["mended"])
    driver.press("办结回访")
    driver.says("回访已办结", given["mended"])


def _today(driver: Driver) -> date:
    return date.fromisoformat(driver.page.locator("#demo-day").input_value())


def clerk_rates_again(walk: Walk) -> None:
    """评价人收到回访结果，按整改后的情况再评一次，只有一次。"""
    driver, case, said = _clerk(walk), walk.seen["case"], walk.given["rating"]
    driver.visit("/my/messages/")
    driver.follow("回访结果")
    driver.says(walk.given["callback"]["mended"])
    driver.visit(f"/cases/{case}/rate/")
    driver.page.get_by_role("radio", name=said["after"], exact=True).check()
    driver.press("再次评价")
    driver.says("整改后的评价已记下", said["bad"], said["after"])
    holds("不能再评第三次", not driver.has("input[name=grade]"))


def anybody_asks_progress(walk: Walk) -> None:
    """凭编号和代码后四位查进度，只见所在环节；代码不对，和编号不存在一样答复。"""
    driver, case, firm = walk.driver.visitor(), walk.seen["case"], walk.given["firm"]
    driver.visit("/cases/progress/")
    driver.fill("办件编号", case)
    driver.fill("统一社会信用代码后四位", firm["code_tail"])
    driver.press("查询")
    driver.says(walk.given["matter"]["title"])
    driver.never_says(firm["name"], walk.given["rating"]["words"])
    driver.fill("统一社会信用代码后四位", "0000")
    driver.press("查询")
    driver.says("没有找到这件办件")


STEPS = (
    guide_without_account,
    clerk_sees_what_waits,
    clerk_asks,
    city_answers,
    clerk_is_told,
    clerk_mends_and_urges_once,
    city_sees_the_urge_and_closes,
    clerk_rates_badly,
    nobody_learns_who_rated,
    supervisor_calls_back,
    clerk_rates_again,
    anybody_asks_progress,
)
