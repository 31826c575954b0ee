"""How a clerk fills in the form and an officer works the desk: the acts every journey shares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from journeys.driver import Driver, WalkFault, holds, same

MAIN = "main form[data-autosave]"


def answer(driver: Driver, answers: Mapping[str, str]) -> None:
    """Fills whichever of these questions stand on the page: boxes by label, yes-or-no by its group."""
    for label, text in answers.items():
        if text in {"是", "否"}:
            group = driver.page.get_by_role("group", name=re.compile(re.escape(label)))
            if group.count():
                group.first.get_by_label(text, exact=True).check()
        elif driver.page.locator("main").get_by_label(re.compile("^" + re.escape(label))).count():
            driver.fill(label, text)


def start(driver: Driver, matter: str, firm: str) -> str:
    """Starts (or resumes) the firm's draft; returns the case number."""
    driver.visit(f"/matters/{matter}/start/")
    driver.page.get_by_role("radio", name=firm).check()
    driver.press("开始填写")
    return number_of(driver)


def number_of(driver: Driver) -> str:
    """The number of the case that the page is about."""
    found = re.search(r"/(?:cases|desk)/([^/?]+)/", driver.path)
    if found is None:
        raise WalkFault(f"{driver.path} 不是办件的页面")
    return found[1]


def fill_in(driver: Driver, case: str, *answers: Mapping[str, str]) -> None:
    """Goes through every step of the form to the page where answers are checked."""
    driver.visit(f"/cases/{case}/form/")
    given = {label: text for part in answers for label, text in part.items()}
    for _ in range(12):
        if "/form/" not in driver.path:
            break
        before = driver.path
        answer(driver, given)
        driver.press("保存并继续")
        if driver.path == before:
            raise WalkFault(f"这一步没有保存成功：{driver.all('main .error')}")
    driver.visit(f"/cases/{case}/review/")


def change(driver: Driver, case: str, step: str, answers: Mapping[str, str]) -> None:
    """Corrects answers of one step and saves."""
    driver.visit(f"/cases/{case}/form/{step}/")
    answer(driver, answers)
    driver.press("保存并继续")


def submit(driver: Driver, words: str) -> None:
    """Submits from the page where answers are checked, and sees the receipt."""
    driver.press(words)
    holds("提交后到回执页", driver.path.endswith("/receipt/"))
    driver.says("已提交")


def open_on_desk(driver: Driver, case: str, firm: str) -> None:
    """Finds the case on the officer's desk and opens it."""
    for queue in ("unclaimed", "claimed"):  # a case that comes back waits for the colleague who had it
        driver.visit(f"/desk/?queue={queue}&q={case}")
        row = driver.page.locator("main .case-list a", has_text=firm)
        if row.count():
            break
    else:
        raise WalkFault(f"{firm}的办件{case}不在工作台上")
    with driver.page.expect_navigation():
        row.first.click()
    same("工作台打开的办件", number_of(driver), case)


def pass_on(driver: Driver, case: str, firm: str, words: str) -> None:
    """The evaluation body finds the information complete and passes the case on."""
    open_on_desk(driver, case, firm)
    driver.press(words)
    driver.says(firm)


def only_tick(driver: Driver, firms: list[str]) -> None:
    """Of the cases waiting for a batch, ticks these and no other."""
    boxes = driver.page.locator("main input[name=case]")
    for box in boxes.all():
        wanted = any(firm in (box.get_attribute("aria-label") or "") for firm in firms)
        box.set_checked(wanted)
    same("列入这批公示的家数", driver.page.locator("main input[name=case]:checked").count(), len(firms))
