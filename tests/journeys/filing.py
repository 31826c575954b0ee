"""How a clerk fills in the form and an officer works the desk: the acts every journey shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from journeys.driver import Driver, WalkFault, holds, same

MAIN = "main form[data-autosave]"


def answer(driver: Driver, answers: Mapping[str, str]) -> None:
    """Fills whichever of these questions stand on the page: boxes by label, radio buttons and lists by the words shown."""
    main = driver.page.locator("main")
    for label, text in answers.items():
        begins = re.compile("^" + re.escape(label))
        group = main.get_by_role("group", name=begins)
        if group.count():
            group.first.get_by_label(text, exact=True).check()
            continue
        exact = main.get_by_label(label, exact=True)
        box = exact if exact.count() else main.get_by_label(begins)
        if box.count() and box.first.evaluate("box => box.tagName") == "SELECT":
            box.first.select_option(label=text)
        elif box.count():
            box.first.fill(text)


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


def attach(driver: Driver, case: str, titles: list[str]) -> None:
    """Uploads a picture of the page under each of these materials."""
    picture = driver.shot("material")
    for title in titles:
        driver.visit(f"/cases/{case}/materials/")
        card = driver.page.locator("main section.card", has=driver.page.get_by_role("heading", name=title))
        card.locator("input[type=file]").set_input_files(picture)
        driver.press("上传", within=card)
        holds(f"“{title}”已上传", driver.page.locator("main .files a", has_text=picture.name).count())


def conclude(driver: Driver, stage: str, people: Mapping[str, list[str]], since: date, today: date) -> None:
    """Gives the opinion a stage asks for: its days, its people, its document, and 同意."""
    driver.follow(f"{stage}：办理")
    form = driver.page.locator("form#act")
    for box in form.locator(".field:has(> label)").all():
        title, held = box.locator("label").inner_text(), box.locator("input, textarea").first
        kind = held.get_attribute("type") or "lines"
        if kind == "date":
            held.fill((since if "起始" in title else today).isoformat())
        elif kind == "file":
            held.set_input_files(driver.shot("document"))
        elif held.get_attribute("name") == "members":
            held.fill("\n".join(people["experts" if "专家" in title else "visitors"]))
        elif held.get_attribute("name") == "note":
            held.fill("同意")
        elif "文号" in title and "可不填" not in title:
            held.fill("演示〔2018〕1号")
    driver.press("办理", within=form)


def publish(driver: Driver, case: str) -> str:
    """Puts this one case on a notice and posts it; returns the notice's number."""
    driver.visit("/desk/notices/")
    for box in driver.page.locator("main input[name=case]").all():
        box.set_checked(box.get_attribute("value") == case)
    driver.press("编制公示")
    notice = driver.path.strip("/").rsplit("/", 1)[-1]
    driver.press("发布公示")
    return notice
