"""`jichuang audit verify|bundle`: is the journal as it was sealed; one case as an archive that proves itself."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from jichuang.cli.words import FAILED, OK, Failure, Parser, say

MOST_SHOWN = 50


def run(argv: list[str]) -> int:
    """Exit 0 done (`verify`: the chain holds), 1 not possible or findings, 2 wrong arguments."""
    parser = Parser(prog="jichuang audit")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("verify", help="核验封存链")
    bundle = actions.add_parser("bundle", help="取一件办件的审计包")
    bundle.add_argument("case", metavar="CASE", help="办件编号，如 20180930-000042")
    bundle.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="写到哪个 .zip 文件")
    asked = parser.parse_args(argv)
    return _bundle(asked) if asked.action == "bundle" else _verify()


def _bundle(asked: argparse.Namespace) -> int:
    from jichuang.base.errors import Refused
    from jichuang.base.seals import heads
    from jichuang.hall import reads, verbs

    case = reads.find_case(asked.case)
    if case is None:
        raise Failure(f"没有编号为{asked.case}的办件。")
    if asked.output.exists():
        raise Failure(f"{asked.output} 已存在，不覆盖。")
    try:
        content = verbs.take_bundle(case=case, by=None)
    except Refused as refused:
        raise Failure(str(refused)) from refused
    with asked.output.open("wb") as target:
        shutil.copyfileobj(content, target)
    say(f"审计包 {asked.output}（{asked.output.stat().st_size} 字节）。公钥指纹 {heads.fingerprint()}")
    return OK


def _verify() -> int:
    from jichuang.base import seals

    report = seals.verify()
    say(f"已封存 {report.sealed} 行，数据库外的链头 {report.heads} 个。")
    if report.unsealed:
        say(
            f"尚未封存的尾部 {report.unsealed} 行：第 {report.unsealed_from} 行至第 {report.unsealed_to} 行。"
        )
    else:
        say("没有未封存的尾部。")
    for finding in report.findings[:MOST_SHOWN]:
        say(f"异常 [{finding.code}] {finding.words}")
    if len(report.findings) > MOST_SHOWN:
        say(f"…… 另有 {len(report.findings) - MOST_SHOWN} 处")
    say("核验通过：日志与封存时一致。" if report.ok else f"核验不通过：{len(report.findings)} 处异常。")
    return OK if report.ok else FAILED
