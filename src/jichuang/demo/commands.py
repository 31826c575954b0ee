"""`jichuang demo load|reset|clock|remove|token`. Prints; everything else is in `demo.loading`."""

from __future__ import annotations

import argparse
import json
import sys
import time
from datetime import date

from jichuang.base import clock
from jichuang.base.errors import Refused
from jichuang.demo import cast, loading, tokens

BAR = 24


def run(argv: list[str]) -> int:
    """Exit code 0 done, 1 refused (reason on stderr), 2 wrong arguments."""
    parser = argparse.ArgumentParser(prog="jichuang demo", description="演示数据与演示时钟。")
    steps = parser.add_subparsers(dest="step", required=True)
    for name, title in (("load", "装载演示数据（已有则不动）"), ("reset", "清空并重新装载，时钟回到起点")):
        step = steps.add_parser(name, help=title)
        step.add_argument("--on", type=_day, default=cast.STARTS_ON, help="演示从哪一天开始，如 2018-09-20")
    steps.add_parser("remove", help="清空演示：账号、名录、办件和文件")
    turn = steps.add_parser("clock", help="看或向前拨演示时钟")
    turn.add_argument("--to", type=_day, help="拨到某日，如 2018-10-11")
    turn.add_argument("--next", action="store_true", help="拨到下一工作日")
    token = steps.add_parser("token", help="为演示人物签发一天有效的接口令牌")
    token.add_argument(
        "--as", dest="role", required=True, metavar="ROLE", help="人物或岗位，如 clerk、city_officer"
    )
    token.add_argument("--json", action="store_true", help="输出 JSON")
    chosen = parser.parse_args(argv)
    try:
        return _STEPS[chosen.step](chosen)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应如 2018-09-30") from fault


def _load(chosen: argparse.Namespace) -> int:
    if loading.loaded():
        print(f"  演示数据已在，今天是演示日期 {clock.today()}。")
        return 0
    return _fill(chosen.on)


def _reset(chosen: argparse.Namespace) -> int:
    loading.empty()
    return _fill(chosen.on)


def _fill(on: date) -> int:
    started = time.monotonic()
    loading.load(on=on, progress=_bar)
    print(f"\r  演示数据 {'█' * BAR} 完成，用时 {time.monotonic() - started:.0f} 秒{'':30}")
    return 0


def _remove(chosen: argparse.Namespace) -> int:
    loading.empty()
    print("演示数据已清空。")
    return 0


def _clock(chosen: argparse.Namespace) -> int:
    to = clock.next_workday() if chosen.next else chosen.to
    if to is not None:
        passed = clock.advance(to=to)
        print(f"演示日期拨到 {to}，办完其间 {len(passed)} 天的例行任务。")
    else:
        print(f"演示日期 {clock.today()}")
    return 0


def _token(chosen: argparse.Namespace) -> int:
    secret, who = tokens.issue(chosen.role)
    if chosen.json:
        print(json.dumps({"token": secret, "username": who.username, "name": who.name}, ensure_ascii=False))
    else:
        print(secret)
    return 0


def _bar(done: int, of: int, what: str) -> None:
    if not sys.stdout.isatty():
        return
    filled = round(BAR * done / of) if of else BAR
    print(f"\r  演示数据 {'█' * filled}{'░' * (BAR - filled)} {what:<24}", end="", flush=True)


_STEPS = {"load": _load, "reset": _reset, "remove": _remove, "clock": _clock, "token": _token}
