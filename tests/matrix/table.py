"""Reads `permissions.txt`: who is let in at which address. Knows no page and no database."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("permissions.txt")


@dataclass(frozen=True)
class Line:
    """One line of the table. Whoever is neither let in nor told 404 is refused."""

    number: int
    method: str
    address: str
    let_in: frozenset[str]
    told_none: frozenset[str]

    @property
    def title(self) -> str:
        """`GET /desk/`."""
        return f"{self.method} {self.address}"

    @property
    def is_tree(self) -> bool:
        """Whether the line stands for every address below it: `GET /sdmx/2.1/*`, for trees that are public and read only."""
        return self.address.endswith("*")

    @property
    def asked(self) -> str:
        """The address that is asked."""
        return self.address.removesuffix("*")

    def expects(self, name: str) -> str:
        """`in`, `404` or `refused`."""
        return "in" if name in self.let_in else "404" if name in self.told_none else "refused"


def owed(path: Path = TABLE) -> set[str]:
    """Routes whose line has still to be written."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return {row[1:].strip() for row in rows if row.startswith("!")}


def read(path: Path = TABLE) -> tuple[dict[str, frozenset[str]], list[Line]]:
    """(groups by name, lines). Raises ValueError naming the line that cannot be read."""
    groups: dict[str, frozenset[str]] = {}
    lines: list[Line] = []
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        said = text.partition("#")[0].strip()
        if said.startswith("="):
            name, *members = said[1:].split()
            groups[name] = groups.get(name, frozenset()) | _people(members, groups)
        elif said and not said.startswith("!"):
            lines.append(_line(number, said, groups))
    return groups, lines


def _line(number: int, said: str, groups: dict[str, frozenset[str]]) -> Line:
    parts = [part.strip() for part in said.split("|")]
    words = parts[0].split()
    if len(words) != 2 or not 2 <= len(parts) <= 3:
        raise ValueError(f"permissions.txt line {number}: expected “METHOD /address/ | let in | told 404”")
    told = parts[2].split() if len(parts) == 3 else []
    return Line(number, words[0], words[1], _people(parts[1].split(), groups), _people(told, groups))


def _people(words: list[str], groups: dict[str, frozenset[str]]) -> frozenset[str]:
    """Groups and names; `-name` takes one out again."""
    found: set[str] = set()
    for word in words:
        if word.startswith("-"):
            found -= groups.get(word[1:], {word[1:]})
        else:
            found |= groups.get(word, {word})
    return frozenset(found)
