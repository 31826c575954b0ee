"""The journal cannot be changed quietly: a changed row, a cut tail and a rewritten suffix are found, and put back."""

from __future__ import annotations

from journeys.driver import same
from journeys.walking import Walk

WHOLE = "封存链完好"


def _verify(walk: Walk, *words: str) -> None:
    """The auditor presses the button and reads these words; the command agrees."""
    driver = walk.driver.as_(walk.given["auditor"])
    driver.visit("/audit/")
    driver.press("核验封存链")
    driver.says(*words)
    done = walk.instance.command("audit", "verify")
    same("命令 jichuang audit verify 的退出码", done.returncode, 0 if WHOLE in words else 1)


def _found_and_put_back(walk: Walk, deed: tuple[str, ...], *words: str) -> None:
    row = walk.instance.stagehand("tampering", *deed).strip()
    try:
        _verify(walk, *(one.format(row=row) for one in words))
    finally:
        walk.instance.stagehand("tampering", "restore")
    _verify(walk, WHOLE)


def journal_is_whole(walk: Walk) -> None:
    """审计核验：封存链完好，日志里每一步都有操作人、动作和对象。"""
    _verify(walk, WHOLE, "核验", "个签名")
    driver = walk.driver.as_(walk.given["auditor"])
    driver.visit("/audit/?verb=case.submit")
    driver.says("case.submit")


def changed_row_is_found(walk: Walk) -> None:
    """有人在数据库里改了一行：核验指出是哪一行；改回后通过。"""
    _found_and_put_back(walk, ("change",), "日志第{row}行与封存时不一致")


def cut_tail_is_found(walk: Walk) -> None:
    """有人删去最后几行连同封存：核验指出缺了几环；放回后通过。"""
    rows = walk.given["cut"]["rows"]
    _found_and_put_back(walk, ("cut", str(rows)), "封存链被截短", f"缺{rows}环")


def rewritten_suffix_is_found(walk: Walk) -> None:
    """有人伪造一行并重算其后全部封存：与数据库外的链头对不上；放回后通过。"""
    _found_and_put_back(walk, ("rewrite", str(walk.given["rewrite"]["rows"])), "封存链被重写")


def others_are_refused(walk: Walk) -> None:
    """日志只对审计岗位开放，别人看不到，并说明理由。"""
    for persona in walk.given["refused"]["personas"]:
        driver = walk.driver.as_(persona)
        same(f"{persona}打开日志的状态", driver.visit("/audit/"), 403)
        driver.says(walk.given["refused"]["reason"])


STEPS = (
    journal_is_whole,
    changed_row_is_found,
    cut_tail_is_found,
    rewritten_suffix_is_found,
    others_are_refused,
)
