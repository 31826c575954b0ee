"""S07 科技型中小企业评价: one firm from self-test to entry number, one figure on the board, and the year's end."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from journeys import board, entries, filing
from journeys.driver import Driver, holds, same
from journeys.walking import Walk

SUBMIT, PASS_ON = "提交评价信息", "信息完整，报省公示"


def _clerk(walk: Walk) -> Driver:
    return walk.driver.as_(walk.given["firm"]["clerk"])


def _province(walk: Walk) -> Driver:
    return walk.driver.as_("province")


def _figures(walk: Walk, which: str) -> tuple[dict[str, str], ...]:
    return (walk.given["yes_no"], walk.given["answers"], walk.given[which])


def _on_board(walk: Walk) -> int | float:
    given = walk.given["board"]
    return board.value(walk.driver.as_(given["reader"]), given["plan"], given["target"])


def _sees_result(driver: Driver, wanted: dict[str, Any]) -> None:
    """Headline with the score; each part with its points and the clause it comes from."""
    driver.says(f"{wanted['score']} 分")
    driver.unfold("逐条核验")
    for title, points in wanted["parts"].items():
        row = driver.page.locator("main .finding", has_text=title).first
        text = row.inner_text()
        holds(f"“{title}”得 {points}", points in text)
        holds(f"“{title}”注明条款出处", "第" in text and "条" in text)


def self_test_shows_score_and_sources(walk: Walk) -> None:
    """自测：名录里的数带着来源自动填好；改成偏低的数字，逐项显示得分和条款，说明差多少。"""
    driver = _clerk(walk)
    driver.visit(f"/matters/{walk.given['matter']['code']}/check/")
    driver.says(f"已按“{walk.given['firm']['name']}”的授权带出", "已从名录取得", "截至")
    filing.answer(driver, walk.given["yes_no"] | walk.given["answers"] | walk.given["low"])
    driver.press("看自测结果")
    _sees_result(driver, walk.given["low_result"])
    driver.says(walk.given["low_result"]["short"])


def below_the_mark_is_refused(walk: Walk) -> None:
    """不到六十分：提交被拒，写明理由，草稿还在。"""
    driver = _clerk(walk)
    case = filing.start(driver, walk.given["matter"]["code"], walk.given["firm"]["name"])
    filing.fill_in(driver, case, *_figures(walk, "low"))
    driver.press(SUBMIT)
    driver.says("没有提交", walk.given["low_result"]["reason"])
    driver.visit(f"/cases/{case}/")
    driver.says("还是草稿，没有提交")
    walk.seen["case"] = case


def corrected_and_submitted_once(walk: Walk) -> None:
    """更正后提交：同一时刻按两次，只有一件办件，回执写明下一步由谁、何时办。"""
    driver, case = _clerk(walk), walk.seen["case"]
    filing.change(driver, case, "figures", walk.given["high"])
    filing.change(driver, case, "achievements", walk.given["high"])
    driver.visit(f"/cases/{case}/review/")
    _sees_result(driver, walk.given["high_result"])
    answers = driver.press_twice_at_once(SUBMIT)
    same("两次提交都到同一张回执", answers, [f"200 /cases/{case}/receipt/"] * 2)
    driver.visit(f"/cases/{case}/receipt/")
    driver.says("已提交", "前办完")
    driver.visit("/my/cases/")
    mine = driver.page.locator("main tbody tr", has_text=walk.given["matter"]["title"])
    same("这家企业的办件数", mine.filter(has_text=walk.given["firm"]["name"]).count(), 1)


def rival_files_too(walk: Walk) -> None:
    """另一家企业也申报，由它所在的市核对上报。"""
    rival = walk.given["rival"]
    driver = walk.driver.as_(rival["clerk"])
    case = filing.start(driver, walk.given["matter"]["code"], rival["name"])
    filing.fill_in(driver, case, *_figures(walk, "rival_figures"))
    filing.submit(driver, SUBMIT)
    filing.pass_on(walk.driver.as_(rival["city"]), case, rival["name"], PASS_ON)
    walk.seen["rival"] = case


def city_returns_once(walk: Walk) -> None:
    """市级核对：一次退回补正，逐项告知，时限暂停。"""
    asked, case = walk.given["supplement"], walk.seen["case"]
    driver = walk.driver.as_(walk.given["firm"]["city"])
    filing.open_on_desk(driver, case, walk.given["firm"]["name"])
    driver.follow("退回补正")
    driver.page.get_by_role("checkbox", name=re.compile(f"^{asked['field']}\\s")).check()
    driver.page.get_by_label(f"{asked['field']}：说明").fill(asked["note"])
    driver.press("发出补正通知")
    driver.says("已一次性告知")


def clerk_answers_and_city_passes(walk: Walk) -> None:
    """经办人看到要补什么、为什么，说明后重新提交；市级核对通过，转入待省级公示。"""
    asked, case, firm = walk.given["supplement"], walk.seen["case"], walk.given["firm"]
    driver = _clerk(walk)
    driver.visit(f"/cases/{case}/")
    driver.says("需要补正 1 项", asked["note"], "暂停")
    driver.fill("确认无误、不改的", asked["answer"])
    driver.press("补正完毕，重新提交")
    driver.says("补正内容已提交")
    filing.pass_on(walk.driver.as_(firm["city"]), case, firm["name"], PASS_ON)
    driver = _clerk(walk)
    driver.visit(f"/cases/{case}/")
    driver.says("待省级公示")


def province_posts_publicity(walk: Walk) -> None:
    """省级分批，按日发布公示，截止日按工作日历算出；公众看得到名单。"""
    dates, firms = walk.given["dates"], [walk.given["firm"]["name"], walk.given["rival"]["name"]]
    walk.driver.advance(dates["publicity_on"])
    driver = _province(walk)
    driver.visit("/desk/notices/")
    filing.only_tick(driver, firms)
    driver.press("编制公示")
    walk.seen["notice"] = driver.path.strip("/").rsplit("/", 1)[-1]
    driver.press("发布公示")
    driver.says(f"至{dates['publicity_ends']}")
    driver.visitor().visit(f"/publicity/{walk.seen['notice']}/")
    driver.says(_written(dates["publicity_on"]), _written(dates["publicity_ends"]), *firms)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def objection_holds_one_firm(walk: Walk) -> None:
    """公众对另一家实名提出异议：只有那一家转入核查，提出人的身份公示页和企业都看不到。"""
    given, rival, firm = walk.given["objection"], walk.given["rival"]["name"], walk.given["firm"]["name"]
    driver = walk.driver.visitor()
    driver.visit(f"/publicity/{walk.seen['notice']}/")
    driver.follow("提出异议", within=driver.row(rival))
    driver.page.get_by_role("radio").first.check()
    driver.fill("姓名或单位名称", given["name"])
    driver.fill("联系方式", given["contact"])
    driver.fill("异议内容", given["content"])
    driver.press("提出异议")
    driver.says("已收到异议", "回执号")
    driver.visit(f"/publicity/{walk.seen['notice']}/")
    driver.never_says(given["name"], given["content"])
    holds("另一家标明异议核查", "异议" in driver.row(rival).locator("td .chip").inner_text())
    holds("本家仍在公示", "公示中" in driver.row(firm).locator("td .chip").inner_text())
    driver = walk.driver.as_(walk.given["rival"]["clerk"])
    driver.visit(f"/cases/{walk.seen['rival']}/")
    driver.says("异议")
    driver.never_says(given["name"], given["contact"], given["content"])


def announcing_early_is_refused(walk: Walk) -> None:
    """公示最后一天公告：被拒，并写明最早哪一天。"""
    dates = walk.given["dates"]
    walk.driver.advance(dates["announce_on"] - timedelta(days=1))
    driver = _province(walk)
    driver.visit(f"/desk/notices/{walk.seen['notice']}/")
    driver.press("公告")
    driver.says("没有办成", _written(dates["announce_on"]))


def announcing_moves_the_board(walk: Walk) -> None:
    """次日公告：本家得到入库登记编号，目标板加一；被异议的一家仍在核查。"""
    walk.driver.advance(walk.given["dates"]["announce_on"])
    before = _on_board(walk)
    driver = _province(walk)
    driver.visit(f"/desk/notices/{walk.seen['notice']}/")
    driver.press("公告")
    driver.says("公告已完成")
    same("目标板", _on_board(walk), before + walk.given["board"]["adds"])
    driver = _province(walk)
    driver.visit(f"/desk/notices/{walk.seen['notice']}/")
    holds("另一家仍在核查", "异议" in driver.row(walk.given["rival"]["name"]).inner_text())
    same("另一家的名录条目数", _entries(walk, walk.given["rival"]["name"]), 0)


def number_is_in_the_register(walk: Walk) -> None:
    """名录里有这个编号，凭单的核验链接说它有效，企业在办件页看得到。"""
    given, firm = walk.given, walk.given["firm"]["name"]
    same("本家的名录条目数", _entries(walk, firm), 1)
    row = walk.driver.row(firm)
    seen = row.locator(f"td[data-label='{given['number']['title']}']").inner_text().strip()
    holds(f"入库登记编号 {seen} 的样式", re.match(given["number"]["pattern"], seen))
    holds("有效至年末", str(given["dates"]["last_valid_day"]) in row.inner_text())
    driver = _clerk(walk)
    driver.visit(f"/cases/{walk.seen['case']}/")
    driver.says(seen)
    driver.follow("打开、打印或转发核验链接")
    walk.seen["slip"] = driver.path
    driver.visitor().visit(walk.seen["slip"])
    driver.says(seen, firm, "有效")


def dismissed_objection_lets_the_other_follow(walk: Walk) -> None:
    """异议不成立：另一家随后公告，目标板再加一。"""
    before = _on_board(walk)
    driver = _province(walk)
    driver.visit("/desk/objections/")
    card = driver.page.locator("main section.card", has_text=walk.given["rival"]["name"]).first
    card.get_by_label("异议不成立", exact=True).check()
    card.get_by_label("核查结论").fill(walk.given["objection"]["finding"])
    driver.press("办结异议", within=card)
    driver.says("异议已办结")
    driver.visit(f"/desk/notices/{walk.seen['notice']}/")
    driver.press("公告")
    same("目标板", _on_board(walk), before + walk.given["board"]["adds"])


def entry_lapses_with_the_year(walk: Walk) -> None:
    """年末之后：编号到期，名录不再计入，凭单说已失效，当年累计数不变。"""
    dates, firm = walk.given["dates"], walk.given["firm"]["name"]
    year_end = _on_board(walk)
    walk.driver.advance(dates["lapsed_on"])
    same("失效日的名录条目数", _entries(walk, firm), 0)
    same("最后有效日的名录条目数", _entries(walk, firm, dates["last_valid_day"]), 1)
    driver = walk.driver.visitor()
    driver.visit(walk.seen["slip"])
    driver.says("失效")
    same("当年累计数", _on_board(walk), year_end)


def _entries(walk: Walk, firm: str, on: date | None = None) -> int:
    """How many entries in force the public register shows for a firm."""
    return entries.rows(walk.driver, walk.given["matter"]["register"], firm, on).count()


STEPS = (
    self_test_shows_score_and_sources,
    below_the_mark_is_refused,
    corrected_and_submitted_once,
    rival_files_too,
    city_returns_once,
    clerk_answers_and_city_passes,
    province_posts_publicity,
    objection_holds_one_firm,
    announcing_early_is_refused,
    announcing_moves_the_board,
    number_is_in_the_register,
    dismissed_objection_lets_the_other_follow,
    entry_lapses_with_the_year,
)
