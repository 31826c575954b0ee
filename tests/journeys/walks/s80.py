"""S80 工作要点目标板: the leader's morning, the officer's quarter, and a late certificate."""

from __future__ import annotations

from journeys import board, rosters
from journeys.driver import holds, number, same
from journeys.walking import Walk


def opens_with_all_headline_targets(walk: Walk) -> None:
    """打开目标板：十四个总体目标都有现值、目标值和状态。"""
    given, driver = walk.given["board"], walk.driver.as_(walk.given["board"]["reader"])
    driver.visit(f"/plan/{given['plan']}/?view=inside")
    rows = driver.page.locator("main tr[id^='G.']")
    same("总体目标的行数", rows.count(), given["headline"])
    for row in rows.all():
        code = row.get_attribute("id")
        holds(f"{code} 的目标值", row.locator("td.goal").inner_text().strip())
        holds(f"{code} 的状态文字", row.locator(".chip").inner_text().strip())


def drills_down_to_certificates(walk: Walk) -> None:
    """由总数下钻到考核归属、到县、到一张张证书，每一层之和都等于上一层。"""
    given, target = walk.given["board"], walk.given["drill"]["target"]
    driver = walk.driver.as_(given["reader"])
    total = board.value(driver, given["plan"], target)
    driver.click(f"tr[id='{target}'] a.target-name")
    same("目标页的总数", driver.figure("#parts tfoot td.number"), total)
    homes = [number(text) for text in driver.all("#parts tbody td.number")]
    same("各考核归属之和", sum(homes), total)
    biggest = homes.index(max(homes))
    driver.click(f"#parts tbody tr:nth-child({biggest + 1}) a")
    counties = driver.all("#rows .counties a")
    same("这一归属的合计", number(counties[0]), homes[biggest])
    parts = [number(words.rsplit(" ", 1)[1]) for words in counties[1:]]
    same("各县之和", sum(parts), homes[biggest])
    largest = parts.index(max(parts))
    driver.click(f"#rows .counties a:nth-child({largest + 2})")
    same("县的名单条数", driver.figure("#rows .pane-head .soft"), parts[largest])
    shown = driver.all("#rows tbody tr td:first-child a")
    same("名单首页的行数", len(shown), min(20, parts[largest]))
    walk.seen["certificate"] = shown[0]
    driver.follow(shown[0])
    driver.says(shown[0], "高新技术企业" if walk.given["drill"]["register"] == "hnte" else "")


def item_lists_its_promises(walk: Walk) -> None:
    """第四条：五个目标、三个里程碑、五项职责。"""
    given, driver = walk.given["item"], walk.driver.as_(walk.given["board"]["reader"])
    driver.visit(f"/plan/{walk.given['board']['plan']}/items/{given['number']}/?view=inside")
    code = f"{given['number']:02}"
    for letter, kind, title in (
        ("T", "targets", "目标"),
        ("M", "milestones", "里程碑"),
        ("D", "duties", "职责"),
    ):
        seen = driver.page.locator(f"main [id^='{letter}{code}.']").count()
        same(f"第{given['number']}条的{title}数", seen, given[kind])


def quote_stands_highlighted_in_the_text(walk: Walk) -> None:
    """目标的原文引语在全文中加底色，并能点回目标。"""
    given, plan = walk.given["quote"], walk.given["board"]["plan"]
    driver = walk.driver.visitor()
    driver.visit(f"/plan/{plan}/text/")
    mark = driver.page.locator(f"mark[id='q-{given['target']}']")
    holds(f"全文中 {given['target']} 的底色引语", mark.count())
    same("引语", mark.first.inner_text().strip(), given["words"])
    driver.click(f"mark[id='q-{given['target']}'] a")
    holds("点引语回到目标页", driver.path.startswith(f"/plan/{plan}/targets/{given['target']}/"))


def gap_is_explained(walk: Walk) -> None:
    """总数与增量对不上的三千家，页面上有口径说明。"""
    given = walk.given["gap"]
    driver = walk.driver.as_(walk.given["board"]["reader"])
    driver.visit(f"/plan/{walk.given['board']['plan']}/targets/{given['target']}/")
    note = driver.page.locator("#notes").inner_text()
    for words in given["words"]:
        holds(f"口径说明中的“{words}”", words in note)


def owner_state_and_last_report_stand_beside_the_light(walk: Walk) -> None:
    """每个目标旁有责任单位、办理状态和最近报送；调整过的目标并列原定数和文号。"""
    given, driver = walk.given["follow"], walk.driver.as_(walk.given["board"]["reader"])
    driver.visit(f"/plan/{walk.given['board']['plan']}/?view=inside")
    row = driver.page.locator(f"tr[id='{given['target']}']").inner_text()
    for words in (given["owner"], "报送"):
        holds(f"{given['target']} 旁的“{words}”", words in row)
    changed = driver.page.locator(f"tr[id='{given['adjusted']}'] td.goal").inner_text()
    holds("原定数", f"原定 ≥ {given['promised']}" in changed)
    driver.visit(f"/plan/{walk.given['board']['plan']}/follow/unowned/")
    driver.says("每一项都有人负责")


def section_chief_writes_words_beside_fixed_figures(walk: Walk) -> None:
    """处长的一屏：欠什么、还剩几天；月报的数已取好，只写文字。"""
    given, driver = walk.given["follow"], walk.driver.as_(walk.given["follow"]["section"])
    plan = walk.given["board"]["plan"]
    driver.visit(f"/plan/{plan}/follow/mine/")
    driver.says("要写的月报", "承担的事项", f"第{given['item']}条")
    driver.visit(f"/plan/{plan}/follow/?item={given['item']}")
    driver.click("main tbody tr a.target-name")
    driver.says("办理记录", "责任单位")


def quarter_is_released(walk: Walk) -> None:
    """发布第三季度：公众看到的数与发布时的实时数一致，没有灯和预测。"""
    given, shown = walk.given["board"], walk.given["release"]
    target = walk.given["later"]["target"]
    driver = walk.driver.as_(given["keeper"])
    driver.visit(f"/plan/{given['plan']}/?view=inside")
    if driver.page.get_by_role("button", name=f"发布{shown['title']}").count():
        driver.press(f"发布{shown['title']}")
        driver.says(f"{shown['title']}已发布")
    driver.visitor()
    walk.seen["released"] = board.released(driver, given["plan"], shown["quarter"], target)
    driver.says(f"{shown['title']}发布版")
    driver.never_says("年末预测", "滞后", "略慢")


def later_data_do_not_change_the_release(walk: Walk) -> None:
    """发布之后补录证书：实时数随之变动，发布版的数一字不变。"""
    given, later, shown = walk.given["board"], walk.given["later"], walk.given["release"]
    driver = walk.driver.as_(given["keeper"])
    before = board.value(driver, given["plan"], later["target"])
    roster = rosters.certificates(later, driver.out)
    rosters.judged_as(rosters.upload(driver, later["register"], roster.file), roster)
    rosters.write(driver)
    batch = driver.path
    same("补录后的实时数", board.value(driver, given["plan"], later["target"]), before + roster.moves)
    seen = board.released(driver.visitor(), given["plan"], shown["quarter"], later["target"])
    same("发布版的数", seen, walk.seen["released"])
    driver.as_(given["keeper"]).visit(batch)
    rosters.undo(driver, "验收：补录撤回")
    same("撤回后的实时数", board.value(driver, given["plan"], later["target"]), before)


STEPS = (
    opens_with_all_headline_targets,
    drills_down_to_certificates,
    item_lists_its_promises,
    quote_stands_highlighted_in_the_text,
    gap_is_explained,
    owner_state_and_last_report_stand_beside_the_light,
    section_chief_writes_words_beside_fixed_figures,
    quarter_is_released,
    later_data_do_not_change_the_release,
)
