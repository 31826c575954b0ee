"""`jichuang hall stuck` and `jichuang matters list`, for people and for scripts (`--json`)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from jichuang.hall import catalogue, reads
from jichuang.hall.declare import Matter


def run(argv: Sequence[str]) -> int:
    """`hall stuck [--json]`: exit 0 when no case is stuck, 1 when some are."""
    parser = argparse.ArgumentParser(prog="jichuang hall", description="办件")
    commands = parser.add_subparsers(dest="command", required=True)
    stuck = commands.add_parser("stuck", help="列出卡住的办件（应为空）")
    stuck.add_argument("--json", action="store_true", help="输出 JSON 列表")
    asked = parser.parse_args(list(argv))
    found = reads.stuck()
    if asked.json:
        _write(json.dumps([one.as_dict() for one in found], ensure_ascii=False))
    elif not found:
        _write("没有卡住的办件。")
    else:
        for one in found:
            _write(f"{one.number}  {one.stage or '草稿'}  {one.reason}")
    return 1 if found else 0


def matters(argv: Sequence[str]) -> int:
    """`matters list [--json]`: every declared matter with its stages and the names of empty required elements."""
    parser = argparse.ArgumentParser(prog="jichuang matters", description="事项目录")
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="列出事项")
    listing.add_argument("--json", action="store_true", help="输出 JSON 列表")
    asked = parser.parse_args(list(argv))
    rows = [described(matter) for matter in catalogue.all()]
    if asked.json:
        _write(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            _write(f"{row['code']}  {row['title']}  第{row['version']}版")
    return 0


def described(matter: Matter) -> dict[str, object]:
    """One matter as `matters list --json` prints it."""
    return {
        "code": matter.code,
        "title": matter.title,
        "version": matter.version,
        "nature": matter.nature.title,
        "system_of_record": matter.record.name,
        "basis": [str(cite) for cite in matter.basis],
        "stages": [
            {"kind": stage.kind.value, "by": [desk.value for desk in stage.desks], "days": stage.days}
            for stage in matter.route.stages
        ],
        "missing": matter.guide.missing(),
    }


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
