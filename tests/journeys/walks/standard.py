"""S18 知识产权贯标: opened, three steps by the adviser, the certificate verified: opened and certified are counted apart."""

from __future__ import annotations

from journeys import board, filing
from journeys.driver import holds
from journeys.walking import Walk
from journeys.walks.recognition import STEPS as OPENED
from journeys.walks.recognition import on_the_board, through_desks

PAGE = "/matters/ip-standard/steps/"


def _begin(walk: Walk) -> str:
    """The clerk begins the follow-up on the opened case and fills it in; its number."""
    given = walk.given["certificate"]
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(f"/cases/{walk.seen['case']}/")
    driver.press(given["name"])
    case = filing.number_of(driver)
    filing.fill_in(driver, case, given["answers"])
    filing.attach(driver, case, given["materials"])
    driver.visit(f"/cases/{case}/review/")
    return case


def a_certificate_waits_for_the_steps(walk: Walk) -> None:
    """三步未齐就登记证书：提交被拒，写明还差哪几步。"""
    walk.seen["certificate"] = _begin(walk)
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.press(walk.given["certificate"]["submit"])
    driver.says(walk.given["certificate"]["early"], walk.given["adviser"]["steps"][0])


def the_adviser_logs_three_steps(walk: Walk) -> None:
    """辅导机构用自己的账号依次记录三步。"""
    given = walk.given["adviser"]
    driver = walk.driver.as_(given["clerk"])
    for step in given["steps"]:
        driver.visit(PAGE)
        card = driver.page.locator(f"section:has([id='{walk.seen['case']}'])")
        holds(f"现在记录“{step}”", card.get_by_role("heading", name=f"记录“{step}”").count())
        card.locator("[name=found]").fill(given["found"])
        driver.press("记录", within=card)
        driver.says(f"已记录“{step}”")


def the_certificate_is_verified_and_registered(walk: Walk) -> None:
    """企业登记证书，主管部门核验后登记。"""
    given, case = walk.given["certificate"], walk.seen["certificate"]
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(f"/cases/{case}/review/")
    filing.submit(driver, given["submit"])
    through_desks(walk, case, given["desks"])


def certified_is_counted_beside_opened(walk: Walk) -> None:
    """目标板：认证数加一，开展数另列；名录和进度表都有这张证书。"""
    given = walk.given["certificate"]
    board.moved(walk.seen["before"], on_the_board(walk), given["adds"])
    driver = walk.driver.as_(walk.given["desks"][-1]["who"])
    driver.visit(PAGE)
    holds("进度表中已取得认证", "已取得" in driver.row(walk.given["firm"]["name"]).inner_text())
    driver.visit(f"/registers/{given['register']}/?q={walk.given['listed']}")
    holds("认证名录", driver.row(given["answers"]["证书编号"]).count())


STEPS = (
    *OPENED,
    a_certificate_waits_for_the_steps,
    the_adviser_logs_three_steps,
    the_certificate_is_verified_and_registered,
    certified_is_counted_beside_opened,
)
