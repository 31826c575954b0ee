"""Makes roster files of invented certificates, and takes one through the import centre as an officer does."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from jichuang.codes import credit_code, regions
from jichuang.codes.tabular import write_xlsx
from journeys.driver import Driver, WalkFault, number, same

HEADERS = ("企业名称", "统一社会信用代码", "证书编号", "设区市", "县（市、区）", "发证日期", "有效期至")
TEXT = ("统一社会信用代码", "证书编号")


@dataclass(frozen=True)
class Roster:
    """A file of `certificates` rows, `duplicates` of which repeat another and `expired` of which have run out."""

    file: Path
    certificates: int
    duplicates: int
    expired: int

    @property
    def moves(self) -> int:
        """By how much the number of certificates in force must rise."""
        return self.certificates - self.duplicates - self.expired


def certificates(given: Mapping[str, Any], folder: Path) -> Roster:
    """Writes the roster that a walk file describes; a fresh draw each time unless it names a seed."""
    dice = random.Random(given.get("seed"))
    distinct = given["certificates"] - given["duplicates"]
    table = regions.table("13")
    serials = dice.sample(range(970_000, 1_000_000), distinct)  # two firms never share a certificate number
    rows = []
    for index, body in enumerate(dice.sample(range(31**4 * 3 // 4, 31**4), distinct)):
        home = dice.choice([one for one in table.homes(date(2018, 1, 1)) if one.code not in {"13XA00"}])
        county = dice.choice(table.home_counties(home.code, date(2018, 1, 1)))
        expired = index < given["expired"]
        begun = given["certified_on"]
        ends = given["lapsed_on"] if expired else given["valid_to"]
        if expired:
            begun = date(ends.year - 3, ends.month, ends.day) + timedelta(days=1)
        rows.append(
            (
                f"验收{_letters(body)}科技有限公司（演示）",
                credit_code.make(county.code, f"DEM0{_letters(body)}"),
                f"GR{begun.year}13{serials[index]:06d}",
                home.name,
                county.name,
                begun.isoformat(),
                ends.isoformat(),
            )
        )
    rows += dice.sample(rows[given["expired"] :], given["duplicates"])
    dice.shuffle(rows)
    target = folder / "高新技术企业名册（验收）.xlsx"
    folder.mkdir(parents=True, exist_ok=True)
    write_xlsx(target, HEADERS, rows, text_columns=TEXT, sheet="名单")
    return Roster(target, given["certificates"], given["duplicates"], given["expired"])


def _letters(serial: int) -> str:
    tail = ""
    for _ in range(4):
        serial, digit = divmod(serial, 31)
        tail = credit_code.ALPHABET[digit] + tail
    return tail


def upload(driver: Driver, register: str, file: Path) -> dict[str, int]:
    """Uploads a roster and waits for the preview; returns the rows of each kind as its tabs show them."""
    driver.visit(f"/registers/import/?register={register}")
    driver.upload("名册文件", file)
    driver.press("上传并预检")
    return counts(driver)


def counts(driver: Driver) -> dict[str, int]:
    """{新增: 28, 表内重复: 5, …} of the batch on the page."""
    found = {}
    for words in driver.all("nav[aria-label=行的判断] a"):
        title, _, amount = words.rpartition(" ")
        found[title] = int(number(amount))
    if not found:
        raise WalkFault(f"预检没有给出结果，页面开头是：{driver.text[:400]}")
    return found


def write(driver: Driver) -> None:
    """Confirms the previewed batch."""
    driver.press("写入名录")
    driver.says("已写入")


def undo(driver: Driver, reason: str) -> None:
    """Takes the whole batch back."""
    driver.fill("撤回原因", reason)
    driver.press("撤回这一批")
    driver.says("已撤回")


def judged_as(seen: dict[str, int], roster: Roster) -> None:
    """Raises WalkFault unless the preview judged the file as it was made."""
    fresh = roster.certificates - roster.duplicates - roster.expired
    wanted = {"新增": fresh, "新增（已过有效期）": roster.expired, "表内重复": roster.duplicates}
    for title, amount in wanted.items():
        same(f"预检“{title}”的行数", seen.get(title, 0), amount)
    same("预检“有误”的行数", seen.get("有误", 0), 0)
