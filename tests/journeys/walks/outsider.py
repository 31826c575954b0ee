"""Somebody without appointment or authorisation: refused at every inner address, by reading and by writing, with a reason."""

from __future__ import annotations

from journeys.driver import holds, same
from journeys.walking import Walk

REFUSED, TO_SIGN_IN = 403, 302


def _places(walk: Walk, listed: list[str]) -> list[str]:
    return [path.format(**walk.seen) for path in listed]


def finds_somebody_elses_things(walk: Walk) -> None:
    """记下别人的一件办件、一份公示、一家企业的地址，后面逐一去试。"""
    driver = walk.driver.as_(walk.given["officer"])
    driver.visit("/desk/?queue=unclaimed")
    link = driver.page.locator("main .case-list a").first
    walk.seen["firm"] = link.locator("b").inner_text()
    with driver.page.expect_navigation():
        link.click()
    walk.seen["case"] = driver.path.split("?")[0].strip("/").rsplit("/", 1)[-1]
    driver = walk.driver.as_(walk.given["province"])
    driver.visit("/desk/notices/")
    notice = driver.page.locator("main a[href^='/desk/notices/']").first.get_attribute("href") or ""
    walk.seen["notice"] = notice.strip("/").rsplit("/", 1)[-1]
    driver.visit(f"/registers/{walk.given['register']}/")
    entry = driver.page.locator("main a[href^='/registers/entries/']").first.get_attribute("href") or ""
    walk.seen["entry"] = entry.strip("/").rsplit("/", 1)[-1]


def reads_what_is_public(walk: Walk) -> None:
    """公开的页面照常打开；要授权才办得了的，说明缺什么授权。"""
    driver = walk.driver.as_(walk.given["stranger"])
    for path in _places(walk, walk.given["open"]):
        same(f"{path} 的状态", driver.visit(path), 200)
    for path, reason in walk.given["told"].items():
        same(f"{path} 的状态", driver.visit(path), 200)
        driver.says(reason)


def is_refused_everywhere_else_with_a_reason(walk: Walk) -> None:
    """内部页面一律拒绝：写明没有权限、为什么、下一步找谁；看不到别人的办件内容。"""
    driver = walk.driver.as_(walk.given["stranger"])
    for path in _places(walk, walk.given["closed"]):
        same(f"{path} 的状态", driver.visit(path), REFUSED)
        driver.says("没有权限")
        holds(f"{path} 写明理由", driver.page.locator("main h1").inner_text().strip())
        holds(f"{path} 写明下一步", "下一步" in driver.text)
        driver.never_says(walk.seen["firm"])


def writes_nothing_by_hand(walk: Walk) -> None:
    """绕过页面直接提交表单：一律不成，什么也没有改变。"""
    watcher = walk.driver.as_(walk.given["officer"])
    watcher.visit(f"/desk/{walk.seen['case']}/?tab=timeline")
    before = watcher.all("main .timeline li")
    driver = walk.driver.as_(walk.given["stranger"])
    for path in _places(walk, walk.given["writes"]):
        status, body = driver.send(path, **walk.given["form"])
        same(f"提交到 {path} 的状态", status, REFUSED)
        holds(f"提交到 {path} 时写明没有权限", "没有权限" in body)
    watcher = walk.driver.as_(walk.given["officer"])
    watcher.visit(f"/desk/{walk.seen['case']}/?tab=timeline")
    same("办件的经过", watcher.all("main .timeline li"), before)


def visitor_is_led_to_sign_in(walk: Walk) -> None:
    """没有登录的人打开内部页面：被带到登录页，或当场说明没有权限。"""
    driver = walk.driver.visitor()
    for path in _places(walk, walk.given["closed_to_visitors"]):
        status, _ = driver.fetch(path)
        holds(f"{path} 不对游客开放（状态 {status}）", status in {REFUSED, TO_SIGN_IN})


STEPS = (
    finds_somebody_elses_things,
    reads_what_is_public,
    is_refused_everywhere_else_with_a_reason,
    writes_nothing_by_hand,
    visitor_is_led_to_sign_in,
)
