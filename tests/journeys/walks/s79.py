"""S79 政策落实督导: a policy in nine measures, a city's report sent back once, a slip, a third party, the ranking."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from journeys.driver import holds, number, same
from journeys.walking import Walk


def _follow(walk: Walk, part: str = "") -> str:
    return f"/plan/{walk.given['policy']['plan']}/follow/{part}"


def _advance(walk: Walk, to: date) -> None:
    """Turns the clock a few days at a time: every day on the way has its duties."""
    today = walk.driver.today()
    while today < to:
        today = min(to, today + timedelta(days=4))
        walk.driver.advance(today)


def leader_urges_what_is_his_and_hears_of_the_answer(walk: Walk) -> None:
    """分管厅领导从今日要点督办自己分管的一项；别人分管的被拒绝；处室答复后他收到消息。"""
    given, cast, driver = walk.given["leader"], walk.given["cast"], walk.driver
    plan = walk.given["policy"]["plan"]
    driver.as_(cast["leader"]).visit(f"/plan/{plan}/leader/")
    driver.says("我分管的", "在办的督办单")
    same("督办别人分管的", driver.fetch(_follow(walk, f"charges/{given['other']}/urge/"))[0], 403)
    driver.visit(_follow(walk, f"charges/{given['charge']}/urge/"))
    driver.fill("督办事由", given["reason"])
    driver.press("发督办单")
    driver.says("已发出", given["reason"])
    slip = driver.path
    driver.as_(cast["section"]).visit(slip)
    driver.fill("原因", given["cause"])
    driver.fill("措施和时限", given["measures"])
    driver.press("答复")
    driver.says("等待处理")
    driver.as_(cast["leader"]).visit("/my/messages/")
    driver.says("已答复督办单")


def section_reports_the_quarter_and_the_item_shows_it(walk: Walk) -> None:
    """季度结束，处室报季报：数和应达的进度已取好；别的处室核验；条目页照此显示；催报里不再有它。"""
    given, cast, driver = walk.given["quarter"], walk.given["cast"], walk.driver
    plan, item = walk.given["policy"]["plan"], given["item"]
    driver.as_(cast["section"]).visit(_follow(walk, "mine/"))
    row = driver.page.locator("#owing tr", has_text=f"第{item}条").last
    driver.follow("写季报", within=row)
    holds("没有填数的格子", not driver.has("main input[name=value]"))
    driver.says("本季应达")
    driver.fill("完成情况", given["progress"])
    driver.fill("落后原因", given["cause"])
    driver.fill("下一步", given["next_step"])
    driver.page.locator("main textarea[name=grounds]").fill(given["grounds"])
    driver.press("报送")
    driver.says("等待核验")
    driver.as_(cast["keeper"]).visit(_follow(walk, "reports/"))
    driver.follow("核验", within=driver.page.locator("main tr", has_text="季报").first)
    driver.says(given["grounds"])
    driver.press("通过")
    driver.visit(f"/plan/{plan}/items/{item}/?view=inside")
    driver.says("季度报告", given["progress"], "已核验")
    driver.visit(_follow(walk, "chase/?cycle=quarter"))
    owed = driver.page.locator("main tr", has_text=f"第{item}条").filter(has_text="第三季度")
    same("催报里这一条的三季度", owed.count(), 0)


def policy_is_split_with_owners(walk: Walk) -> None:
    """一份政策分解为九条举措，条条有责任单位和时限。"""
    given, driver = walk.given["policy"], walk.driver.as_(walk.given["cast"]["keeper"])
    driver.visit(_follow(walk, "policies/"))
    driver.unfold("分解一份政策")
    driver.fill("政策名称", given["title"])
    driver.fill("文号", given["document"])
    driver.fill("对应的条号或代号", given["under"])
    for order, measure in enumerate(given["measures"], start=1):
        for name, key in (("measure", "title"), ("department", "department"), ("deadline", "deadline")):
            driver.page.locator(f"input[name={name}_{order}]").fill(str(measure[key]))
    driver.press("分解并交办")
    section = driver.page.locator("main section", has_text=given["title"]).first
    rows = section.locator("tbody tr")
    same("举措条数", rows.count(), len(given["measures"]))
    for measure in given["measures"]:
        row = section.locator("tr", has_text=measure["title"]).first.inner_text()
        holds(f"“{measure['title']}”的责任单位", measure["department"] in row)
        holds(f"“{measure['title']}”已交办", "已交办" in row)
    first = section.locator("tr", has_text=given["measures"][0]["title"]).first
    walk.seen["code"] = first.get_attribute("id")


def city_signs_and_reports_with_proof(walk: Walk) -> None:
    """市科技局签收，到期前报送月报并附佐证；数是系统取好的，改不了。"""
    given, driver = walk.given["report"], walk.driver
    driver.as_(walk.given["cast"]["city"]).visit(_follow(walk, "mine/"))
    driver.press("签收 1 项")
    driver.says("已签收1项")
    _advance(walk, given["on"])
    driver.as_(walk.given["cast"]["city"])
    _report(walk, given["progress"])
    driver.says("等待核验")


def _report(walk: Walk, words: str) -> None:
    driver = walk.driver
    driver.visit(_follow(walk, "mine/"))
    driver.follow("写月报")
    holds("没有填数的格子", not driver.has("main input[name=value]"))
    driver.fill("本月进展", words)
    driver.upload("佐证材料", _proof(walk))
    driver.press("报送")


def _proof(walk: Walk) -> Path:
    path = walk.driver.out / walk.given["report"]["proof"]
    path.write_text("征求意见稿（演示）", encoding="utf-8")
    return path


def province_sends_it_back_once_and_then_accepts(walk: Walk) -> None:
    """省厅核验：退回一次、写明理由；市里改好重报，再核验通过；本人不能核验自己的。"""
    given, driver = walk.given["report"], walk.driver
    keeper, city = walk.given["cast"]["keeper"], walk.given["cast"]["city"]
    department = walk.given["policy"]["measures"][0]["department"]
    driver.as_(keeper).visit(_follow(walk, "reports/"))
    driver.follow("核验", within=driver.row(department))
    driver.says(given["proof"])
    walk.seen["report"] = driver.path
    driver.page.locator("main textarea[name=reason]").fill(given["returned"])
    driver.press("退回")
    driver.as_(city).visit(_follow(walk, "mine/"))
    driver.says(given["returned"])
    _report(walk, given["again"])
    driver.as_(keeper).visit(_follow(walk, "reports/"))
    driver.follow("核验", within=driver.row(department))
    driver.press("通过")
    driver.says("已核验通过")
    driver.visit(walk.seen["report"])
    driver.says("已退回", given["returned"], given["progress"])


def overdue_measure_brings_a_slip_that_is_answered(walk: Walk) -> None:
    """举措逾期：月报到期的次一工作日自动发督办单（公文PDF），责任单位答复，省厅采纳了结。"""
    given, driver = walk.given["slip"], walk.driver
    _advance(walk, given["judged_on"])
    driver.as_(walk.given["cast"]["city"]).visit(_follow(walk, "mine/"))
    driver.says(given["words"])
    driver.follow("答复", within=driver.page.locator("#letters"))
    walk.seen["slip"] = driver.path
    driver.says(walk.given["policy"]["measures"][0]["title"], given["words"])
    answer = driver.page.request.get(f"{driver.url}{driver.path}letter.pdf")
    same("督办单PDF", (answer.status, answer.body()[:5]), (200, b"%PDF-"))
    driver.fill("原因", given["cause"])
    driver.fill("措施和时限", given["measures"])
    driver.press("答复")
    driver.says("等待处理")
    driver.as_(walk.given["cast"]["keeper"]).visit(walk.seen["slip"])
    driver.press("采纳，了结")
    driver.says("已了结")


def third_party_scores_only_what_it_was_given(walk: Walk) -> None:
    """第三方只看得到样本和随附材料，独立评分后提交；其余各页一律拒绝。"""
    given, driver = walk.given["evaluation"], walk.driver
    driver.as_(walk.given["cast"]["keeper"]).visit(_follow(walk, "evaluations/"))
    driver.unfold("委托一项评估")
    for label, key in (
        ("名称", "title"),
        ("评估机构", "body"),
        ("委托依据", "basis"),
        ("截止日期", "closes_on"),
    ):
        driver.fill(label, str(given[key]))
    driver.fill("评估机构的登录名", walk.given["cast"]["evaluator"])
    driver.fill("样本代号", walk.seen["code"])
    driver.press("委托")
    driver.says("样本1项")
    driver.as_(walk.given["cast"]["evaluator"]).visit(_follow(walk, "evaluations/"))
    driver.follow(given["title"])
    driver.says(walk.given["report"]["again"])
    driver.never_says(given["secret"])
    for part in ("", f"charges/{given['secret']}/", "scores/", "letters/", "mine/"):
        same(f"评估账号打开 follow/{part}", driver.fetch(_follow(walk, part))[0], 403)
    driver.fill("评估分", given["score"])
    driver.fill("评估意见", given["finding"])
    driver.press("保存评分")
    driver.press("提交评估")
    driver.says("评估已提交", given["finding"])
    holds("提交后没有评分的格子", not driver.has("main input[name=score]"))
    page = driver.path
    walk.driver.as_(walk.given["cast"]["outsider"])
    same("外人打开这项评估", driver.fetch(page)[0], 403)


def cities_are_ranked_by_their_share(walk: Walk) -> None:
    """目标分到市：按完成率排名，名次与数相符；外人看不到。"""
    given, driver = walk.given["ranking"], walk.driver
    address = f"/plan/{walk.given['policy']['plan']}/targets/{given['target']}/cities/"
    driver.as_(walk.given["cast"]["keeper"]).visit(address)
    driver.unfold("填写、更改分解数")
    for home, share in given["shares"].items():
        driver.fill(home, share)
    driver.fill("分解文件", given["document"])
    driver.press("保存分解数")
    driver.says(given["document"])
    ranked = []
    for home, share in given["shares"].items():
        cells = driver.row(home).locator("td").all_inner_texts()
        same(f"{home}的分解数", number(cells[3]), number(share))
        ranked.append((number(cells[0]), number(cells[2]) / number(share)))
    done = [completion for _, completion in sorted(ranked)]
    same("名次按完成率", done, sorted(done, reverse=True))
    same("外人看排名", walk.driver.as_(walk.given["cast"]["outsider"]).fetch(address)[0], 403)


STEPS = (
    leader_urges_what_is_his_and_hears_of_the_answer,
    section_reports_the_quarter_and_the_item_shows_it,
    policy_is_split_with_owners,
    city_signs_and_reports_with_proof,
    province_sends_it_back_once_and_then_accepts,
    overdue_measure_brings_a_slip_that_is_answered,
    third_party_scores_only_what_it_was_given,
    cities_are_ranked_by_their_share,
)
