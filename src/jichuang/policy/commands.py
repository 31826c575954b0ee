"""`jichuang policy ...`: list, show, facts, check, explain, batch, simulate, ledger, docs. Prints; decides nothing.

Exit code 0 for any verdict, 2 for bad input with the message on stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jichuang.policy as rules
from jichuang.codes.errors import CodeError
from jichuang.policy import rd_ledger
from jichuang.policy.declaration import Policy
from jichuang.policy.documenting import pages
from jichuang.policy.errors import FactError, PolicyError
from jichuang.policy.library import check, explain, get, ids, parameters, schema
from jichuang.policy.parameters import Law, ParameterInForce
from jichuang.policy.wording import span_text

_SHOWN_PROBLEMS = 20
REGISTER = "register"


Registers = Callable[[str, Policy, Law], Any]  # a register's population, from whoever has registers


def run(argv: list[str], registers: Registers | None = None) -> int:
    """Run one policy command. 0 = answered, 2 = bad input (message on stderr). `registers` hands in a population of the registers."""
    try:
        arguments = _parser().parse_args(argv)
        arguments.registers = registers
        arguments.command(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    except (PolicyError, CodeError) as error:
        _complain(str(error))
        return 2
    except BrokenPipeError:  # the reader (head, less) has seen enough
        return 0
    except OSError as error:
        _complain(f"{error.filename}：{error.strerror}")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="jichuang policy", description="政策规则：列出、查看、自测、批量")
    commands = parser.add_subparsers(required=True, metavar="命令")
    _command(commands, "list", _list, "列出全部政策")
    show = _command(commands, "show", _show, "某日有效的全部参数及出处", dated=True)
    show.add_argument("--json", action="store_true", help="输出 JSON")
    _command(commands, "facts", _facts, "事实的 JSON Schema", policy=True)
    for name, does, says in (("check", _check, "判断一组事实"), ("explain", _explain, "判断并用文字说明")):
        _command(commands, name, does, says, dated=True).add_argument(
            "--facts", required=True, metavar="FILE", help="事实的 JSON 文件，- 为标准输入"
        )
    batch = _command(commands, "batch", _batch, "判断整份文件", dated=True)
    batch.add_argument(
        "file", type=Path, metavar="FILE", help=".xlsx、.csv、.parquet，或 .parquet 的文件夹、通配"
    )
    batch.add_argument("-o", "--output", type=Path, required=True, metavar="OUT", help="结果文件")
    simulate = _command(commands, "simulate", _simulate, "假设改动参数：谁获得、谁失去", dated=True)
    simulate.add_argument(
        "--change", action="append", required=True, metavar="KEY=VALUE",
        help="如 hnte.rd_ratio.tier_a=4%%，可重复；表用 key.0=值 或 JSON",
    )  # fmt: skip
    simulate.add_argument(
        "--population", default=REGISTER, metavar="register|FILE",
        help="名录（register，或 register:名录代码），或 .xlsx、.csv、.parquet 文件、文件夹、通配",
    )  # fmt: skip
    simulate.add_argument("--json", action="store_true", help="输出 JSON")
    ledger = _command(commands, "ledger", _ledger, "研发费用台账：高企、科小、加计扣除三种口径")
    ledger.add_argument("file", type=Path, metavar="FILE", help=".xlsx 或 .csv，一行一笔支出")
    ledger.add_argument("--year", required=True, type=int, metavar="YEAR", help="会计年度，如 2018")
    ledger.add_argument("--on", type=_day, metavar="DATE", help="高企、科小的申请日期，默认次年1月1日")
    ledger.add_argument("--known", type=_day, metavar="DATE", help="只用这一天以前印发的规定")
    ledger.add_argument("--json", action="store_true", help="输出 JSON")
    docs = _command(commands, "docs", _docs, "生成每项政策的说明页")
    docs.add_argument("folder", type=Path, metavar="DIR", help="写到哪个文件夹，如 docs/reference/policies")
    return parser


def _command(
    commands: Any, name: str, does: Any, says: str, *, policy: bool = False, dated: bool = False
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=says, description=says)
    parser.set_defaults(command=does)
    if policy or dated:
        parser.add_argument("policy", help="政策代号，如 tech-sme")
    if dated:
        parser.add_argument("--on", required=True, type=_day, metavar="DATE", help="业务日期，如 2018-05-31")
        parser.add_argument("--known", type=_day, metavar="DATE", help="只用这一天以前印发的规定")
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} 不是日期，应写作 2018-05-31") from None


def _list(arguments: argparse.Namespace) -> None:
    _say("\n".join(f"{policy_id}\t{get(policy_id).title}" for policy_id in ids()))


def _facts(arguments: argparse.Namespace) -> None:
    _say_json(schema(arguments.policy))


def _show(arguments: argparse.Namespace) -> None:
    held = parameters(arguments.policy, on=arguments.on, known=arguments.known)
    if arguments.json:
        _say_json([_as_json(each) for each in held])
        return
    for each in held:
        until = each.valid_to.isoformat() if each.valid_to else "至今"
        value = json.dumps(each.value, ensure_ascii=False, default=_number)
        _say(
            f"{each.key}\t{each.title}\t{value} {each.unit}\t{each.valid_from} 起 {until}\t{each.cite}\t{each.status}"
        )


def _as_json(held: ParameterInForce) -> dict[str, Any]:
    names = (
        "key",
        "title",
        "value",
        "unit",
        "valid_from",
        "valid_to",
        "issued_on",
        "cite",
        "status",
        "checked_on",
        "note",
    )
    return {name: getattr(held, name) for name in names}


def _check(arguments: argparse.Namespace) -> None:
    result = check(arguments.policy, _read_facts(arguments.facts), on=arguments.on, known=arguments.known)
    _say_json(result.as_dict())
    for note in result.notes:
        _complain(note)


def _explain(arguments: argparse.Namespace) -> None:
    result = check(arguments.policy, _read_facts(arguments.facts), on=arguments.on, known=arguments.known)
    told = explain(result)
    for text in (
        told.headline,
        told.subline,
        told.both_outcomes,
        told.smallest_change,
        told.past,
        *told.notes,
    ):
        if text:
            _say(text)
    for item in told.depends:
        _say(f"取决于\t{item}")
    for row in told.rows:
        points = "" if row.points is None else f"\t{_points(row.points)} / {row.max_points} 分"
        _say(f"{row.state}\t{row.title}\t{row.value_text}{points}\t{row.words}\t{row.cite}")


def _points(points: object) -> str:
    return span_text(*points) if isinstance(points, tuple | list) else str(points)


def _batch(arguments: argparse.Namespace) -> None:
    policy = get(arguments.policy)
    law = policy.law(arguments.on, arguments.known)
    summary = rules.run_batch(policy, law, arguments.file, arguments.output)
    counts = "，".join(f"{verdict} {count}" for verdict, count in sorted(summary.verdicts.items()))
    _complain(f"共 {summary.rows} 行：{counts}")
    for problem in summary.problems[:_SHOWN_PROBLEMS]:
        _complain(problem)
    if len(summary.problems) > _SHOWN_PROBLEMS:
        _complain(f"另有 {len(summary.problems) - _SHOWN_PROBLEMS} 行有问题，见结果文件的 problem 列")


def _simulate(arguments: argparse.Namespace) -> None:
    policy = get(arguments.policy)
    law = policy.law(arguments.on, arguments.known)
    changes = rules.read_changes(policy, law, arguments.change)
    name = arguments.population
    if name == REGISTER or name.startswith(f"{REGISTER}:"):
        if arguments.registers is None:
            raise PolicyError("这里没有名录；请用 --population 指明文件")
        population = arguments.registers(name.partition(":")[2], policy, law)
    else:
        population = rules.of_file(policy, law, Path(name))
    impact = rules.simulate_over(policy, law, changes, population)
    if arguments.json:
        _say_json(rules.impact_as_dict(impact, population.title))
    else:
        _say("\n".join(rules.impact_as_text(impact, population.title)))


def _ledger(arguments: argparse.Namespace) -> None:
    reading = rd_ledger.read(arguments.file)
    if reading.problems:
        raise PolicyError("\n".join(reading.problems[:_SHOWN_PROBLEMS]))
    year = arguments.year
    if not any(line.year == year for line in reading.lines):
        held = "、".join(str(each) for each in sorted({line.year for line in reading.lines})) or "没有一行"
        raise FactError("year", year, "台账里没有这一年的支出", f"台账里有的年度：{held}", title="年度")
    found = rd_ledger.calibers(reading.lines, year, on=arguments.on, known=arguments.known)
    if arguments.json:
        _say_json(rd_ledger.as_dict(reading.lines, year, found))
    else:
        _say("\n".join(rd_ledger.as_text(found)))


def _docs(arguments: argparse.Namespace) -> None:
    arguments.folder.mkdir(parents=True, exist_ok=True)
    made = pages()
    for name, text in made.items():
        (arguments.folder / name).write_text(text, encoding="utf-8")
    _complain(f"{arguments.folder}：{len(made)} 页")


def _read_facts(name: str) -> Mapping[str, object]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
        facts = json.loads(
            text, parse_float=Decimal, parse_constant=_refuse_constant, object_pairs_hook=_once
        )
    except json.JSONDecodeError as error:
        raise FactError(
            "facts", name, f"第 {error.lineno} 行第 {error.colno} 列起不是 JSON", "一个 JSON 对象"
        ) from None
    except UnicodeDecodeError:
        raise FactError("facts", name, "不是 UTF-8 文本", "UTF-8 的 JSON 文件") from None
    if not isinstance(facts, dict):
        raise FactError("facts", name, "不是 JSON 对象", '如 {"staff": 46}')
    return facts


def _refuse_constant(text: str) -> object:
    raise FactError("facts", text, "不是数", "有限的数或 null")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [key for key, _ in pairs]
        twice = next(key for key in names if names.count(key) > 1)
        raise FactError(twice, found[twice], "同一个事实写了两次", "每个事实只写一次")
    return found


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _say_json(value: object) -> None:
    _say(json.dumps(value, ensure_ascii=False, indent=2, default=_number))


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _complain(text: str) -> None:
    sys.stderr.write(text + "\n")
