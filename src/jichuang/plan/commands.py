"""命令 `jichuang plan read FILE.txt [--json]`: reads a plan file and prints what it promises. Writes nothing."""

import argparse
import json
import sys
from pathlib import Path

from jichuang.methods.amounts import amount
from jichuang.plan.reader import NotAPlan, ReadPlan, decode, read

MAX_BYTES = 5_000_000


def run(argv: list[str]) -> int:
    """Exit code 0 when the file was read, 2 when it is missing, too large or no plan (reason on stderr)."""
    parser = argparse.ArgumentParser(prog="jichuang plan", description="工作要点")
    commands = parser.add_subparsers(dest="command", required=True)
    reading = commands.add_parser("read", help="读出一份工作计划的章、条、目标和里程碑")
    reading.add_argument("file", type=Path, help="纯文本文件（UTF-8 或 GBK）")
    reading.add_argument("--json", action="store_true", help="按JSON输出")
    arguments = parser.parse_args(argv)
    try:
        plan = read(_text(arguments.file))
    except NotAPlan as refusal:
        sys.stderr.write(f"{arguments.file.name}：{refusal.reason}{refusal.remedy}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"{arguments.file}：打不开这个文件（{error.strerror}）。请核对路径。\n")
        return 2
    sys.stdout.write(_json(plan) if arguments.json else _words(plan))
    return 0


def _text(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        raise NotAPlan(
            f"文件超过{MAX_BYTES // 1_000_000}MB，不像一份工作计划。", "请只上传计划正文的纯文本。"
        )
    return decode(path.read_bytes())


def _json(plan: ReadPlan) -> str:
    return json.dumps(plan.as_json(), ensure_ascii=False, indent=1) + "\n"


def _words(plan: ReadPlan) -> str:
    lines = [
        plan.title or "（没有标题）",
        f"{len(plan.chapters)} 章，{len(plan.items)} 条，{len(plan.targets)} 个目标，{len(plan.milestones)} 个里程碑",
        "",
        "目标",
    ]
    for target in plan.targets:
        figure = amount(target.value, target.unit)
        if target.value_max is not None:
            figure = f"{amount(target.value, '')} 至 {amount(target.value_max, target.unit)}"
        marks = "（增长）" * target.growth + "（努力目标）" * target.strive
        lines.append(
            f"  {_place(target.item)} {target.name} {target.comparator} {figure}{marks}  “{target.quote}”"
        )
    lines += ["", "里程碑"]
    lines += [f"  {_place(one.item)} {one.verb}：{one.deliverable}  “{one.quote}”" for one in plan.milestones]
    return "\n".join([*lines, "", "以上为机器读出的结果，请由负责人员逐条核对后采用。", ""])


def _place(item: int | None) -> str:
    return f"第{item}条" if item else "总体"
