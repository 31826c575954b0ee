"""S66 区域创新能力评价指数: from an empty table to two frozen versions, a city's page and the downloaded sheet."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from jichuang.codes.tabular import read_table
from jichuang.codes.xlsx_writer import write_xlsx
from journeys.driver import holds, same
from journeys.walking import Walk

Ranks = dict[str, tuple[int, str]]


def _ranks(walk: Walk) -> Ranks:
    """City -> (place, score) as the page shows them."""
    rows = [row.locator("td") for row in walk.driver.page.locator("main table tbody tr").all()]
    return {
        row.nth(1).inner_text().strip(): (int(row.nth(0).inner_text()), row.nth(2).inner_text().strip())
        for row in rows
    }


def _draft(walk: Walk) -> str:
    return f"/index/drafts/{walk.given['scheme']['key']}/"


def builds_the_tree(walk: Walk) -> None:
    """从空表建起：三个一级指标、十二项指标。"""
    given, driver = walk.given["scheme"], walk.driver.as_(walk.given["scheme"]["keeper"])
    driver.visit("/index/new/")
    driver.page.fill("#id_title", given["title"])
    driver.page.fill("#id_key", given["key"])
    driver.press("新建")
    pillars = [[code, title, "", weight, 1] for code, title, weight in given["pillars"]]
    for at, (code, title, parent, weight, direction) in enumerate([*pillars, *given["indicators"]]):
        for name, value in {"code": code, "title": title, "parent": parent, "weight": str(weight)}.items():
            driver.page.fill(f"[name='{at}.{name}']", value)
        driver.page.select_option(f"[name='{at}.direction']", str(direction))
        if not parent:
            driver.page.check(f"[name='{at}.aggregate']")
    driver.press("保存草案")
    driver.says(f"已保存，{len(pillars) + len(given['indicators'])} 行")


def names_a_wrong_cell(walk: Walk) -> None:
    """数据表里把数写成字：指明哪一格、什么不对；整张表不收。"""
    _upload(walk, spoil=True)
    walk.driver.says("不是数字", "!D2")
    walk.driver.says("还没有数据")


def computes_the_cities(walk: Walk) -> None:
    """上传十一个市的数据，预览名次和区间，发布第一版。"""
    driver = walk.driver
    _upload(walk)
    driver.says(f"现有 {len(walk.given['figures']['cities'])} 个地区")
    driver.visit(f"{_draft(walk)}preview/")
    driver.says("还没有发布过")
    same("预览的地区数", len(_ranks(walk)), len(walk.given["figures"]["cities"]))
    walk.seen["first"] = _release(walk)


def a_changed_weight_moves_ranks(walk: Walk) -> None:
    """改一个一级指标的权重：预览写明几个地区变动；发布第二版，第一版的名次和得分不变。"""
    given, driver = walk.given["change"], walk.driver
    driver.visit(_draft(walk))
    at = [one[0] for one in walk.given["scheme"]["pillars"]].index(given["code"])
    driver.page.fill(f"[name='{at}.weight']", str(given["weight"]))
    driver.press("保存草案")
    driver.visit(f"{_draft(walk)}preview/")
    driver.says("个地区的名次会变")
    after = _release(walk)
    moved = [name for name, (place, _) in after.items() if place != walk.seen["first"][name][0]]
    holds("有地区的名次变动", moved)
    walk.seen["second"], walk.seen["moved"] = after, moved
    driver.visit(f"/index/{walk.given['scheme']['key']}/1/")
    same("第一版仍是原样", _ranks(walk), walk.seen["first"])


def the_city_page_says_what_costs_rank(walk: Walk) -> None:
    """打开名次靠后的市：写明名次区间、哪些指标拉低了名次、相近的地区。"""
    driver, ranks = walk.driver, walk.seen["second"]
    last = max(ranks, key=lambda name: ranks[name][0])
    driver.visit(f"/index/{walk.given['scheme']['key']}/2/")
    driver.page.locator("main table").get_by_role("link", name=last, exact=True).click()
    driver.says(f"第 {ranks[last][0]} 位", "九成情形在第", "短板", "相近的地区")
    holds("短板里有指标", driver.all("main section:has(h2:text('短板')) tbody tr td:first-child"))


def the_sheet_says_the_same(walk: Walk) -> None:
    """下载的表与网页一致：名次相同，得分四舍五入到两位相同。"""
    driver = walk.driver
    driver.visit(f"/index/{walk.given['scheme']['key']}/2/")
    with driver.page.expect_download() as waiting:
        driver.page.get_by_role("link", name="导出 Excel").click()
    table = read_table(Path(waiting.value.path()), "名次.xlsx", expected=["名次", "地区", "得分"])
    place, name, score = (table.index(title) for title in ("名次", "地区", "得分"))
    told = {
        row.cells[name].value: (int(row.cells[place].value), f"{float(row.cells[score].value):.2f}")
        for row in table
    }
    same("表与网页", told, walk.seen["second"])


def outsiders_see_only_what_is_public(walk: Walk) -> None:
    """没有对外公开的版本，路人打不开。"""
    driver = walk.driver.visitor()
    driver.page.goto(f"{driver.url}/index/{walk.given['scheme']['key']}/2/")
    holds("被拒绝", "内部" in driver.page.content() or "登录" in driver.page.content())
    holds("名次没有泄露", walk.seen["moved"][0] not in driver.page.locator("main").inner_text())


def _upload(walk: Walk, *, spoil: bool = False) -> None:
    given, dice = walk.given["figures"], random.Random(walk.given["figures"]["seed"])
    titles = [line[1] for line in walk.given["scheme"]["indicators"]]
    rows = [[*city.split(" "), *(round(dice.uniform(1, 9), 2) for _ in titles)] for city in given["cities"]]
    if spoil:
        rows[0][3] = "约三"
    file = Path(tempfile.mkdtemp()) / "数据表.xlsx"
    write_xlsx(file, ["地区代码", "地区", *titles], rows, text_columns=("地区代码",))
    driver = walk.driver
    driver.visit(_draft(walk))
    driver.page.set_input_files("input[name=file]", str(file))
    driver.press("上传")


def _release(walk: Walk) -> Ranks:
    driver = walk.driver
    driver.page.fill("input[name=period]", walk.given["scheme"]["period"])
    driver.press("发布")
    driver.says("已发布")
    return _ranks(walk)


STEPS = (
    builds_the_tree,
    names_a_wrong_cell,
    computes_the_cities,
    a_changed_weight_moves_ranks,
    the_city_page_says_what_costs_rank,
    the_sheet_says_the_same,
    outsiders_see_only_what_is_public,
)
