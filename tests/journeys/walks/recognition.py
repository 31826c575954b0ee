"""A matter of the common shape: filed, passed by every desk of its route, shown to the public, listed; the board moves.

The walk file names matter, clerk, answers, desks in order and what the board must gain; nothing here knows a matter.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from journeys import board, filing
from journeys.driver import Driver, WalkFault, holds, same
from journeys.walking import Walk

FIRST_DAY = re.compile(r"最早(\d{4})年(\d{1,2})月(\d{1,2})日")


def on_the_board(walk: Walk) -> dict[str, int | float]:
    """The present value of every target the walk should move."""
    given = walk.given["board"]
    driver = walk.driver.as_(given["reader"])
    return {target: board.value(driver, given["plan"], target) for target in given["adds"]}


def the_guide_says_what_it_is(walk: Walk) -> None:
    """指南：名称、办理流程和未核实的地方都写明。"""
    given = walk.given["matter"]
    driver = walk.driver.visitor()
    same("指南页", driver.visit(f"/matters/{given['code']}/"), 200)
    driver.says(given["title"], *given.get("says", []))


def the_clerk_files_it(walk: Walk) -> None:
    """经办人：填报、上传材料、提交，得到回执。"""
    given, firm = walk.given["matter"], walk.given["firm"]
    driver = walk.driver.as_(firm["clerk"])
    case = walk.seen["case"] = filing.start(driver, given["code"], firm["name"])
    filing.fill_in(driver, case, walk.given["answers"])
    filing.attach(driver, case, walk.given.get("materials", []))
    driver.visit(f"/cases/{case}/review/")
    filing.submit(driver, given["submit"])


def every_desk_does_its_part(walk: Walk) -> None:
    """各岗位依次办理：核对、推荐、评审、考察、研究，各有其意见。"""
    through_desks(walk, walk.seen["case"], walk.given["desks"])


def through_desks(walk: Walk, case: str, desks: list[dict[str, Any]]) -> None:
    """Every desk in order; what the board showed before the last of them is kept."""
    firm, since = walk.given["firm"]["name"], walk.driver.today()
    for desk in desks:
        if "wait" in desk:
            since = walk.driver.today()
            walk.driver.advance(since + timedelta(days=desk["wait"]))
        today = walk.driver.today()
        last = today - timedelta(days=1) if "wait" in desk else today
        if desk is desks[-1]:
            walk.seen["before"] = on_the_board(walk)
        _at_desk(walk.driver.as_(desk["who"]), case, firm, desk["stage"], walk.given, since, last)


def _at_desk(
    driver: Driver, case: str, firm: str, stage: str, people: dict[str, list[str]], since: date, last: date
) -> None:
    filing.open_on_desk(driver, case, firm)
    if driver.page.get_by_role("link", name=f"{stage}：办理").count():
        filing.conclude(driver, stage, people, since, last)
    else:
        driver.click("main .actions button[data-key=a]")
    if driver.page.locator("main .error").count():
        raise WalkFault(f"“{stage}”没有办成：{driver.all('main .error')}")


def publicity_and_announcement(walk: Walk) -> None:
    """公示期满次日公告；没有公示环节的，由最后一个岗位办结。"""
    if not walk.given["matter"].get("publicity", True):
        return
    who, case = walk.given["matter"]["announcer"], walk.seen["case"]
    driver = walk.driver.as_(who)
    notice = filing.publish(driver, case)
    driver.visit(f"/desk/notices/{notice}/")
    found = FIRST_DAY.search(driver.text.replace(" ", ""))
    if found is None:
        raise WalkFault("公示页没有写明最早哪天可以公告")
    walk.driver.advance(date(*map(int, found.groups())))
    walk.seen["before"] = on_the_board(walk)
    driver = walk.driver.as_(who)
    driver.visit(f"/desk/notices/{notice}/")
    driver.press("公告")
    driver.says("公告已完成")


def the_board_moves(walk: Walk) -> None:
    """目标板：每个目标恰好增加应增加的数。"""
    board.moved(walk.seen["before"], on_the_board(walk), walk.given["board"]["adds"])


def the_holder_stands_in_the_register(walk: Walk) -> None:
    """名录：新条目在列；经办人看到办结结论。"""
    given = walk.given["matter"]
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(f"/cases/{walk.seen['case']}/")
    driver.says(given["granted"])
    driver = walk.driver.as_("province")
    driver.visit(f"/registers/{given['register']}/?q={walk.given['listed']}")
    holds(f"名录中的{walk.given['listed']}", driver.row(walk.given["listed"]).count())


STEPS = (
    the_guide_says_what_it_is,
    the_clerk_files_it,
    every_desk_does_its_part,
    publicity_and_announcement,
    the_board_moves,
    the_holder_stands_in_the_register,
)
