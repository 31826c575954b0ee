"""The `jichuang` command: a table of commands, each reached by module path when it is called for."""

from __future__ import annotations

import sys
from importlib import import_module

from jichuang.base.cluster import ClusterError
from jichuang.cli import setting_up
from jichuang.cli.words import FAILED, OK, USAGE, Failure, UsageError, complain, say

# command -> (module:function taking the remaining arguments, what it needs first, what it does)
COMMANDS: dict[str, tuple[str, str, str]] = {
    "run": ("jichuang.cli.running:run", "nothing", "启动演示（数据、数据库、网页、后台一并启动）"),
    "init": ("jichuang.cli.deploying:init", "nothing", "建立正式部署：填写地区和首位管理员"),
    "serve": ("jichuang.cli.running:serve", "nothing", "启动正式部署"),
    "worker": ("jichuang.cli.working:run", "django", "只运行后台进程（封存、任务、例行）"),
    "migrate": ("jichuang.cli.maintaining:migrate", "database", "更新数据库结构"),
    "backup": ("jichuang.cli.maintaining:backup", "database", "把数据库和文件备份到一个文件"),
    "restore": ("jichuang.cli.maintaining:restore", "nothing", "把备份恢复到空的数据目录"),
    "audit": ("jichuang.cli.auditing:run", "database", "核验日志封存链（verify）、取审计包（bundle）"),
    "demo": ("jichuang.demo.commands:run", "demonstration", "演示数据：load、reset、clock、token"),
    "policy": (
        "jichuang.cli.policies:run",
        "nothing",
        "政策规则：check、explain、batch、simulate、show、facts、list",
    ),
    "index": (
        "jichuang.methods.composite.commands:run",
        "nothing",
        "综合指数：build、uncertainty、sensitivity、weights、analyse、trace、frameworks",
    ),
    "plan": ("jichuang.plan.commands:run", "nothing", "工作要点：read"),
    "hall": ("jichuang.hall.commands:run", "database", "办件：stuck"),
    "matters": ("jichuang.hall.commands:matters", "django", "事项目录：list"),
    "walk": ("jichuang.cli.walking:run", "nothing", "在运行中的系统上走一遍验收路径"),
}


def main(argv: list[str] | None = None) -> int:
    """Runs one command and returns its exit code: 0 done, 1 not possible, 2 wrong arguments."""
    arguments = sys.argv[1:] if argv is None else argv
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        say(usage())
        return OK if arguments else USAGE
    name, rest = arguments[0], arguments[1:]
    if name not in COMMANDS:
        complain(f"没有“{name}”这个命令。\n{usage()}")
        return USAGE
    target, needs, _ = COMMANDS[name]
    try:
        with setting_up.prepared(needs):
            return _call(target, rest)
    except UsageError as fault:
        complain(str(fault))
        return USAGE
    except (Failure, ClusterError) as fault:
        complain(str(fault))
        return FAILED
    except KeyboardInterrupt:
        complain("已中止。")
        return 130


def usage() -> str:
    """The list of commands."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  jichuang {name:<{width}}  {title}" for name, (_, _, title) in COMMANDS.items()]
    return "\n".join(["冀创。用法：", *lines, "每个命令加 --help 看参数。"])


def _call(target: str, arguments: list[str]) -> int:
    path, function = target.split(":")
    result = getattr(import_module(path), function)(arguments)
    return OK if result is None else int(result)


if __name__ == "__main__":
    sys.exit(main())
