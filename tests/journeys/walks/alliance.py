"""S11 产业技术创新联盟: the lead files, each member answers in its own account, who refuses is dropped."""

from __future__ import annotations

from journeys import filing
from journeys.driver import holds
from journeys.walking import Walk
from journeys.walks.recognition import (
    every_desk_does_its_part,
    publicity_and_announcement,
    the_board_moves,
    the_guide_says_what_it_is,
    the_holder_stands_in_the_register,
)

PAGE = "/matters/alliance/members/"


def the_lead_fills_in_the_form_and_asks_the_members(walk: Walk) -> None:
    """牵头单位填表、上传材料，向表中的每家成员发起确认。"""
    given, firm = walk.given["matter"], walk.given["firm"]
    driver = walk.driver.as_(firm["clerk"])
    case = walk.seen["case"] = filing.start(driver, given["code"], firm["name"])
    filing.fill_in(driver, case, walk.given["answers"])
    filing.attach(driver, case, walk.given["materials"])
    driver.visit(PAGE)
    driver.press("按表中的成员发起确认")
    driver.says(f"已向{len(walk.given['members'])}家成员单位发起确认")


def while_one_is_silent_nothing_is_submitted(walk: Walk) -> None:
    """还有成员没有答复：提交被拒，写明是谁。"""
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(f"/cases/{walk.seen['case']}/review/")
    driver.press(walk.given["matter"]["submit"])
    driver.says(walk.given["waiting"]["says"], walk.given["members"][0]["name"])


def every_member_answers_for_itself(walk: Walk) -> None:
    """每家成员用自己的账号答复；一家写明理由不参加。"""
    for member in walk.given["members"]:
        driver = walk.driver.as_(member["clerk"])
        driver.visit(PAGE)
        form = driver.page.locator("section:has(#invited) form", has_text=walk.given["firm"]["name"])
        if member.get("reason"):
            form.first.locator("[name=reason]").fill(member["reason"])
        driver.press("确认参加" if member["agrees"] else "不参加", within=form.first)
        driver.says("已答复")


def the_lead_submits(walk: Walk) -> None:
    """牵头单位看到各家答复，提交。"""
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(PAGE)
    for member in walk.given["members"]:
        shown = driver.row(member["name"]).inner_text()
        holds(f"{member['name']}的答复", ("不参加" in shown) != member["agrees"])
    driver.visit(f"/cases/{walk.seen['case']}/review/")
    filing.submit(driver, walk.given["matter"]["submit"])


def who_refused_is_not_a_member_and_the_field_is_covered(walk: Walk) -> None:
    """名录里的成员没有不参加的一家；领域转为已覆盖；备案用时写明中位数。"""
    driver = walk.driver.as_("province")
    driver.visit(f"/registers/alliance/?q={walk.given['listed']}")
    driver.follow(walk.given["listed"])
    agreed = [one["name"] for one in walk.given["members"] if one["agrees"]]
    driver.says(*agreed)
    driver.never_says(*(one["name"] for one in walk.given["members"] if not one["agrees"]))
    driver = walk.driver.visitor()
    driver.visit("/matters/alliance/tables/fields/")
    holds(
        "领域已覆盖", walk.given["field"]["covered"] in driver.row(walk.given["field"]["title"]).inner_text()
    )
    driver.visit("/matters/alliance/tables/days/")
    driver.says("中位数")


STEPS = (
    the_guide_says_what_it_is,
    the_lead_fills_in_the_form_and_asks_the_members,
    while_one_is_silent_nothing_is_submitted,
    every_member_answers_for_itself,
    the_lead_submits,
    every_desk_does_its_part,
    publicity_and_announcement,
    the_board_moves,
    the_holder_stands_in_the_register,
    who_refused_is_not_a_member_and_the_field_is_covered,
)
