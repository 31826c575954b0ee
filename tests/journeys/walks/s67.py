"""S67 京津冀协同创新统计调查: drawn by a seed, answered with skips, response by place, weighted flows, no unit shown."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction

from journeys.driver import Driver, holds, number, same
from journeys.walking import Walk

STRIDE = 4
"""Days of one turn of the clock: each runs the duties of its days while the page waits."""


def _page(walk: Walk, who: str = "") -> Driver:
    driver = walk.driver.as_(who or walk.given["statistician"])
    driver.visit(f"/statistics/jing-jin-ji/?period={walk.given['period']}")
    return driver


def roster_is_drawn_with_a_logged_seed(walk: Walk) -> None:
    """抽样：种子太短的退回，改正后抽取；样本数和种子写明，不能再抽第二次。"""
    driver, given = _page(walk), walk.given["draw"]
    driver.fill("样本量", given["size"])
    driver.fill("抽样种子", given["short_seed"])
    driver.fill("必选单位", given["certain"])
    driver.press("抽样")
    driver.says(given["refused"])
    same("样本量还在框里", driver.typed("样本量"), str(given["size"]))
    driver.fill("抽样种子", given["seed"])
    driver.press("抽样")
    driver.says("已抽取", given["seed"])
    same("再抽一次的按钮", driver.page.locator("main").get_by_role("button", name="抽样").count(), 0)
    driver.never_says(given["firm"])


def it_is_sent_out_under_its_marks(walk: Walk) -> None:
    """没有表号和批准文号不能布置；登记后布置。"""
    walk.seen["due"] = walk.driver.today() + timedelta(days=walk.given["days_to_answer"])
    driver, given = walk.driver.as_(walk.given["statistician"]), walk.given
    driver.visit("/desk/returns/")
    card = driver.page.locator("main .card", has=driver.page.locator("h3", has_text="京津冀协同创新统计调查"))
    folded = card.locator("details:not([open]) > summary")
    if folded.count():
        folded.first.click()
    for label in ("表号", "制定机关", "批准或备案文号"):
        card.get_by_label(label).first.fill(given["marks"][label])
    card.locator("input[name=valid_to]").fill(given["marks"]["valid_to"].isoformat())
    driver.press("登记", within=card)
    card = driver.page.locator("main .card", has=driver.page.locator("h3", has_text="京津冀协同创新统计调查"))
    card.locator("input[name=period]").fill(given["period"])
    card.locator("input[name=due_on]").fill(walk.seen["due"].isoformat())
    driver.press("布置", within=card)
    _page(walk)
    asked = walk.driver.figure("#rates .soft")
    holds("样本数不少于样本量", asked >= given["draw"]["size"])


def answers_skip_what_need_not_be_asked(walk: Walk) -> None:
    """填报：答“否”保存后，后面的页不再出现；答“是”要填全，填好后报送。"""
    driver, given = walk.driver.as_(walk.given["clerk"]), walk.given["answer"]
    driver.visit("/my/returns/")
    driver.follow("京津冀协同创新统计调查")
    if not driver.path.endswith("/form/"):
        driver.follow("填报")
    driver.choose(given["question"], "否")
    driver.press("保存，以后再填")
    heads = driver.all("main form h2")
    holds(f"答否之后的页{heads}", given["spared"] not in heads)
    driver.choose(given["question"], "是")
    driver.press("核对并报送")
    driver.says("没有填写")
    holds("答是之后的页", given["spared"] in driver.all("main form h2"))
    for label, value in given["figures"].items():
        driver.fill(label, value)
    driver.press("核对并报送")
    driver.says("已报送")
    walk.seen["return"] = driver.path


def response_is_seen_by_place_and_answers_are_not(walk: Walk) -> None:
    """回收率按地区显示；领导看不到单位填报的内容。"""
    given = walk.given["others"]
    walk.instance.stagehand(
        "sampling", walk.given["code"], walk.given["period"], walk.given["statistician"],
        walk.given["draw"]["certain"], str(given["missing_every"]), json.dumps(given["answers"]),
    )  # fmt: skip
    driver = _page(walk)
    rows = [[cell.strip() for cell in row.split("\t")] for row in driver.all("#rates tbody tr")]
    walk.seen["rates"] = [(row[0], *(int(number(text)) for text in row[1:4])) for row in rows]
    for name, _, asked, answered in walk.seen["rates"]:
        shown = next(row[4] for row in rows if row[0] == name)
        same(f"{name}的回收率", shown, f"{answered * 100 / asked:.1f}%")
    holds("有地区没有收齐", any(answered < asked for _, _, asked, answered in walk.seen["rates"]))
    status, _ = walk.driver.as_(walk.given["outsider"]).fetch(walk.seen["return"])
    same("领导打开单位填报的答复", status, 403)


def flows_between_three_places_are_weighted(walk: Walk) -> None:
    """冻结后公布三地流量：与按权数手算的一致，看不到任何单位。"""
    today, ends = walk.driver.today(), walk.seen["due"] + timedelta(days=1)
    while today < ends:
        today = min(ends, today + timedelta(days=STRIDE))
        walk.driver.advance(today)
    driver = walk.driver.as_(walk.given["statistician"])
    driver.visit(walk.seen["return"])
    driver.press("审核通过")
    driver.visit(f"/desk/returns/{walk.given['code']}/{walk.given['period']}/")
    driver.press("冻结本期")
    given = walk.given["table"]
    visitor = walk.driver.visitor()
    visitor.visit(f"/statistics/jing-jin-ji/?period={walk.given['period']}")
    card = visitor.page.locator("section.flows", has=visitor.page.locator("h2", has_text=given["title"]))
    cells = card.locator("tbody tr", has_text=given["origin"]).first.locator("td").all_inner_texts()
    same("按权数手算的合计", int(number(cells[given["destination"] - 1])), _by_hand(walk))
    visitor.never_says(walk.given["draw"]["firm"], walk.given["draw"]["certain"])


def _by_hand(walk: Walk) -> int:
    """Each answer stands for the units of its place over those that answered; a certainty unit counts in its place."""
    given, value = walk.given["table"], int(walk.given["others"]["answers"][walk.given["table"]["key"]])
    total = 0
    for name, frame, _, answered in walk.seen["rates"]:
        if name == "必选单位":
            continue
        own = name == "石家庄"
        weight = Fraction(frame + own, answered + own)
        total += round(value * weight) * answered + (round(given["own"] * weight) if own else 0)
    return total


STEPS = (
    roster_is_drawn_with_a_logged_seed,
    it_is_sent_out_under_its_marks,
    answers_skip_what_need_not_be_asked,
    response_is_seen_by_place_and_answers_are_not,
    flows_between_three_places_are_weighted,
)
