"""`jichuang index ...`: build, uncertainty, sensitivity, trace, frameworks. Prints; decides nothing.

Exit code 0 when answered, 2 for bad input with one Chinese sentence on stderr.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jichuang.methods.composite import words
from jichuang.methods.composite.climb import Aggregation
from jichuang.methods.composite.coin_tables import read_data, read_meta
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.files import read, write_steps
from jichuang.methods.composite.framework import Framework
from jichuang.methods.composite.index import build
from jichuang.methods.composite.normalise import Normalisers
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.screen import Screen
from jichuang.methods.composite.treat import Treatments


def run(argv: list[str]) -> int:
    """Run one index command. 0 = answered, 2 = bad input (message on stderr)."""
    try:
        arguments = _parser().parse_args(argv)
        arguments.command(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except CompositeError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}：{error.strerror}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jichuang index", description="综合指数：计算、区间、敏感性、追溯")
    commands = parser.add_subparsers(required=True, metavar="命令")
    out = _command(commands, "build", _build, "计算指数，每一步的数据各写一个文件")
    out.add_argument("--out", required=True, type=Path, metavar="DIR", help="结果文件夹")
    return parser


def _command(commands: Any, name: str, does: Any, says: str) -> argparse.ArgumentParser:
    """A command that takes the two tables and the recipe."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says)
    parser.set_defaults(command=does)
    parser.add_argument("--data", required=True, type=Path, metavar="iData.csv", help="数据表：每个单元一行")
    parser.add_argument(
        "--meta", required=True, type=Path, metavar="iMeta.csv", help="指标体系表：每个指标一行"
    )
    parser.add_argument(
        "--impute", default="none", metavar="RULE", help=f"填补：{'、'.join(words.IMPUTE)}（列名写在冒号后）"
    )
    parser.add_argument(
        "--winmax", default=5, type=int, metavar="N", help="离群值最多拉回几个点，仍不过关取对数；0 不处理"
    )
    parser.add_argument(
        "--normalise", default="minmax:0,100", metavar="RULE", help=f"归一化：{'、'.join(words.NORMALISE)}"
    )
    parser.add_argument(
        "--weights", default="given", metavar="RULE", help=f"权重：{'、'.join(words.WEIGHTS)}"
    )
    parser.add_argument(
        "--aggregate", default="amean", metavar="RULE", help=f"合成：{'、'.join(words.AGGREGATE)}"
    )
    parser.add_argument(
        "--screen", default=0.0, type=float, metavar="SHARE", help="数据齐全程度低于此的单元不参加，如 0.65"
    )
    parser.add_argument(
        "--least",
        default=None,
        type=float,
        metavar="SHARE",
        help="下级数据齐全程度低于此的留空；不写则拒绝空值",
    )
    parser.add_argument(
        "--over",
        default="all",
        choices=("all", "period"),
        help="多期数据合在一起归一（all）还是逐期（period）",
    )
    return parser


def _inputs(arguments: argparse.Namespace) -> tuple[Data, Framework, Recipe]:
    meta = read(arguments.meta)
    tree = read_meta(meta)
    recipe = Recipe(
        words.imputer(arguments.impute),
        Screen(available=arguments.screen),
        Treatments(words.treatment(arguments.winmax)),
        Normalisers(words.normaliser(arguments.normalise)),
        words.weighting(arguments.weights),
        Aggregation(words.aggregator(arguments.aggregate), least=arguments.least),
        arguments.over,
    )
    return read_data(read(arguments.data), meta, tree), tree, recipe


def _build(arguments: argparse.Namespace) -> None:
    index = build(*_inputs(arguments))
    for path in write_steps(index, arguments.out):
        print(path)
    for notice in index.notices:
        print(notice, file=sys.stderr)
    for place, code in index.blanks:
        print(f"{place}的“{code}”下级数据不足，留空", file=sys.stderr)
