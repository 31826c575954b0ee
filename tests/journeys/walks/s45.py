"""S45 技术转移人才培养基地: recognised, then a course: thirty enrolled, presence, certificates on persons, checked by anybody, withdrawn."""

from __future__ import annotations

from datetime import timedelta

from journeys import trainees
from journeys.driver import holds, same
from journeys.walking import Walk
from journeys.walks.recognition import STEPS as RECOGNISED

COURSES, CHECK = "/matters/talent-base/courses/", "/matters/talent-base/check/"


def _figure(walk: Walk) -> int | float:
    today = walk.driver.today()
    driver = walk.driver.as_(walk.given["course"]["watcher"])
    driver.visit(f"/registers/tech_broker/?on={today}")
    return driver.figure(".list-head b")


def _certificate(walk: Walk, name: str) -> str:
    """The certificate's number on the row of this person."""
    cell = walk.driver.row(name).locator("td[data-label=证书] .nowrap")
    return cell.first.inner_text().strip()


def the_base_opens_a_course(walk: Walk) -> None:
    """基地经办人登记一个培训班，开班信息公开。"""
    given, today = walk.given["course"], walk.driver.today()
    walk.seen["certified"] = _figure(walk)
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(COURSES)
    driver.follow("登记培训班")
    last = today + timedelta(days=given["days"] - 1)
    driver.choose("级别", given["level"])
    for label, text in (
        ("班名", given["title"]), ("学时", given["hours"]), ("师资", given["teachers"]), ("地点", given["place"]),
        ("开班日期", today.isoformat()), ("结束日期", last.isoformat()), ("招收人数", given["seats"]),
    ):  # fmt: skip
        driver.fill(label, text)
    driver.press("登记")
    driver.says("已登记", given["title"])
    walk.seen |= {"course": driver.path, "last": last}
    driver = walk.driver.visitor()
    driver.visit(COURSES)
    holds("开班信息", driver.row(given["title"]).count())


def thirty_sign_up(walk: Walk) -> None:
    """录入三十人的名单；再录一遍不重复，招满后再来一人被拒并说明名额。"""
    given = walk.given["course"]
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    for said in (f"已报名{len(given['names'])}人", "已报名0人"):
        driver.visit(walk.seen["course"])
        driver.fill("名单", trainees.pasted(given))
        driver.press("录入名单")
        driver.says(said)
    driver.visit(walk.seen["course"])
    driver.fill("名单", trainees.line(given, given["too_many"], len(given["names"]) + 1))
    driver.press("录入名单")
    driver.says("还剩0个名额")


def names_are_not_public(walk: Walk) -> None:
    """名单不公开：访客和外市经办看不到人，省厅经办只见姓，写明用途后才见全名。"""
    given, name = walk.given["course"], walk.given["course"]["names"][0]
    for driver in (walk.driver.visitor(), walk.driver.as_(given["stranger"])):
        driver.visit(walk.seen["course"])
        driver.says("学员名单不公开")
        holds("没有姓名", name not in driver.text)
    driver = walk.driver.as_(given["watcher"])
    driver.visit(walk.seen["course"])
    holds("姓名已遮盖", f"{name[0]}**" in driver.text and name not in driver.text)
    driver.fill("查看用途", "抽查到课情况（验收）")
    driver.press("查看完整名单")
    driver.says(name, "已记入日志")


def presence_is_recorded_and_the_course_closed(walk: Walk) -> None:
    """最后一天：登记出勤与考核，结班。"""
    given = walk.given["course"]
    walk.driver.advance(walk.seen["last"])
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(walk.seen["course"])
    driver.press("结班")
    driver.says("没有登记出勤")
    driver.visit(walk.seen["course"])
    good = set(trainees.passed(given))
    for at, name in enumerate(given["names"]):
        driver.fill(f"{name}的出勤学时", "0" if at < given["absent"] else given["hours"])
        driver.page.get_by_label(f"{name}考核合格").set_checked(name in good)
    driver.press("保存出勤与考核")
    driver.says(f"已登记{len(given['names'])}人")
    driver.press("结班")
    driver.says("已结班")


def certificates_stand_on_persons(walk: Walk) -> None:
    """发证：合格的人各有一份编号，没有到场和不合格的没有；证书数恰好增加这么多。"""
    given = walk.given["course"]
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(walk.seen["course"])
    driver.press("发证")
    good = trainees.passed(given)
    driver.says(f"已发证{len(good)}份")
    walk.seen["numbers"] = [_certificate(walk, name) for name in good]
    same("各人编号", len(set(walk.seen["numbers"])), len(good))
    holds("没有到场的没有证书", "JJ" not in driver.row(given["names"][0]).inner_text())
    same("名录中的证书", _figure(walk), walk.seen["certified"] + len(good))


def _asked(walk: Walk, number: str, name: str) -> str:
    driver = walk.driver.visitor()
    driver.visit(CHECK)
    driver.fill("证书编号", number)
    driver.fill("持证人姓名", name)
    driver.press("查验")
    return driver.page.locator("main section[role=status]").inner_text()


def anybody_checks_a_certificate(walk: Walk) -> None:
    """公众查验：编号与姓名相符只答有效；姓名不符查无此证；别的一概不显示。"""
    good, numbers = trainees.passed(walk.given["course"]), walk.seen["numbers"]
    told = _asked(walk, numbers[0], good[0])
    holds("有效", "有效" in told and "已失效" not in told)
    holds("不显示级别和基地", walk.given["listed"] not in told and walk.given["course"]["level"] not in told)
    holds("姓名不符", "查无此证" in _asked(walk, numbers[0], good[1]))


def a_withdrawn_certificate_is_void(walk: Walk) -> None:
    """撤销一份：写明原因，次日起查验答已失效，其余仍有效。"""
    good, numbers = trainees.passed(walk.given["course"]), walk.seen["numbers"]
    walk.driver.advance(walk.driver.today() + timedelta(days=1))
    driver = walk.driver.as_(walk.given["firm"]["clerk"])
    driver.visit(walk.seen["course"])
    row = driver.row(good[0])
    row.locator("summary").click()
    row.locator("input[name=why]").fill("冒名参训（验收）")
    driver.press("撤销", within=row)
    driver.says(f"证书{numbers[0]}已撤销")
    holds("已失效", "已失效" in _asked(walk, numbers[0], good[0]))
    holds("其余有效", "有效" in _asked(walk, numbers[1], good[1]))


STEPS = (
    *RECOGNISED,
    the_base_opens_a_course,
    thirty_sign_up,
    names_are_not_public,
    presence_is_recorded_and_the_course_closed,
    certificates_stand_on_persons,
    anybody_checks_a_certificate,
    a_withdrawn_certificate_is_void,
)
