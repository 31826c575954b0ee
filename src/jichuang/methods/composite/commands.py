"""`jichuang index ...`: build, uncertainty, sensitivity, weights, analyse, trace, frameworks. Prints; decides nothing.

Exit code 0 when answered, 2 for bad input with one Chinese sentence on stderr.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from pathlib import Path
from typing import Any

from jichuang.methods.composite import reports, trace, varying, words
from jichuang.methods.composite.climb import Aggregation
from jichuang.methods.composite.coin_tables import exceptions, read_data, read_meta
from jichuang.methods.composite.data import Data
from jichuang.methods.composite.errors import CompositeError
from jichuang.methods.composite.files import read, write_steps
from jichuang.methods.composite.framework import Framework
from jichuang.methods.composite.frameworks import library
from jichuang.methods.composite.index import Index, build
from jichuang.methods.composite.normalise import Normalisers
from jichuang.methods.composite.recipe import Recipe
from jichuang.methods.composite.screen import Screen
from jichuang.methods.composite.treat import Treatments
from jichuang.methods.composite.uncertainty import sensitivity, uncertainty


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
    except BrokenPipeError:  # the reader (head, less) has seen enough
        return 0
    except OSError as error:
        print(f"{error.filename}：{error.strerror}", file=sys.stderr)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jichuang index", description="综合指数：计算、区间、敏感性、追溯")
    commands = parser.add_subparsers(required=True, metavar="命令")
    out = _command(commands, "build", _build, "计算指数，每一步的数据各写一个文件")
    out.add_argument("--out", required=True, type=Path, metavar="DIR", help="结果文件夹")
    places = _command(commands, "uncertainty", _uncertainty, "名次的区间：声明的步骤变动时，名次在哪些位置")
    places.add_argument("--runs", type=int, default=1000, metavar="N", help="重算次数")
    places.add_argument("--design", type=Path, metavar="FILE", help="把每次重算的取值和结果写成 CSV")
    effects = _command(commands, "sensitivity", _sensitivity, "敏感性：哪个步骤最能左右名次")
    effects.add_argument(
        "--base", type=int, default=1024, metavar="N", help="样本数；共重算 N×(变动步骤数+2) 次"
    )
    effects.add_argument("--unit", metavar="CODE", help="只看这个单元的名次")
    effects.add_argument("--period", metavar="TIME", help="该单元的期别（多期数据时）")
    for each in (places, effects):
        varying.add_arguments(each)
    cell = _command(commands, "trace", _trace, "一个数从原始值到指数的每一步")
    cell.add_argument("--unit", required=True, metavar="CODE", help="单元代码")
    cell.add_argument("--code", required=True, metavar="CODE", help="指标代码")
    cell.add_argument("--period", metavar="TIME", help="期别（多期数据时）")
    shares = _command(commands, "weights", _weights, "各级权重的份额；由数据定权的附区间")
    shares.add_argument("--times", type=int, default=500, metavar="N", help="重抽次数")
    whole = _command(commands, "analyse", _analyse, "结构分析：描述统计、相关、一致性、去掉一项的影响")
    for each in (places, effects, cell, shares, whole):
        each.add_argument("--json", action="store_true", help="输出 JSON")
    shipped = commands.add_parser("frameworks", help="自带的指标体系", description="自带的指标体系")
    shipped.add_argument("key", nargs="?", help="只看这一个")
    shipped.add_argument("--json", action="store_true", help="输出 JSON")
    shipped.set_defaults(command=_frameworks)
    return parser


def _command(commands: Any, name: str, does: Any, says: str) -> argparse.ArgumentParser:
    """A command that takes the two tables and the recipe."""
    parser: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says)
    parser.set_defaults(command=does)
    for option, default, known, what in (
        ("--impute", "none", words.IMPUTE, "填补"),
        ("--normalise", "minmax:0,100", words.NORMALISE, "归一化"),
        ("--weights", "given", words.WEIGHTS, "权重"),
        ("--aggregate", "amean", words.AGGREGATE, "合成"),
    ):
        parser.add_argument(option, default=default, metavar="RULE", help=f"{what}：{'、'.join(known)}")
    add = parser.add_argument
    add("--data", required=True, type=Path, metavar="iData.csv", help="数据表：每个单元一行")
    add("--meta", required=True, type=Path, metavar="iMeta.csv", help="指标体系表：每个指标一行")
    add("--winmax", default=5, type=int, metavar="N", help="离群值最多拉回几个点，仍不过关取对数；0 不处理")
    add(
        "--transform",
        default=None,
        metavar="RULE",
        help=f"仍不过关时的变换：{'、'.join(words.TRANSFORM)}（默认 log）",
    )
    add("--screen", default=0.0, type=float, metavar="SHARE", help="数据齐全程度低于此的单元不参加，如 0.65")
    add(
        "--least",
        default=None,
        type=float,
        metavar="SHARE",
        help="下级数据齐全程度低于此的留空；不写则拒绝空值",
    )
    add(
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
        Treatments(
            words.treatment(arguments.winmax, arguments.transform),
            {
                code: words.treatment(words.count(text, code))
                for code, text in exceptions(meta, "Winmax").items()
            },
        ),
        Normalisers(
            words.normaliser(arguments.normalise),
            {code: words.normaliser(text) for code, text in exceptions(meta, "Normalise").items()},
        ),
        words.weighting(arguments.weights),
        Aggregation(words.aggregator(arguments.aggregate), least=arguments.least),
        arguments.over,
    )
    return read_data(read(arguments.data), meta, tree), tree, recipe


def _build(arguments: argparse.Namespace) -> None:
    index = build(*_inputs(arguments))
    for path in write_steps(index, arguments.out):
        print(path)
    _notices(index)


def _uncertainty(arguments: argparse.Namespace) -> None:
    data, tree, recipe = _inputs(arguments)
    _at_least_one(arguments.runs, "--runs")
    found = uncertainty(
        data, tree, recipe, varying.declared(arguments, recipe), runs=arguments.runs, seed=arguments.seed
    )
    if arguments.design:
        header, rows = found.table()
        with arguments.design.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([header, *rows])
    _answer(arguments, reports.of_uncertainty(found, arguments.seed), reports.uncertainty_lines(found))
    _notices(found.runs.nominal)


def _sensitivity(arguments: argparse.Namespace) -> None:
    data, tree, recipe = _inputs(arguments)
    _at_least_one(arguments.base, "--base")
    declared = varying.declared(arguments, recipe)
    found = sensitivity(
        data,
        tree,
        recipe,
        declared,
        base=arguments.base,
        seed=arguments.seed,
        unit=arguments.unit,
        period=arguments.period,
    )
    _answer(arguments, reports.of_sensitivity(found, arguments.seed), reports.sensitivity_lines(found))


def _weights(arguments: argparse.Namespace) -> None:
    _at_least_one(arguments.times, "--times")
    index = build(*_inputs(arguments))
    _answer(arguments, *reports.of_weights(index, arguments.times))
    _notices(index)


def _analyse(arguments: argparse.Namespace) -> None:
    index = build(*_inputs(arguments))
    _answer(arguments, *reports.of_structure(index))
    _notices(index)


def _trace(arguments: argparse.Namespace) -> None:
    found = trace.cell(build(*_inputs(arguments)), arguments.unit, arguments.code, arguments.period)
    _answer(
        arguments,
        reports.of_cell(found),
        [f"{found.unit} {found.element.title or found.element.code}", *found.words()],
    )


def _frameworks(arguments: argparse.Namespace) -> None:
    trees = [library.get(arguments.key)] if arguments.key else list(library.every())
    lines = [f"{each.key}\t{each.title}\t{len(each.indicators)} 项指标\t{each.source}" for each in trees]
    if arguments.key:
        lines += [library.line(trees[0], each) for each in trees[0].elements]
    _answer(arguments, [reports.of_framework(each) for each in trees], lines)


def _answer(arguments: argparse.Namespace, figures: object, lines: list[str]) -> None:
    print(
        json.dumps(figures, ensure_ascii=False, indent=1, default=list)
        if arguments.json
        else "\n".join(lines)
    )


def _notices(index: Index) -> None:
    blanks = [f"{place}的“{code}”下级数据不足，留空" for place, code in index.blanks]
    for notice in (*index.notices, *blanks):
        print(notice, file=sys.stderr)


def _at_least_one(count: int, option: str) -> None:
    if count < 1:
        raise CompositeError("words", f"{option} 是 {count}，应至少为 1")
