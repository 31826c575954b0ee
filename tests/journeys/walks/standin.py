"""代理: an officer goes on leave and names a colleague; he acts on those days with both names written; afterwards it is over."""

from __future__ import annotations

import re
from datetime import timedelta

from journeys.driver import Driver, WalkFault, holds, same
from journeys.walking import Walk

PAGE = "/desk/stand-ins/"


def _open(driver: Driver, case: str) -> None:
    """Opens one case at the desk by its number."""
    same(f"打开{case}", driver.visit(f"/desk/{case}/"), 200)


def _refused(walk: Walk, when: str, case: str) -> None:
    """The colleague passes the case on by hand, whatever his page offers: refused, and told who has it in hand."""
    driver = walk.driver.as_(walk.given["stand_in"]["who"])
    _open(driver, case)
    status, told = driver.send(f"/desk/{case}/accept/", revision=walk.seen["revisions"][case])
    holds(f"{when}：被拒（{status}）", status in {403, 409})
    holds(f"{when}：说明由谁认领", "认领" in told and walk.given["absent"]["name"] in told)


def the_officer_claims_his_cases(walk: Walk) -> None:
    """经办人认领几件；同岗位的同事这时办不了，看得到由谁认领。"""
    driver, found, revisions = walk.driver.as_(walk.given["absent"]["who"]), [], {}
    for _ in range(walk.given["work"]["cases"]):
        driver.visit(f"/desk/?queue=unclaimed&matter={walk.given['work']['matter']}")
        rows = driver.page.locator("main .case-list a")
        if not rows.count():
            raise WalkFault("工作台没有待受理的办件")
        with driver.page.expect_navigation():
            rows.first.click()
        number = re.search(r"/desk/([^/?]+)/", driver.path)
        assert number is not None
        driver.press("认领")
        found.append(number[1])
        revisions[number[1]] = driver.page.locator("main input[name=revision]").first.get_attribute("value")
    walk.seen |= {"cases": found, "revisions": revisions}
    colleague = walk.driver.as_(walk.given["stand_in"]["who"])
    _open(colleague, found[0])
    colleague.says(f"{walk.given['absent']['name']}")
    _refused(walk, "代理之前办理", found[0])


def leave_is_named_with_dates(walk: Walk) -> None:
    """休假前：不写事由不收；写明代理人、起止日和事由，列在“谁代我办”，代理人收到消息。"""
    given, today = walk.given["leave"], walk.driver.today()
    first = today + timedelta(days=given["begins_in"])
    walk.seen |= {"first": first, "last": first + timedelta(days=given["days"] - 1)}
    driver = walk.driver.as_(walk.given["absent"]["who"])
    for reason in ("", given["reason"]):
        driver.visit(PAGE)
        driver.choose("由谁代理", walk.given["stand_in"]["name"])
        driver.fill("起始日", first.isoformat())
        driver.fill("截止日", walk.seen["last"].isoformat())
        driver.fill("事由", reason)
        driver.press("指定")
        if not reason:
            driver.says("事由")
            holds("没有写事由不收", driver.page.locator("main .errors").count())
    driver.says("已指定", walk.given["stand_in"]["name"], given["reason"], "未开始")
    colleague = walk.driver.as_(walk.given["stand_in"]["who"])
    colleague.visit("/my/messages/")
    colleague.says("代理")
    _refused(walk, "未到起始日办理", walk.seen["cases"][0])


def the_stand_in_acts_on_those_days(walk: Walk) -> None:
    """代理期内：代理人的工作台写明代谁，认领的办件由他办成。"""
    walk.driver.advance(walk.seen["first"])
    case = walk.seen["cases"][0]
    driver = walk.driver.as_(walk.given["stand_in"]["who"])
    driver.visit("/desk/")
    driver.says(f"您正在代理{walk.given['absent']['name']}")
    _open(driver, case)
    driver.press(walk.given["work"]["pass_on"])
    if driver.page.locator("main .errors").count():
        raise WalkFault(f"代理人没有办成：{driver.all('main .errors')}")


def both_names_stand_in_timeline_and_journal(walk: Walk) -> None:
    """时间线和日志都写着两个人：谁办的、代谁办的。"""
    both = f"{walk.given['stand_in']['name']}代{walk.given['absent']['name']}"
    case = walk.seen["cases"][0]
    driver = walk.driver.as_(walk.given["absent"]["who"])
    driver.visit(f"/desk/{case}/?tab=timeline")
    driver.says(both)
    driver = walk.driver.as_(walk.given["auditor"])
    driver.visit(f"/audit/?verb={walk.given['work']['passed']}&subject=case:{case}")
    driver.says(walk.given["stand_in"]["name"], f"代{walk.given['absent']['name']}")


def after_the_last_day_it_is_over(walk: Walk) -> None:
    """期满次日：不必谁去收回，代理人办不了余下的一件，页面说明由谁认领；代理记录写着已到期结束。"""
    walk.driver.advance(walk.seen["last"] + timedelta(days=1))
    _refused(walk, "期满之后办理", walk.seen["cases"][-1])
    driver = walk.driver.as_(walk.given["stand_in"]["who"])
    driver.visit("/desk/")
    holds("工作台不再写代理", "您正在代理" not in driver.text)
    driver.visit(PAGE)
    row = driver.page.locator("main tr", has_text=walk.given["leave"]["reason"])
    holds("已到期结束", "已到期结束" in row.first.inner_text())


STEPS = (
    the_officer_claims_his_cases,
    leave_is_named_with_dates,
    the_stand_in_acts_on_those_days,
    both_names_stand_in_timeline_and_journal,
    after_the_last_day_it_is_over,
)
