"""S06 高新技术企业统计季报与公报: opened under its marks, wrong units named, chased once, frozen, issued, downloaded, counted."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal
from typing import Any

from openpyxl import load_workbook

from journeys import board
from journeys.driver import Driver, holds, number, same
from journeys.walking import Walk

CODE = "hnte-quarterly"
DESK = f"/desk/returns/{CODE}/"


def _period(walk: Walk) -> str:
    return str(walk.given["quarter"]["period"])


def _page(walk: Walk) -> str:
    return f"/bulletins/{CODE}/{_period(walk)}/"


def quarter_is_opened_for_whoever_is_certified(walk: Walk) -> None:
    """布置本季：表号、批准文号、有效期齐全才能布置；名册等于期末有效的高新技术企业数。"""
    given = walk.given
    certified = board.value(
        walk.driver.as_(given["leader"]), given["plan"], given["certified"], given["quarter"]["ends"]
    )
    due = walk.driver.today() + timedelta(days=given["quarter"]["days"])
    driver = walk.driver.as_(given["opener"])
    driver.visit("/desk/returns/")
    card = driver.page.locator("main .card", has_text=given["title_of_survey"]).last
    for words in given["marks"]:
        holds(f"调查表标识“{words}”", words in card.inner_text())
    card.locator("input[name=period]").fill(_period(walk))
    card.locator("input[name=due_on]").fill(due.isoformat())
    driver.press("布置", within=card)
    driver.says("已布置", *given["marks"])
    tabs = driver.page.locator("nav.tabs a", has_text="全部")
    same("名册家数", number(tabs.inner_text()), certified)
    walk.seen |= {"roster": certified, "due": due}


def others_report(walk: Walk) -> None:
    """各市汇总报入其他企业的季报；本市还有几家没有报。"""
    given = walk.given
    told = walk.instance.stagehand(
        "quarters",
        "report",
        _period(walk),
        given["clerk"],
        given["late"]["home"],
        str(given["late"]["count"]),
    )
    walk.seen |= json.loads(told)
    same("没有报的企业数", len(walk.seen["late"]), given["late"]["count"])


def _fill(driver: Driver, answers: dict[str, Any]) -> None:
    for key, value in answers.items():
        box = driver.page.locator(f"main [name={key}]")
        if box.count() == 0:
            continue
        text = (
            {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
        )
        if box.first.get_attribute("type") == "radio":
            driver.page.locator(f"main [name={key}][value={text}]").check()
        else:
            box.first.fill(text)


def income_in_yuan_is_named(walk: Walk) -> None:
    """企业把收入按元填写：报送被挡下，写明像是按元填写、按千元应是多少；文字当数字也被指出。"""
    driver = walk.driver.as_(walk.given["clerk"])
    driver.visit(f"/returns/{walk.seen['own']}/form/")
    for words in walk.given["marks"]:
        holds(f"表右上角“{words}”", words in driver.page.locator("main .marks").inner_text())
    wrong = {
        **walk.seen["answers"],
        "income": walk.seen["answers"]["income"] * walk.given["slip"],
        "rd": "很多",
    }
    _fill(driver, wrong)
    driver.press("核对并报送")
    driver.says("像是按元填写", f"{walk.seen['answers']['income']:,}", "不是一个数")


def fall_must_be_explained(walk: Walk) -> None:
    """改回千元，但本季收入骤降：不说明不能报送，说明后报送成功。"""
    driver, last = walk.driver.as_(walk.given["clerk"]), walk.seen["last"]
    mean = last["income"] // 2
    income = last["income"] + mean * (100 - walk.given["fall"]["percent"]) // 100
    right = {**walk.seen["answers"], "income": income}
    for key in ("tech_income", "hitech_income", "new_income"):
        right[key] = min(right[key], income)
    _fill(driver, right)
    driver.press("核对并报送")
    driver.says(f"减少{walk.given['fall']['percent']}", "请说明原因")
    for box in driver.page.locator("#explain textarea").all():
        box.fill(walk.given["fall"]["why"])
    driver.press("核对并报送")
    driver.says("已报送", "第 1 稿")


def named_answers_stay_with_the_statisticians(walk: Walk) -> None:
    """单位资料：领导、省市经办都打不开；目标板和名录里也没有。"""
    for persona in walk.given["refused"]:
        status, _ = walk.driver.as_(persona).fetch(f"/returns/{walk.seen['own']}/")
        same(f"{persona}打开单位季报", status, 403)
    walk.driver.as_(walk.given["statistician"]).visit(f"/returns/{walk.seen['own']}/")
    walk.driver.says(walk.seen["firm"], walk.given["fall"]["why"])
    walk.driver.press("审核通过")
    walk.driver.says("审核通过")


def late_ones_are_chased_by_one_notice(walk: Walk) -> None:
    """市级一键催报没有报的企业：一次点击，家数对得上。"""
    count = walk.given["late"]["count"]
    driver = walk.driver.as_(walk.given["chaser"])
    driver.visit(f"{DESK}{_period(walk)}/?state=chase")
    driver.says(*walk.seen["late"])
    driver.press(f"一键催报全部 {count} 家")
    driver.says(f"已催报{count}家")


def quarter_is_frozen(walk: Walk) -> None:
    """期限过后冻结：计入份数等于名册减去没有报的；之后的更正另存一稿。"""
    walk.driver.advance(walk.seen["due"] + timedelta(days=1))
    driver = walk.driver.as_(walk.given["opener"])
    driver.visit(f"{DESK}{_period(walk)}/")
    driver.press("冻结本期")
    driver.says("已冻结")
    told = json.loads(walk.instance.stagehand("quarters", "sums", _period(walk), *walk.given["sums"]))
    same("计入份数", told["units"], walk.seen["roster"] - walk.given["late"]["count"])
    walk.seen["sums"] = told


def later_change_becomes_a_revision(walk: Walk) -> None:
    """冻结之后企业更正：原来的一稿仍计入，更正另存并注明。"""
    driver = walk.driver.as_(walk.given["clerk"])
    driver.visit(f"/returns/{walk.seen['own']}/form/")
    _fill(driver, {"staff": walk.seen["answers"]["staff"] + 1})
    driver.page.locator("#id_why").fill(walk.given["revision"]["why"])
    driver.press("报送更正")
    driver.says("更正已报送", "冻结计入", "冻结后更正")


def second_person_reviews_and_issues(walk: Walk) -> None:
    """起草的人不能复核；另一位复核同意、取号发布。发布前公众看不到。"""
    driver = walk.driver.as_(walk.given["statistician"])
    driver.visit("/bulletins/")
    driver.press("起草公报", within=driver.page.locator("main form", has_text=walk.given["quarter"]["title"]))
    driver.says("草稿，未发布", "由另一位统计人员复核")
    same("发布前公众打开公报", walk.driver.visitor().fetch(_page(walk))[0], 403)
    driver = walk.driver.as_(walk.given["reviewer"])
    driver.visit(_page(walk))
    driver.press("复核同意")
    driver.fill("发文字号", walk.given["number"])
    driver.press("发布公报")
    driver.says("已发布", walk.given["number"])


def totals_equal_the_frozen_returns(walk: Walk) -> None:
    """公众打开公报：主要指标等于冻结各稿之和，冻结后的更正没有改动它。"""
    driver = walk.driver.visitor()
    driver.visit(_page(walk))
    for key, title in walk.given["titles"].items():
        row = driver.page.locator(
            "table[data-table=main] tr", has=driver.page.get_by_role("rowheader", name=title, exact=True)
        )
        shown = Decimal(row.locator("td").nth(1).inner_text().replace(",", ""))
        per = 1 if key == "staff" else 10
        same(title, shown * per, Decimal(walk.seen["sums"][key]))
    driver.says("附注", walk.given["marks"][0])


def download_equals_the_page(walk: Walk) -> None:
    """下载 Excel：每张表的每个格与页面一致；PDF、SDMX 也能下载。"""
    driver = walk.driver.visitor()
    driver.visit(_page(walk))
    book = load_workbook(driver.download("Excel", driver.out / "公报.xlsx"))
    tables = driver.page.locator("table[data-table]").all()
    for at, table in enumerate(tables, start=1):
        shown = table.evaluate(
            "(one) => [...one.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim()))"
        )
        held = [list(row) for row in book[f"表{at}"].iter_rows(min_row=4, values_only=True)]
        same(
            f"表{at}的格",
            [[_same_form(cell) for cell in row] for row in held],
            [[_same_form(cell) for cell in row] for row in shown],
        )
    for kind in ("pdf", "sdmx"):
        same(f"下载{kind}", driver.page.request.get(f"{driver.url}{_page(walk)}files/{kind}/").status, 200)


def _same_form(cell: Any) -> Any:
    """A number as an exact number, however it is written; other texts as they are."""
    text = str(cell).replace(",", "").strip()
    try:
        return Decimal(text).normalize() + 0
    except ArithmeticError:
        return text


def plan_counts_the_issue(walk: Walk) -> None:
    """工作要点第4项：季度公报的里程碑写明已发布几期、最近一期的文号。"""
    driver = walk.driver.as_(walk.given["leader"])
    driver.visit(f"/plan/{walk.given['plan']}/items/{walk.given['item']}/?view=inside")
    driver.says(walk.given["number"], walk.given["issued"])


STEPS = (
    quarter_is_opened_for_whoever_is_certified,
    others_report,
    income_in_yuan_is_named,
    fall_must_be_explained,
    named_answers_stay_with_the_statisticians,
    late_ones_are_chased_by_one_notice,
    quarter_is_frozen,
    later_change_becomes_a_revision,
    second_person_reviews_and_issues,
    totals_equal_the_frozen_returns,
    download_equals_the_page,
    plan_counts_the_issue,
)
