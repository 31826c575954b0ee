"""`jichuang hall stuck`, `jichuang matters list` and `matters export`, for people and for scripts (`--json`)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from jichuang.base.today import machine_now
from jichuang.codes.tabular import write_csv
from jichuang.hall import catalogue, exchange, reads
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
    """`matters list [--json]` and `matters export`: the catalogue for people, for scripts, and as the exchange table."""
    parser = argparse.ArgumentParser(prog="jichuang matters", description="事项目录")
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="列出事项")
    listing.add_argument("--json", action="store_true", help="输出 JSON 列表")
    export = commands.add_parser("export", help="按国家交换表导出")
    export.add_argument("--table", choices=["elements", "materials"], default="elements", help="要素或材料")
    export.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="截至某日，如 2018-09-30")
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=".csv 或 .json")
    asked = parser.parse_args(list(argv))
    return _export(asked) if asked.command == "export" else _list(asked)


def _list(asked: argparse.Namespace) -> int:
    rows = [described(matter) for matter in catalogue.catalogue.all()]
    if asked.json:
        _write(json.dumps(rows, ensure_ascii=False))
        return 0
    for row in rows:
        missing = "、".join(row["missing"])
        _write(f"{row['code']}  {row['title']}  第{row['version']}版{'  缺：' + missing if missing else ''}")
    return 0


def _export(asked: argparse.Namespace) -> int:
    on = asked.on or machine_now().date()  # the command runs without a database, so without its clock
    known = [catalogue.on(one.code, on) for one in catalogue.catalogue.all()]
    keys, titles, rows = exchange.table(asked.table, known, on)
    if asked.output.suffix == ".json":
        asked.output.write_text(json.dumps(rows, ensure_ascii=False, indent=2), encoding="utf-8")
    elif asked.output.suffix == ".csv":
        with asked.output.open("wb") as target:
            write_csv(target, titles, ([row[key] for key in keys] for row in rows))
    else:
        sys.stderr.write("导出文件应以 .csv 或 .json 结尾。\n")
        return 2
    _write(f"已导出 {len(rows)} 行到 {asked.output}")
    return 0


def described(matter: Matter) -> dict[str, Any]:
    """One matter as `matters list --json` prints it; stages side by side stand one after the other."""
    return {
        "code": matter.code,
        "title": matter.title,
        "version": matter.version,
        "nature": matter.nature.title,
        "system_of_record": matter.record.name,
        "basis": [str(cite) for cite in matter.basis],
        "stages": [
            {"kind": stage.kind.value, "by": [desk.value for desk in stage.desks], "days": stage.days}
            for stage in matter.route.parts
        ],
        "missing": matter.guide.missing(),
    }


def _write(line: str) -> None:
    sys.stdout.write(line + "\n")
