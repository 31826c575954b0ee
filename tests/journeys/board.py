"""What the board shows, read from its pages as a person reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from journeys.driver import Driver, WalkFault, number, same


def value(driver: Driver, plan: str, target: str, on: date | None = None) -> int | float:
    """The present value of one target on a day, from the inside board."""
    query = f"&on={on.isoformat()}" if on else ""
    driver.visit(f"/plan/{plan}/?view=inside{query}")
    row = driver.page.locator(f"tr[id='{target}'] .figure")
    if not row.count():
        raise WalkFault(f"目标板上没有{target}的现值")
    return number(row.first.inner_text())


def released(driver: Driver, plan: str, quarter: str, target: str) -> str:
    """The figure of one target in a released quarter, as written on the public page."""
    driver.visit(f"/plan/{plan}/?view=public&quarter={quarter}")
    row = driver.page.locator("main tr").filter(has=driver.page.locator(f"a[href*='/targets/{target}/']"))
    if not row.count():
        raise WalkFault(f"{quarter}的发布版里没有{target}")
    return row.first.locator("td.number").inner_text()


def moved(before: Mapping[str, float], now: Mapping[str, float], adds: Mapping[str, float]) -> None:
    """Raises WalkFault unless every target has gained exactly what the walk file says."""
    for target, gain in adds.items():
        same(f"目标板{target}", now[target], before[target] + gain)
