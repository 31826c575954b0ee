"""S03 重点服务机构与网格: a body is listed like any other, then looks after two enterprises that nobody served."""

from __future__ import annotations

from playwright.sync_api import Locator

from journeys.driver import Driver, holds, same
from journeys.walking import Walk
from journeys.walks.recognition import STEPS as LISTED

PAGE = "/matters/service-body/grid/"


def _cell(driver: Driver, firm: str) -> Locator:
    return driver.page.locator("#cells ~ .scroll tr, section:has(#cells) tr", has_text=firm).first


def two_enterprises_have_no_helper(walk: Walk) -> None:
    """主管部门打开网格：两家企业无人服务，本县覆盖率为零。"""
    driver = walk.driver.as_(walk.given["grid"]["officer"])
    driver.visit(PAGE)
    for firm in walk.given["grid"]["firms"]:
        holds(f"{firm}无人服务", "无人服务" in _cell(driver, firm).inner_text())
    driver.visit("/matters/service-body/tables/coverage/")
    holds("覆盖率为零", "0%" in driver.row(walk.given["grid"]["county"]).inner_text())


def body_and_officer_are_assigned(walk: Walk) -> None:
    """逐家指定服务机构和联系人。"""
    driver = walk.driver.as_(walk.given["grid"]["officer"])
    for firm in walk.given["grid"]["firms"]:
        driver.visit(PAGE)
        row = _cell(driver, firm)
        row.locator("select[name=body]").select_option(label=walk.given["firm"]["name"])
        driver.press("由我联系", within=row)
        driver.says("已指定")


def the_body_logs_a_visit(walk: Walk) -> None:
    """服务机构用自己的账号记录联系和发现的问题。"""
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    for firm in walk.given["grid"]["firms"]:
        driver.visit(PAGE)
        form = driver.page.locator("main form", has=driver.page.get_by_role("heading", name=firm))
        form.locator("[name=problem]").fill(walk.given["grid"]["problem"])
        driver.press("记录联系", within=form)
        driver.says(f"已记录对{firm}的联系")


def the_enterprise_rates_it(walk: Walk) -> None:
    """企业看到这次联系，评价一次。"""
    given = walk.given["grid"]
    driver = walk.driver.as_(given["rater"])
    driver.visit(PAGE)
    row = driver.row(given["problem"])
    row.locator("select[name=stars]").select_option(label=given["stars"])
    driver.press("评价", within=row)
    driver.says("已评价")


def the_county_is_covered(walk: Walk) -> None:
    """本县覆盖率到百分之百，被评价的一家有分数。"""
    given = walk.given["grid"]
    driver = walk.driver.as_(given["officer"])
    driver.visit("/matters/service-body/tables/coverage/")
    same("覆盖率", driver.row(given["county"]).locator("td").last.inner_text(), given["covered"])
    driver.visit(PAGE)
    shown = _cell(driver, given["rated"]).inner_text()
    holds("已联系", "已联系" in shown)
    holds("评价", f"{given['stars'].split()[0]}.0" in shown)


STEPS = (
    *LISTED,
    two_enterprises_have_no_helper,
    body_and_officer_are_assigned,
    the_body_logs_a_visit,
    the_enterprise_rates_it,
    the_county_is_covered,
)
