"""定期报送: a period opens by itself, last period's figures come along, a swing is explained, the silent are chased, then frozen."""

from __future__ import annotations

from journeys import filing
from journeys.driver import Driver, holds, same
from journeys.walking import Walk


def _period(walk: Walk, who: str) -> Driver:
    given = walk.given["report"]
    driver = walk.driver.as_(who)
    driver.visit(f"/desk/returns/{given['code']}/{given['period']}/")
    return driver


def _mine(walk: Walk) -> Driver:
    driver = walk.driver.as_(walk.given["unit"]["clerk"])
    driver.visit("/my/returns/")
    driver.follow(walk.given["report"]["title"])
    return driver


def the_period_opens_by_itself(walk: Walk) -> None:
    """期满后的首个工作日：本期自动布置，应报家数等于名册，期限写明。"""
    walk.driver.advance(walk.given["opens_on"])
    driver = _period(walk, walk.given["officers"]["chaser"])
    driver.says(walk.given["report"]["title"], "报送中", "期限")
    driver.visit(f"{driver.path.split('?')[0]}?state=all")
    driver.says("全部")


def last_periods_figures_come_along(walk: Walk) -> None:
    """经办人打开：上期的人员数已带出，写明从哪一期来。"""
    driver = _mine(walk)
    for label, text in walk.given["carried"].items():
        same(f"带出的“{label}”", driver.typed(label), text)
    driver.says(f"已带出{walk.given['report']['before']}")


def a_swing_must_be_explained(walk: Walk) -> None:
    """只改变动的数；收入降得多，不说明不能报送；说明后报送。"""
    driver = walk.driver.as_(walk.given["unit"]["clerk"])
    filing.answer(driver, walk.given["answers"])
    driver.press("核对并报送")
    driver.says(walk.given["explained"]["says"])
    driver.page.locator("#explain textarea").first.fill(walk.given["explained"]["why"])
    for box in driver.page.locator("#explain textarea").all()[1:]:
        box.fill(walk.given["explained"]["why"])
    driver.press("核对并报送")
    driver.says("已报送")


def the_desk_accepts_it(walk: Walk) -> None:
    """审核岗位看到上期数和说明，审核通过。"""
    driver = _period(walk, walk.given["officers"]["reviewer"])
    driver.visit(f"{driver.path.split('?')[0]}?state=handed_in")
    driver.follow(walk.given["unit"]["name"])
    driver.says(walk.given["explained"]["why"])
    driver.press("审核通过")
    driver.says("审核通过")


def the_silent_are_chased_by_one_click(walk: Walk) -> None:
    """期限过后：没有报的转为逾期，一键催报全部；三个工作日内不重复催。"""
    walk.driver.advance(walk.given["late_on"])
    driver = _period(walk, walk.given["officers"]["chaser"])
    owing = driver.figure("nav[aria-label=状态] a:first-child")
    driver.says("逾期")
    driver.press("一键催报全部")
    driver.says(f"已催报{owing:.0f}家")
    driver.press("一键催报全部")
    driver.says("没有重复发")


def the_period_is_frozen(walk: Walk) -> None:
    """冻结本期：计入一份，摘要写明。"""
    driver = _period(walk, walk.given["officers"]["chaser"])
    driver.press("冻结本期")
    driver.says("已冻结", "摘要")
    walk.seen["digest"] = driver.page.locator("main .pairs .clause").first.inner_text()


def a_revision_leaves_the_frozen_figures(walk: Walk) -> None:
    """冻结后更正：写明原因，两稿并列保存，冻结的摘要不变。"""
    driver = _mine(walk)
    driver.follow("更正")
    given = dict(walk.given["revised"])
    why = given.pop("why")
    filing.answer(driver, given)
    driver.fill("为什么更正", why)
    driver.press("报送更正")
    driver.says("第 2 稿", "第 1 稿", why)
    driver = _period(walk, walk.given["officers"]["chaser"])
    seen = driver.page.locator("main .pairs .clause").first.inner_text()
    holds("冻结的摘要没有变", seen == walk.seen["digest"])


STEPS = (
    the_period_opens_by_itself,
    last_periods_figures_come_along,
    a_swing_must_be_explained,
    the_desk_accepts_it,
    the_silent_are_chased_by_one_click,
    the_period_is_frozen,
    a_revision_leaves_the_frozen_figures,
)
