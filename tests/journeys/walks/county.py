"""S52 创新型县试点: the county's government applies, an enterprise is turned away, goals become tasks, classes stay apart."""

from __future__ import annotations

from journeys.driver import holds
from journeys.walking import Walk
from journeys.walks.recognition import STEPS as LISTED


def an_enterprise_is_turned_away(walk: Walk) -> None:
    """企业来申报：当场拒绝，写明应由谁申报和依据哪一条。"""
    given = walk.given["refused"]
    driver = walk.driver.as_(given["clerk"])
    driver.visit(f"/matters/{walk.given['matter']['code']}/start/")
    driver.page.get_by_role("radio", name=given["name"]).check()
    driver.press("开始填写")
    driver.says(given["says"], "第18项")


def its_goals_are_tasks_of_the_plan(walk: Walk) -> None:
    """要点页：目标逐项成为任务，有责任单位和完成日期。"""
    given = walk.given["goal"]
    driver = walk.driver.as_(walk.given["board"]["reader"])
    driver.visit(f"/plan/{walk.given['board']['plan']}/items/{given['item']}/")
    rows = driver.page.locator("#goals tr", has_text=given["owner"])
    holds("目标任务", rows.filter(has_text=given["title"]).count())


def counties_of_one_class_are_compared(walk: Walk) -> None:
    """分类比较表：本县在自己的一类里，写明只在同类之间比较。"""
    driver = walk.driver.visitor()
    driver.visit(f"/matters/{walk.given['matter']['code']}/tables/classes/")
    driver.says(walk.given["class"]["rule"])
    shown = driver.row(walk.given["listed"]).inner_text()
    holds("类别", walk.given["class"]["title"] in shown)


STEPS = (
    an_enterprise_is_turned_away,
    *LISTED,
    its_goals_are_tasks_of_the_plan,
    counties_of_one_class_are_compared,
)
