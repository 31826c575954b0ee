"""Every setting and every command is documented, and nothing documented is gone."""

from __future__ import annotations

import ast
import re

from house.source import ROOT, modules, room_of, tree
from jichuang.cli.main import COMMANDS

SETTINGS = ROOT / "docs" / "reference" / "settings.md"
COMMAND_PAGE = ROOT / "docs" / "reference" / "commands.md"
READ = re.compile(r"JICHUANG_[A-Z_]+|HOST|PORT|DATABASE_URL")
NAME = re.compile(r"`((?:JICHUANG_[A-Z_]+)|HOST|PORT|DATABASE_URL)`")
# set by the command for its own children; not for people
INTERNAL = {
    "JICHUANG_SERVING",
    "JICHUANG_INSTANCE",
    "JICHUANG_PG_SOCKET",
    "JICHUANG_WALK",
    "JICHUANG_WALK_URL",
}


def read_from_environment() -> set[str]:
    """Names that the source reads from the environment."""
    found = {
        node.value
        for path in modules()
        if room_of(path) in {"site", "cli", "base"}
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and READ.fullmatch(node.value)
    }
    return found - INTERNAL


def test_every_setting_is_documented_and_every_documented_one_exists():
    documented = set(NAME.findall(SETTINGS.read_text(encoding="utf-8")))
    assert documented == read_from_environment()


def test_every_command_is_documented_and_every_documented_one_exists():
    documented = set(re.findall(r"^## `jichuang (\w+)", COMMAND_PAGE.read_text(encoding="utf-8"), re.M))
    assert documented == set(COMMANDS)


def test_every_command_leads_to_a_module_of_the_house():
    for target, _, title in COMMANDS.values():
        path, function = target.split(":")
        assert path.startswith("jichuang.") and function.isidentifier() and title
