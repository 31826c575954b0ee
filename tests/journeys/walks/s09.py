"""S09 研发费用加计扣除: a visitor's sheet, each line with its document, by the law of the year and as known on a day."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journeys.driver import Driver, holds, same
from journeys.walking import Walk


def _open(walk: Walk) -> Driver:
    driver = walk.driver.visitor()
    driver.visit(f"/policies/{walk.given['policy']['id']}/calculator/")
    return driver


def _everything(walk: Walk) -> Driver:
    driver = _open(walk)
    driver.follow("在一页上填写全部问题")
    return driver


def _firm(driver: Driver, firm: Mapping[str, str]) -> None:
    driver.fill("研发费用所属纳税年度", firm["year"])
    driver.choose("企业类型", firm["taxpayer"])
    driver.fill("主营业务行业代码", firm["industry"])


def _costs(driver: Driver, costs: Mapping[str, list[str]]) -> None:
    for title, amounts in costs.items():
        for at, amount in enumerate(amounts, start=1):
            driver.fill(f"第 {at} 个 {title}", amount)


def _income(driver: Driver, income: Mapping[str, str]) -> None:
    (amount, typed), (status, chosen) = income.items()
    driver.fill(amount, typed)
    driver.choose(status, chosen)


def _line(driver: Driver, title: str) -> str:
    """What the sheet says for one amount."""
    line = driver.page.locator("main #sheet .finding", has=driver.page.get_by_text(title, exact=True)).first
    return line.locator(".value").inner_text().strip()


def _sheet(driver: Driver, wanted: Mapping[str, str]) -> None:
    for title, text in wanted.items():
        same(f"算账单“{title}”", _line(driver, title), text)


def _known(driver: Driver, day: str) -> None:
    driver.page.locator("main input[name=known]").fill(day)


def asks_topic_by_topic(walk: Walk) -> None:
    """不登录，一组一组问：与结论无关的问题不问；答完就有算账单。"""
    given, driver = walk.given, _open(walk)
    _firm(driver, given["firm"])
    driver.press("继续")
    _costs(driver, given["costs"])
    driver.press("继续")
    driver.never_says(given["asked"]["never"])
    _income(driver, given["income"])
    driver.press("继续")
    _sheet(driver, given["sheet"])
    walk.seen["sheet"] = driver.page.locator("main #sheet").inner_text()
    walk.seen["link"] = driver.page.locator("#share").input_value()


def every_line_cites_its_document(walk: Walk) -> None:
    """算账单每一行都写明依据，所引文件齐全。"""
    driver = walk.driver.visitor()
    for line in driver.page.locator("main #sheet .finding").all():
        clause = line.locator(".clause").inner_text()
        title = line.locator(".what").inner_text()
        holds(f"“{title}”的出处", re.search(r"〔\d{4}〕|公告|法|依上列 \d+ 项规定", clause))
    driver.says(*walk.given["documents"]["named"])


def the_ratio_follows_the_year(walk: Walk) -> None:
    """换一个年度：比例和加计额随当年的规定。"""
    given, driver = walk.given, walk.driver.visitor()
    driver.follow("修改")
    driver.fill("研发费用所属纳税年度", given["earlier"]["year"])
    driver.press("看结果")
    _sheet(driver, given["earlier"]["sheet"])


def the_ratio_follows_what_was_known(walk: Walk) -> None:
    """追溯的规定：按当时已知的印发文件算，前后各是多少。"""
    given = walk.given
    for day, rate in given["known"].items():
        driver = _everything(walk)
        _firm(driver, given["firm"])
        _costs(driver, given["costs"])
        _known(driver, day)
        driver.press("看结果")
        same(f"{day} 已知的加计比例", _line(driver, "加计比例"), rate)


def small_profit_is_told_case_by_case(walk: Walk) -> None:
    """小型微利企业：在限额两边、亏损、没有所得额，各少缴多少。"""
    given = walk.given
    for case in given["small"]["case"]:
        driver = _everything(walk)
        _firm(driver, given["firm"])
        _costs(driver, {"人员人工费用": [given["small"]["costs"]]})
        _income(driver, dict(zip(given["income"], (case["income"], given["small"]["status"]), strict=True)))
        driver.press("看结果")
        seen = _line(driver, "少缴企业所得税")
        holds(
            f"所得额“{case['income']}”万元时少缴“{case['saved']}”（实见 {seen}）",
            seen.startswith(case["saved"]),
        )


def a_mistake_names_the_box_and_the_range(walk: Walk) -> None:
    """填错一格：说明是哪一格、应在什么范围，其余的还在。"""
    wrong, driver = walk.given["wrong"], _everything(walk)
    _firm(driver, walk.given["firm"])
    driver.fill(wrong["box"], wrong["typed"])
    driver.press("看结果")
    driver.says(wrong["box"], wrong["says"])
    same("其余的填写", driver.typed("主营业务行业代码"), walk.given["firm"]["industry"])


def the_link_shows_the_same_and_names_nobody(walk: Walk) -> None:
    """分享链接：别人打开是同样的算账单，可以打印，没有名称和代码。"""
    driver = walk.driver.visitor()
    driver.visit(walk.seen["link"])
    same("链接打开的算账单", driver.page.locator("main #sheet").inner_text(), walk.seen["sheet"])
    driver.says("打印结果", "没有单位名称和代码")
    driver.never_says("（演示）")


STEPS = (
    asks_topic_by_topic,
    every_line_cites_its_document,
    the_ratio_follows_the_year,
    the_ratio_follows_what_was_known,
    small_profit_is_told_case_by_case,
    a_mistake_names_the_box_and_the_range,
    the_link_shows_the_same_and_names_nobody,
)
