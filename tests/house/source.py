"""Reads the house's own source for the house tests: rooms, their order, their files."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "jichuang"


@cache
def heights() -> dict[str, int]:
    """Room -> height, from the import contract: 0 is the lowest."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["type"] == "layers" and c.get("exhaustive"))
    return {
        room.strip(): height for height, layer in enumerate(reversed(layers)) for room in layer.split("|")
    }


def room_of(path: Path) -> str:
    """The room a file lies in."""
    return path.relative_to(SOURCE).parts[0]


def modules(*, tests: bool = False) -> list[Path]:
    """Every Python file of the rooms, migrations aside; `tests` adds theirs."""
    found = [
        p
        for p in SOURCE.rglob("*.py")
        if "migrations" not in p.parts and len(p.relative_to(SOURCE).parts) > 1
    ]
    return sorted(p for p in found if tests or "tests" not in p.parts)


def migrations() -> list[Path]:
    """Every migration."""
    return sorted(p for p in SOURCE.glob("*/migrations/*.py") if p.name != "__init__.py")


def templates() -> list[Path]:
    """Every template of the rooms."""
    return sorted(p for p in SOURCE.rglob("*.html") if "templates" in p.parts)


@cache
def tree(path: Path) -> ast.Module:
    """The parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(path: Path) -> list[tuple[str, ast.Call]]:
    """Every call with the last part of the called name: `models.ForeignKey(...)` -> `ForeignKey`."""
    found = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            found.append((name, node))
    return found


def texts(call: ast.Call) -> list[str]:
    """The string constants among a call's arguments."""
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    return [a.value for a in arguments if isinstance(a, ast.Constant) and isinstance(a.value, str)]


def says(path: Path, line: int, words: str) -> str:
    """`registry/models/party.py:12 …` for a failure message."""
    return f"{path.relative_to(ROOT)}:{line} {words}"
