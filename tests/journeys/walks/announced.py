"""The national platform's announced list: matched by credit code, every difference listed, imported once."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from jichuang.codes import credit_code
from jichuang.codes.serials import TechSmeEntry
from jichuang.codes.tabular import write_xlsx
from journeys import board, entries
from journeys.driver import Driver, number, same
from journeys.walking import Walk

HEADERS = ("序号", "企业名称", "统一社会信用代码", "入库登记编号")


def _province(walk: Walk) -> Driver:
    return walk.driver.as_("province")


def _on_board(walk: Walk) -> int | float:
    given = walk.given["board"]
    return board.value(walk.driver.as_(given["reader"]), given["plan"], given["target"])


def firms_stand_in_publicity(walk: Walk) -> None:
    """一批企业经市级核对后由省级公示，公示期满。"""
    rows = walk.given["rows"]
    made = json.loads(walk.instance.stagehand("staging", str(rows["matched"] + rows["other_name"])))
    walk.seen["firms"] = made["firms"]
    walk.seen["day"] = date.fromisoformat(made["ends"]) + timedelta(days=1)
    driver = walk.driver.visitor()
    driver.visit(f"/publicity/{made['notice']}/")
    driver.says(made["firms"][0]["name"])
    walk.driver.advance(walk.seen["day"])
    walk.seen["before"] = _on_board(walk)


def list_is_reconciled_before_anything_is_written(walk: Walk) -> None:
    """上传公告名单：逐行对账，每一类差异的行数都对，目标板还没有动。"""
    walk.seen["list"] = _write_list(walk)
    same("对账结果", _upload(walk), _expected(walk))
    same("上传后的目标板", _on_board(walk), walk.seen["before"])


def import_adds_entries_and_lists_each_difference(walk: Walk) -> None:
    """确认导入：新写入的条数等于一致、无办件、名称不同三类之和，目标板随之增加；差异逐行列出。"""
    rows, given = walk.given["rows"], walk.given
    driver = _province(walk)
    driver.visit(walk.seen["page"])
    driver.press("导入名录")
    driver.says(f"新写入名录 {_adds(walk)} 条")
    same("导入后的目标板", _on_board(walk), walk.seen["before"] + _adds(walk))
    driver = _province(walk)
    for tab, amount, words in (
        ("without_case", rows["without_case"], "该企业未在本系统预审"),
        ("other_name", rows["other_name"], "本系统登记的名称为"),
        ("repeated", rows["repeated"], "登记编号与第"),
    ):
        driver.visit(f"{walk.seen['page']}?match={tab}")
        same(f"差异“{tab}”的行数", driver.page.locator("main tbody tr", has_text=words).count(), amount)
    for firm, wanted in ((walk.seen["firms"][0]["name"], 1), (given["names"]["repeated"], 0)):
        same(f"{firm}的名录条目数", _entries(walk, firm), wanted)


def importing_again_changes_nothing(walk: Walk) -> None:
    """同一份名单再导入一次：没有需要写入的行，目标板不动。"""
    after = _on_board(walk)
    same("再次对账", _upload(walk), _expected(walk))
    _province(walk).says("没有需要写入的行")
    same("再次上传后的目标板", _on_board(walk), after)


def _adds(walk: Walk) -> int:
    rows = walk.given["rows"]
    return rows["matched"] + rows["without_case"] + rows["other_name"]


def _expected(walk: Walk) -> dict[str, int]:
    rows = walk.given["rows"]
    return {
        "全部": sum(rows.values()),
        "与办件一致": rows["matched"],
        "本系统无办件": rows["without_case"],
        "名称不同": rows["other_name"],
        "编号重复": rows["repeated"],
        "名录已有另一编号": 0,
        "无法读取": 0,
    }


def _upload(walk: Walk) -> dict[str, int]:
    driver = _province(walk)
    driver.visit(f"/matters/{walk.given['matter']}/announced/")
    driver.upload("公告名单", walk.seen["list"])
    driver.fill("公告日期", walk.seen["day"].isoformat())
    driver.fill("公告文件", walk.given["basis"])
    driver.press("上传并对账")
    walk.seen["page"] = driver.path
    found = {}
    for words in driver.all("nav[aria-label=对账结果] a"):
        title, _, amount = words.rpartition(" ")
        found[title] = int(number(amount))
    return found


def _write_list(walk: Walk) -> Path:
    return write_list(walk.given, walk.seen["firms"], walk.seen["day"], walk.driver.out)


def write_list(given: dict[str, Any], firms: list[dict[str, str]], day: date, folder: Path) -> Path:
    """The announced list as a workbook: firms that match, that have no case, whose name differs, and a number used twice."""
    rows, names, region = given["rows"], given["names"], given["region"]

    def number_of(serial: int) -> str:
        return TechSmeEntry.make(day.year, region, True, False, given["first_serial"] + serial).value

    listed = [(one["name"], one["code"]) for one in firms[: rows["matched"]]]
    listed += [(f"{names['without_case']}{n}（演示）", _code(region, n)) for n in range(rows["without_case"])]
    listed += [
        (f"{names['other_name']}{n}（演示）", one["code"]) for n, one in enumerate(firms[rows["matched"] :])
    ]
    lines = [(name, code, number_of(serial)) for serial, (name, code) in enumerate(listed)]
    lines += [(names["repeated"], _code(region, 90 + n), number_of(0)) for n in range(rows["repeated"])]
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "公告名单（验收）.xlsx"
    write_xlsx(
        target, HEADERS, [(at, *line) for at, line in enumerate(lines, start=1)], text_columns=HEADERS[2:]
    )
    return target


def _code(region: str, serial: int) -> str:
    return credit_code.make(region, f"DEM0Y{serial:03d}")


def _entries(walk: Walk, firm: str) -> int:
    return entries.rows(walk.driver, walk.given["register"], firm).count()


STEPS = (
    firms_stand_in_publicity,
    list_is_reconciled_before_anything_is_written,
    import_adds_entries_and_lists_each_difference,
    importing_again_changes_nothing,
)
