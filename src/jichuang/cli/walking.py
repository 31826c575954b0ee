"""`jichuang walk FILE`: one acceptance walk on a running demonstration, in a real browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from jichuang.cli.words import Failure, Parser

JOURNEYS = Path(__file__).resolve().parents[3] / "tests" / "journeys"


def run(argv: list[str]) -> int:
    """Hands the file and the address to the journey tests; their exit code is ours."""
    parser = Parser(prog="jichuang walk")
    parser.add_argument("file", help="walks/ 里的验收路径，例如 walks/S07.toml")
    default = f"http://127.0.0.1:{os.environ.get('PORT') or '8000'}"
    parser.add_argument("--url", default=default, help=f"运行中的系统，默认 {default}")
    chosen = parser.parse_args(argv)
    walk = Path(chosen.file).resolve()
    if not walk.is_file():
        raise Failure(f"没有找到验收路径文件 {chosen.file}。")
    if not JOURNEYS.is_dir():
        raise Failure("验收路径只能在源码目录里走（需要 tests/journeys）。")
    environment = {**os.environ, "JICHUANG_WALK": str(walk), "JICHUANG_WALK_URL": chosen.url.rstrip("/")}
    command = [sys.executable, "-m", "pytest", str(JOURNEYS), "-k", "walk", "-p", "no:cacheprovider"]
    return subprocess.run(command, env=environment, cwd=JOURNEYS.parents[1], check=False).returncode
