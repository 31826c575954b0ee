"""S08 企业梯度: counts by rung add up at every level, the firm sees its rung and its gap, and the register moves the rung."""

from __future__ import annotations

from jichuang.codes.tabular import write_xlsx
from journeys import rosters
from journeys.driver import Driver, holds, number, same
from journeys.walking import Walk

HEADERS = ("企业名称", "统一社会信用代码", "证书编号", "设区市", "县（市、区）", "认定日期")
TABLE = "main #ladder"


def _rungs(driver: Driver) -> list[str]:
    return driver.all(f"{TABLE} thead th")[1:]


def _row(driver: Driver, place: str) -> list[int]:
    cells = driver.page.locator(f"{TABLE} tr", has=driver.page.locator("th", has_text=place)).last.locator(
        "td"
    )
    return _numbers(cells.all_inner_texts())


def _numbers(texts: list[str]) -> list[int]:
    return [int(number(text)) for text in texts]


def _adds_up(driver: Driver, whole: str) -> list[int]:
    """Checks that every column of the table adds up to its last line, and every line to its total; returns the last line."""
    lines = [
        _numbers(line.locator("td").all_inner_texts())
        for line in driver.page.locator(f"{TABLE} tbody tr").all()
    ]
    total = _numbers(driver.all(f"{TABLE} tfoot td"))
    same(f"{whole}各级合计", total, [sum(column) for column in zip(*lines, strict=True)])
    for line in [*lines, total]:
        same(f"{whole}一行的合计", line[-1], sum(line[:-1]))
    return total


def county_officer_sees_every_level_add_up(walk: Walk) -> None:
    """县局打开梯度：全省等于各归属之和，归属等于各县之和，县的数点开是同样多的名单。"""
    given = walk.given["county"]
    driver = walk.driver.as_(given["officer"])
    driver.visit("/ladder/")
    walk.seen["province"] = _adds_up(driver, "全省")
    home = _row(driver, given["home"])
    at = _rungs(driver).index(given["rung"])
    driver.follow(given["home"], within=driver.page.locator(TABLE))
    same(f"{given['home']}各县之和", _adds_up(driver, given["home"]), home)
    line = driver.page.locator(f"{TABLE} tr", has=driver.page.locator("th", has_text=given["name"])).first
    shown = int(number(line.locator("td").nth(at).inner_text()))
    holds(f"{given['name']}的{given['rung']}", shown)
    with driver.page.expect_navigation():
        line.locator("td").nth(at).locator("a").click()
    same(f"{given['name']}名单的家数", driver.figure("#count"), shown)


def firm_sees_its_rung_and_what_lacks(walk: Walk) -> None:
    """企业看到自己的一级、下一级和还缺什么；别家的经办人被拒绝。"""
    given = walk.given["firm"]
    driver = walk.driver.as_(given["clerk"])
    driver.visit("/my/policies/")
    driver.says(given["name"])
    ladder = driver.page.locator("main #ladder").inner_text()
    for words in (given["before"], given["next"], given["policy"], "还缺"):
        holds(f"梯度卡片中的“{words}”", words in ladder)
    walk.seen["page"] = driver.path
    same("别家经办人打开这一页", walk.driver.as_(given["stranger"]).fetch(walk.seen["page"])[0], 403)


def what_lacks_is_asked_once(walk: Walk) -> None:
    """缺的数据补一次：记为本单位填报，不再问。"""
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(walk.seen["page"])
    for _ in range(driver.page.locator("#needs details:not([open])").count()):
        driver.page.locator("#needs details:not([open]) > summary").first.click()
    for question, answer in walk.given["supplied"].items():
        driver.choose(question, answer)
    driver.press("记下并重新匹配")
    driver.says(f"已记下 {len(walk.given['supplied'])} 项", walk.given["supplied_result"]["source"])
    for question in walk.given["supplied"]:
        asked = driver.page.locator("#needs", has_text=question).count()
        same(f"“{question}”还在问", asked, 0)


def the_register_moves_the_rung(walk: Walk) -> None:
    """省里导入认定名册：企业升一级，全省这一级恰好多一家，各层仍然相加相等。"""
    given, firm = walk.given["recognised"], walk.given["firm"]
    code = walk.seen["page"].rstrip("/").rsplit("/", 1)[1]
    file = walk.driver.out / "省级科技型中小企业名册（验收）.xlsx"
    file.parent.mkdir(parents=True, exist_ok=True)
    row = (firm["name"], code, given["number"], given["city"], given["county"], given["on"].isoformat())
    write_xlsx(file, HEADERS, [row], text_columns=("统一社会信用代码", "证书编号"), sheet="名单")
    driver = walk.driver.as_(given["keeper"])
    same("预检“新增”的行数", rosters.upload(driver, given["register"], file).get("新增", 0), 1)
    walk.seen["batch"] = driver.path
    rosters.write(driver)
    driver.visit("/ladder/")
    at = _rungs(driver).index(given["rung"])
    wanted = [
        n + (place in (at, len(walk.seen["province"]) - 1)) for place, n in enumerate(walk.seen["province"])
    ]
    same("导入后的全省各级", _adds_up(driver, "全省"), wanted)
    driver.as_(firm["clerk"]).visit(walk.seen["page"])
    ladder = driver.page.locator("main #ladder").inner_text()
    holds("升到的一级", f"现在在 {given['rung']}" in ladder)
    holds("再下一级", f"下一级是 {given['next']}" in ladder)


def undo_takes_the_rung_back(walk: Walk) -> None:
    """整批撤回：全省各级和企业的一级都复原。"""
    given = walk.given["recognised"]
    driver = walk.driver.as_(given["keeper"])
    driver.visit(walk.seen["batch"])
    rosters.undo(driver, "验收：认定名册撤回")
    driver.visit("/ladder/")
    same("撤回后的全省各级", _adds_up(driver, "全省"), walk.seen["province"])
    driver.as_(walk.given["firm"]["clerk"]).visit(walk.seen["page"])
    driver.says(walk.given["firm"]["before"])


STEPS = (
    county_officer_sees_every_level_add_up,
    firm_sees_its_rung_and_what_lacks,
    what_lacks_is_asked_once,
    the_register_moves_the_rung,
    undo_takes_the_rung_back,
)
