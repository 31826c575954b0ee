"""`jichuang audit verify`: is the journal as it was sealed."""

from __future__ import annotations

from jichuang.cli.words import FAILED, OK, Parser, say

MOST_SHOWN = 50


def run(argv: list[str]) -> int:
    """Prints every finding; exit 0 when the chain holds, 1 when it does not."""
    parser = Parser(prog="jichuang audit")
    parser.add_argument("action", choices=["verify"], help="核验封存链")
    parser.parse_args(argv)
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
