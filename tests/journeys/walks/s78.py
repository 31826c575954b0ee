"""S78 文件台账: every named document, an opinion without an account, a reply to each, and the number that ends the ladder."""

from __future__ import annotations

from journeys.driver import holds, same
from journeys.walking import Walk


def _ledger(walk: Walk) -> str:
    return f"/plan/{walk.given['board']['plan']}/documents/"


def the_board_lists_every_named_document(walk: Walk) -> None:
    """打开台账：要点点名的文件都在，法规修订也在，各有步骤。"""
    given = walk.given["board"]
    driver = walk.driver.as_(given["keeper"])
    driver.visit(_ledger(walk))
    rows = driver.all("main table tbody tr td:first-child")
    same("文件份数", len(rows), given["documents"])
    for code in given["laws"]:
        holds(f"台账里有 {code}", any(code in row for row in rows))
    same("每份都有步骤", driver.page.locator("main tbody ol.rungs").count(), given["documents"])


def a_draft_is_opened_to_opinions(walk: Walk) -> None:
    """上传一稿，公开征求意见，得到编号。"""
    given, driver = walk.given["opening"], walk.driver
    driver.visit(f"{_ledger(walk)}{given['code']}/")
    driver.unfold("上传一稿")
    driver.fill("文件名称", given["title"])
    driver.fill("正文", given["text"])
    driver.press("上传")
    driver.unfold("公开征求意见")
    driver.fill("承办处室", given["office"])
    driver.fill("截止日", given["closes_on"].isoformat())
    driver.fill("说明", given["purpose"])
    driver.press("公开")
    driver.says("征求意见中")
    walk.seen["consultation"] = driver.page.locator("main ul.steps a").first.get_attribute("href")


def anybody_gives_an_opinion(walk: Walk) -> None:
    """路人不登录就能提意见，得到回执；姓名和没有答复的意见不公开。"""
    given = walk.given["opinion"]
    driver = walk.driver.visitor()
    driver.visit(walk.seen["consultation"])
    for label, key in (("针对哪一条", "clause"), ("意见", "text"), ("姓名", "name")):
        driver.fill(label, given[key])
    driver.press("提交")
    driver.says("已收到您的意见", "YJ")
    driver.visit(walk.seen["consultation"])
    driver.never_says(given["name"], given["text"])


def nothing_is_issued_before_the_answers(walk: Walk) -> None:
    """意见没答复完就印发：被拒，说明先要做什么。"""
    given, driver = walk.given["issuing"], walk.driver.as_(walk.given["board"]["keeper"])
    driver.visit(f"{_ledger(walk)}{given['code']}/")
    driver.unfold("登记印发")
    driver.fill("文号", given["number"])
    driver.fill("印发日期", given["issued_on"].isoformat())
    driver.press("登记")
    driver.says("采纳情况还没有公布")


def every_opinion_gets_a_reply(walk: Walk) -> None:
    """逐条答复，公布采纳情况；公众看到意见和答复。"""
    given, driver = walk.given["issuing"], walk.driver
    driver.visit(f"{_ledger(walk)}{given['code']}/")
    driver.click("main ul.steps a")
    walk.seen["over"] = driver.path
    for at, adopted in enumerate(given["replies"]):
        row = driver.page.locator("main table tbody tr").nth(at)
        row.locator("summary").click()
        row.locator("select").select_option(adopted)
        row.locator("textarea").fill(f"已研究，第{at + 1}条（演示）")
        driver.press("保存", within=row)
    driver.fill("总的采纳情况", f"收到{len(given['replies'])}条，均已答复（演示）。")
    driver.press("公布")
    reader = walk.driver.visitor()
    reader.visit(walk.seen["over"])
    reader.says("采纳情况", "已研究，第1条（演示）", "均已答复（演示）")


def the_number_turns_the_milestone_green(walk: Walk) -> None:
    """登记文号：台账到“印发”，条目页的里程碑写着文号。"""
    given, driver = walk.given["issuing"], walk.driver.as_(walk.given["board"]["keeper"])
    driver.visit(f"{_ledger(walk)}{given['code']}/")
    driver.unfold("登记印发")
    driver.fill("文号", given["number"])
    driver.fill("印发日期", given["issued_on"].isoformat())
    driver.press("登记")
    driver.says("已印发", given["number"])
    driver.visit(f"/plan/{walk.given['board']['plan']}/items/{given['item']}/?view=inside")
    row = driver.page.locator(f"tr[id='{given['code']}']")
    holds("里程碑的依据写着文号", given["number"] in row.inner_text())
    holds("里程碑按期", row.locator(".chip.ok").count())


STEPS = (
    the_board_lists_every_named_document,
    a_draft_is_opened_to_opinions,
    anybody_gives_an_opinion,
    nothing_is_issued_before_the_answers,
    every_opinion_gets_a_reply,
    the_number_turns_the_milestone_green,
)
