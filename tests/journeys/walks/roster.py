"""A roster of certificates moves the board by exactly what is new and in force, today and on past days; undo restores."""

from __future__ import annotations

from datetime import date

from journeys import board, rosters
from journeys.driver import same
from journeys.walking import Walk


def _days(walk: Walk) -> list[date | None]:
    return [None, *walk.given["roster"]["past_days"]]


def _values(walk: Walk) -> list[int | float]:
    given = walk.given["board"]
    driver = walk.driver.as_(given["reader"])
    return [board.value(driver, given["plan"], given["target"], day) for day in _days(walk)]


def reads_the_board_first(walk: Walk) -> None:
    """先记下目标板今天和两个过去日子的数。"""
    walk.seen["before"] = _values(walk)


def previews_without_writing(walk: Walk) -> None:
    """上传名册：预检指出新增、表内重复和已过期的行数，名录还没有变化。"""
    driver = walk.driver.as_(walk.given["board"]["keeper"])
    roster = rosters.certificates(walk.given["roster"], driver.out)
    rosters.judged_as(rosters.upload(driver, walk.given["roster"]["register"], roster.file), roster)
    walk.seen["roster"], walk.seen["batch"] = roster, driver.path
    same("预检后的目标板", _values(walk), walk.seen["before"])


def commits_and_moves_the_board(walk: Walk) -> None:
    """写入后，目标板今天和两个过去的日子都恰好多出 N−M−K。"""
    driver = walk.driver.as_(walk.given["board"]["keeper"])
    driver.visit(walk.seen["batch"])
    rosters.write(driver)
    wanted = [value + walk.seen["roster"].moves for value in walk.seen["before"]]
    same("写入后的目标板", _values(walk), wanted)


def same_file_again_changes_nothing(walk: Walk) -> None:
    """同一份名册再导入一次：没有需要写入的行，目标板不动。"""
    driver = walk.driver.as_(walk.given["board"]["keeper"])
    after = _values(walk)
    driver.as_(walk.given["board"]["keeper"])
    seen = rosters.upload(driver, walk.given["roster"]["register"], walk.seen["roster"].file)
    same("再次导入时新增的行数", seen.get("新增", 0), 0)
    driver.says("没有需要写入的行")
    driver.press("放弃这一批")
    same("再次导入后的目标板", _values(walk), after)


def undo_restores(walk: Walk) -> None:
    """整批撤回：今天和两个过去日子的数都回到导入之前。"""
    driver = walk.driver.as_(walk.given["board"]["keeper"])
    driver.visit(walk.seen["batch"])
    rosters.undo(driver, walk.given["roster"]["reason"])
    same("撤回后的目标板", _values(walk), walk.seen["before"])


STEPS = (
    reads_the_board_first,
    previews_without_writing,
    commits_and_moves_the_board,
    same_file_again_changes_nothing,
    undo_restores,
)
