"""`jichuang walk FILE`: one acceptance walk in a real browser, on a running or a throw-away demonstration.

The walks are tests and stay in the source tree; an installed package without it says so.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from jichuang.cli.words import Failure, Parser

TESTS = Path(__file__).resolve().parents[3] / "tests"


def run(argv: list[str]) -> int:
    """Hands the file and the address to the walk runner; its exit code is ours."""
    parser = Parser(prog="jichuang walk")
    parser.add_argument("file", help="walks/ 里的验收路径，例如 walks/S07.toml")
    parser.add_argument(
        "--url", help="运行中的演示网址；也可用环境变量 URL 给出。都不给则自起一个临时演示，走完即删"
    )
    chosen = parser.parse_args(argv)
    walk = Path(chosen.file).resolve()
    if not walk.is_file():
        raise Failure(f"没有找到验收路径文件 {chosen.file}。")
    if not (TESTS / "journeys").is_dir():
        raise Failure("验收路径随源码提供，安装包里没有。请在源码目录中运行 make walk FILE=walks/S07.toml。")
    if find_spec("playwright") is None:
        raise Failure("走验收路径需要 playwright 和 Chromium。请先运行 make install，并安装 Chromium。")
    search = os.pathsep.join(filter(None, [str(TESTS), os.environ.get("PYTHONPATH", "")]))
    command = [sys.executable, "-m", "journeys", str(walk)]
    if chosen.url:
        command += ["--url", chosen.url]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": search}, check=False).returncode
