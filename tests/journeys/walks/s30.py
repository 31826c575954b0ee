"""S30 专家库与在线评审: drawn with reasons, declined and replaced, blind, scored through a dead network, summed up by hand."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from journeys.driver import Driver, holds, same
from journeys.walking import Walk


def _organiser(walk: Walk) -> Driver:
    return walk.driver.as_(walk.given["organiser"])


def _expert(walk: Walk) -> Driver:
    return walk.driver.as_(walk.given["expert"])


def _round(walk: Walk) -> Driver:
    driver = _organiser(walk)
    driver.visit(f"/desk/rounds/{walk.seen['round']}/")
    return driver


def ties_are_registered(walk: Walk) -> None:
    """在专家库登记：一位现任职于申报单位，一位与其法定代表人合著。"""
    for one in walk.given["tied"]:
        driver = _organiser(walk)
        driver.visit(f"/experts/?q={one['name']}")
        driver.follow(one["name"])
        driver.unfold(f"登记{one['what']}")
        for label, text in one["fill"].items():
            driver.page.locator("main details[open]").get_by_label(label, exact=True).first.fill(text)
        if one["what"] == "关系":
            driver.page.locator("main details[open]").get_by_label("关系", exact=True).select_option(
                label=one["kind"]
            )
        driver.press("登记", within=driver.page.locator("main details[open]"))
        driver.says("已登记")


def wrong_group_is_refused(walk: Walk) -> None:
    """建立轮次：专家组构成不合要求的当场退回，写明差在哪里；改正后建立。"""
    driver = _organiser(walk)
    driver.visit("/desk/rounds/")
    row = driver.page.locator("main li", has_text=walk.given["firm"]["name"])
    for box in driver.page.locator("main input[name=case]").all():
        box.set_checked(False)
    row.locator("input[name=case]").check()
    driver.press("建立轮次")
    _seats(driver, walk.given["wrong"]["quota"])
    driver.fill("名称", walk.given["title"])
    driver.fill("评分截止", f"{walk.given['closes_on']}T17:00")
    driver.press("建立轮次")
    driver.says(walk.given["wrong"]["reason"])
    _seats(driver, walk.given["quota"])
    driver.press("建立轮次")
    driver.says("轮次已建立")
    walk.seen["round"] = driver.path.strip("/").rsplit("/", 1)[-1]


def _seats(driver: Driver, quota: dict[str, int]) -> None:
    for title, seats in quota.items():
        driver.page.get_by_role("group", name="抽取席位").get_by_label(title).fill(str(seats))


def experts_are_drawn_and_the_tied_stay_out(walk: Walk) -> None:
    """按公开约定的种子抽取：人数、类别对；有关系的不在其中，逐条写明事由。"""
    seed = walk.instance.stagehand("panel", "seed", walk.seen["round"], walk.given["expert"]).strip()
    driver = _round(walk)
    driver.fill("抽取种子", seed)
    driver.press("随机抽取专家")
    driver.says("已抽取", seed)
    rows = driver.page.locator("section[aria-labelledby=seats] tbody tr")
    same("入选专家数", rows.count(), sum(walk.given["quota"].values()))
    for title, seats in walk.given["quota"].items():
        same(f"{title}数", rows.filter(has_text=title).count(), seats)
    driver.unfold("条")
    for one in walk.given["tied"]:
        same(f"{one['name']}的席位", rows.filter(has_text=one["name"]).count(), 0)
        reasons = driver.page.locator("section[aria-labelledby=items]").inner_text()
        holds(
            f"{one['name']}回避的事由“{one['reason']}”", one["name"] in reasons and one["reason"] in reasons
        )


def one_declines_and_another_is_called(walk: Walk) -> None:
    """一位专家谢绝：同类候补当即接替，留痕写明理由。"""
    why = walk.given["declined"]["why"]
    gone = walk.instance.stagehand("panel", "decline", walk.seen["round"], walk.given["expert"], why).strip()
    driver = _round(walk)
    rows = driver.page.locator("section[aria-labelledby=seats] tbody tr")
    same("接替的席位", rows.filter(has_text=f"接替 {gone}").count(), 1)
    holds("留痕写明理由", why in driver.page.locator("section[aria-labelledby=log]").inner_text())


def expert_declares_and_sees_no_applicant(walk: Walk) -> None:
    """专家接受邀请、作声明后才见材料；盲评页面上没有申报单位和法定代表人。"""
    driver = _expert(walk)
    driver.visit(f"/reviews/{walk.seen['round']}/")
    driver.press("接受邀请")
    for words in ("除下面勾选的以外", "我对评审材料", "我独立、公正评审"):
        driver.page.locator("main label", has_text=words).locator("input").check()
    driver.press("声明并开始评审")
    driver.click("main .case-list a")
    walk.seen["review"] = driver.path
    driver.says("盲评", "知识产权")
    driver.never_says(*walk.given["firm"]["hidden"])


def draft_survives_a_dead_network(walk: Walk) -> None:
    """断网时继续填写：先留在这台设备上；网络恢复后自动补存，刷新页面还在。"""
    driver, first = _expert(walk), next(iter(walk.given["scores"].items()))
    context = driver.page.context
    context.set_offline(True)
    driver.page.get_by_label(first[0]).first.fill(first[1])
    driver.page.locator("[data-saved]", has_text="网络不通").wait_for()
    context.set_offline(False)
    driver.page.locator("[data-saved]", has_text="已保存").wait_for()
    driver.visit(walk.seen["review"])
    same("刷新后的得分", driver.page.get_by_label(first[0]).first.input_value(), first[1])


def reason_is_demanded_then_handed_in(walk: Walk) -> None:
    """偏低的分数没有理由，不能提交；补上理由和意见后提交，总分与手算一致。"""
    driver = _expert(walk)
    for label, points in walk.given["scores"].items():
        driver.page.get_by_label(label).first.fill(points)
    driver.press("提交这一项")
    driver.says("没有写够理由", "总体意见0字")
    driver.page.get_by_label(f"{walk.given['low']['criterion']}的理由").fill(walk.given["low"]["why"])
    driver.fill("总体意见", walk.given["opinion"])
    total = sum(Decimal(points) for points in walk.given["scores"].values())
    same("页面上的总分", driver.page.locator("[data-total]").inner_text(), f"{total:.2f}")
    driver.press("提交这一项")
    driver.says("已提交")
    walk.seen["totals"] = [total]


def outlier_is_flagged_after_the_end(walk: Walk) -> None:
    """截止前谁也看不到分数；全部提交后截止，离群的一份被标出。"""
    given = [one["points"] for one in walk.given["others"]]
    walk.instance.stagehand("panel", "score", walk.seen["round"], walk.given["expert"], json.dumps(given))
    walk.seen["totals"] += [sum(Decimal(points) for points in one) for one in given]
    driver = _round(walk)
    driver.says("都看不到他人的分数")
    driver.never_says(*(f"{total:.2f}" for total in walk.seen["totals"]))
    driver.press("截止评分")
    driver.says("评分已截止")
    chips = driver.page.locator("section[aria-labelledby=matrix] .chip")
    same("标出的离群分", chips.count(), walk.given["outliers"])


def summary_equals_the_mean_by_hand(walk: Walk) -> None:
    """项目得分等于手算：去掉一个最高分和一个最低分后的平均。"""
    totals = sorted(walk.seen["totals"])
    if len(totals) >= walk.given["trim_from"]:
        totals = totals[1:-1]
    exact = sum(map(Fraction, totals), Fraction(0)) / len(totals)
    mean = (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    row = _round(walk).page.locator("section[aria-labelledby=ranking] tbody tr").first
    same("项目得分", row.locator("td[data-label=得分]").inner_text().strip(), f"{mean:f}")


def result_moves_the_case(walk: Walk) -> None:
    """写纪要、出结果：办件进入下一环节；评审费清单可下载。"""
    driver = _round(walk)
    driver.fill("经过、意见和取舍", walk.given["minutes"])
    driver.press("保存纪要")
    driver.press("出结果")
    driver.says("已出结果")
    driver.download("评审费清单", driver.out / "评审费清单.xlsx")
    case = driver.page.locator("section[aria-labelledby=items] td .soft.small").first.inner_text().strip()
    driver.visit(f"/desk/{case}/?tab=timeline")
    driver.says(walk.given["next_stage"])


STEPS = (
    ties_are_registered,
    wrong_group_is_refused,
    experts_are_drawn_and_the_tied_stay_out,
    one_declines_and_another_is_called,
    expert_declares_and_sees_no_applicant,
    draft_survives_a_dead_network,
    reason_is_demanded_then_handed_in,
    outlier_is_flagged_after_the_end,
    summary_equals_the_mean_by_hand,
    result_moves_the_case,
)
