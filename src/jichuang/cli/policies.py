"""`jichuang policy ...`: the rules need nothing; a what-if over the register needs an installation, and only then one is opened."""

from __future__ import annotations

from importlib import import_module

from jichuang.cli import setting_up
from jichuang.policy import commands


def run(argv: list[str]) -> int:
    """Run one policy command."""
    if not _reads_the_register(argv):
        return commands.run(argv)
    with setting_up.prepared("database"):
        return commands.run(argv, registers=import_module("jichuang.law.population").of_register)


def _reads_the_register(argv: list[str]) -> bool:
    """Whether this is a what-if over the register: the population of a what-if unless a file is named."""
    if argv[:1] != ["simulate"] or {"-h", "--help"} & set(argv):
        return False
    for at, word in enumerate(argv):
        name, _, value = word.partition("=")
        if name == "--population":
            value = value or (argv[at + 1] if at + 1 < len(argv) else "")
            return value.split(":")[0] == commands.REGISTER
    return True
