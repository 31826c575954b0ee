"""S56 农业科技园区: a provincial park becomes a national one and the total stays; a year's evaluation warns some."""

from __future__ import annotations

from journeys.driver import same
from journeys.walking import Walk
from journeys.walks.recognition import STEPS as LISTED

TABLE, GRADES = "/matters/agri-park/tables/cities/", "/matters/agri-park/grades/"


def _warned(walk: Walk) -> int:
    driver = walk.driver.visitor()
    driver.visit(TABLE)
    return sum(int(text) for text in driver.all("main tbody tr td:last-child"))


def the_years_evaluation_warns_some(walk: Walk) -> None:
    """省里评定年度等次：给几个园区警示，它们排到最前，分市表恰好多出这么多。"""
    given = walk.given["evaluation"]
    before = _warned(walk)
    driver = walk.driver.as_(given["grader"])
    driver.visit(GRADES)
    driver.fill("依据", given["basis"])
    lists = driver.page.locator("main select[name^=grade-]")
    for at in range(given["parks"]):
        lists.nth(at).select_option(label=given["grade"])
    driver.press("写入等次")
    driver.says(f"已写入{given['parks']}个园区")
    first = driver.page.locator("main tbody tr").first.inner_text()
    same("排在最前的等次", given["grade"] in first, True)
    same("分市表的警示数", _warned(walk), before + given["parks"])


STEPS = (*LISTED, the_years_evaluation_warns_some)
