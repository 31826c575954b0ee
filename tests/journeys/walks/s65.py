"""S65 月度形势分析: opened, a figure without source refused, a doubt explained, the brief drafted, frozen, then updated."""

from __future__ import annotations

from journeys.driver import Driver, holds, same
from journeys.walking import Walk


def _officer(walk: Walk) -> Driver:
    return walk.driver.as_(walk.given["officer"])


def _table(walk: Walk) -> Driver:
    driver = _officer(walk)
    driver.visit(f"/statistics/situation/{walk.given['period']}/")
    return driver


def _give(walk: Walk, code: str, status: str, value: str, publisher: str, source: str) -> Driver:
    driver = _officer(walk)
    driver.visit(f"/statistics/situation/{walk.given['period']}/{code}/")
    driver.choose("状态", status)
    driver.fill("数值", value)
    driver.fill("来源单位", publisher)
    driver.fill("来源标题", source)
    driver.press("报数")
    return driver


def month_opens_with_counted_and_typed_figures(walk: Walk) -> None:
    """布置一个月：自动指标当即有数，填报指标列入催报。"""
    driver, given = _officer(walk), walk.given
    driver.visit("/statistics/situation/")
    driver.fill("时期", given["period"])
    for box in driver.page.locator("main input[name=items]").all():
        box.set_checked(box.get_attribute("value") in {*given["automatic"], *given["typed"]})
    driver.press("布置")
    driver.says("已布置")
    rows = driver.page.locator("#table tbody tr[id]")
    same("表中的指标数", rows.count(), len(given["automatic"]) + len(given["typed"]))
    same("自动计数的", rows.filter(has_text="自动计数").count(), len(given["automatic"]))
    same("未报的", rows.filter(has_text="未报").count(), len(given["typed"]))
    holds("催报清单", driver.has("#chase"))


def a_figure_without_source_is_refused(walk: Walk) -> None:
    """没有写来源的数不收；填过的数还在框里。"""
    given = walk.given["first"]
    driver = _give(walk, given["code"], "估计数", given["right"], "", "")
    driver.says(given["refused"])
    same("框里的数", driver.typed("数值"), given["right"])


def a_slip_of_the_unit_is_asked_about(walk: Walk) -> None:
    """单位写错的数被当场指出；更正后不再存疑，原来的数留着。"""
    given = walk.given["first"]
    _give(walk, given["code"], "估计数", given["wrong"], given["publisher"], given["source"])
    row = walk.driver.page.locator(f"tr[id='{given['code']}']")
    holds("单位存疑", "请说明" in row.inner_text() and "倍" in row.inner_text())
    _give(walk, given["code"], "估计数", given["right"], given["publisher"], f"{given['source']}（更正）")
    row = walk.driver.page.locator(f"tr[id='{given['code']}']")
    holds("更正后不再存疑", "请说明" not in row.inner_text())
    holds("原来的数留着", "此前" in row.inner_text())


def a_jump_blocks_the_freeze_until_it_is_explained(walk: Walk) -> None:
    """波动大的数请求说明；不说明不能冻结，说明记在数旁。"""
    given = walk.given["second"]
    driver = _give(walk, given["code"], "估计数", given["value"], given["publisher"], given["source"])
    row = driver.page.locator(f"tr[id='{given['code']}']")
    holds("请求说明", "请说明" in row.inner_text())
    driver.press("冻结")
    driver.says("没有说明")
    driver = _table(walk)
    row = driver.page.locator(f"tr[id='{given['code']}']")
    row.locator("input[name=reason]").fill(given["reason"])
    driver.press("记入说明", within=row)
    row = driver.page.locator(f"tr[id='{given['code']}']")
    holds("说明记在数旁", given["reason"] in row.inner_text())


def brief_says_what_the_numbers_say(walk: Walk) -> None:
    """简报由句式起草：有升有降，写明估计数和说明。"""
    driver, given = _table(walk), walk.given["brief"]
    text = driver.typed("正文")
    said = [word for word in given["words"] if word in text]
    holds(f"简报中的词{said}", len(said) >= given["at_least"])
    holds("写明是估计数", "（估计数）" in text)
    holds("写明说明", walk.given["second"]["reason"] in text)
    row = driver.page.locator(f"tr[id='{walk.given['second']['code']}']").inner_text()
    holds("箭头与词一致", "↓" in row and "下降" in row)


def table_is_frozen_and_the_leader_reads_it(walk: Walk) -> None:
    """冻结后领导看到的与经办一致，没有可改的地方。"""
    driver = _table(walk)
    driver.press("冻结")
    driver.says("已冻结")
    walk.seen["rows"] = driver.all("#table tbody tr[id] td.number")
    reader = walk.driver.as_(walk.given["reader"])
    reader.visit(f"/statistics/situation/{walk.given['period']}/")
    same("领导看到的各行", reader.all("#table tbody tr[id] td.number"), walk.seen["rows"])
    same("可按的冻结", reader.page.get_by_role("button", name="冻结").count(), 0)


def final_figure_stands_beside_and_both_are_kept(walk: Walk) -> None:
    """次月登记最终数：冻结的表不动，旁边写明更新；指标页上两个版本都在。"""
    given = walk.given["first"]
    walk.driver.advance(max(walk.driver.today(), walk.given["brief"]["final_on"]))
    driver = _give(walk, given["code"], "发布数", given["final"], given["publisher"], given["final_source"])
    driver = _table(walk)
    same("冻结的各行", driver.all("#table tbody tr[id] td.number"), walk.seen["rows"])
    row = driver.page.locator(f"tr[id='{given['code']}']").inner_text()
    final = f"{float(given['final']):,.1f}"
    holds("冻结后更新", "冻结后更新" in row and final in row)
    driver.visit(f"/statistics/indicators/{given['code']}/")
    driver.unfold("3 个版本")
    driver.says(final, f"{float(given['right']):,.1f}", "估计数", "发布数")


STEPS = (
    month_opens_with_counted_and_typed_figures,
    a_figure_without_source_is_refused,
    a_slip_of_the_unit_is_asked_about,
    a_jump_blocks_the_freeze_until_it_is_explained,
    brief_says_what_the_numbers_say,
    table_is_frozen_and_the_leader_reads_it,
    final_figure_stands_beside_and_both_are_kept,
)
