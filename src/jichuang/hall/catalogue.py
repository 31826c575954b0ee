"""事项目录: a plain object that holds every declared matter and version. Knows no matter by name.

`jichuang.matters` fills it at start-up; tests make a fresh `Catalogue()`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date

from jichuang.hall.declare.kit import DeclarationError, nearest
from jichuang.hall.declare.matter import Matter


class UnknownMatter(LookupError):
    """没有这个事项或版本."""


class Catalogue:
    """All declared matters. The highest version of a code is the current one."""

    def __init__(self) -> None:
        self._matters: dict[str, dict[int, Matter]] = {}

    def register(self, matter: Matter) -> Matter:
        """Adds one version. The same declaration again is harmless; another one under the same code raises."""
        versions = self._matters.setdefault(matter.code, {})
        known = versions.get(matter.version)
        if known is not None and known is not matter:
            raise DeclarationError(f"事项 {matter.code} 第{matter.version}版已经声明过")
        versions[matter.version] = matter
        return matter

    def get(self, code: str, version: int | None = None) -> Matter:
        """The current version, or the asked one. Raises UnknownMatter naming what is known."""
        versions = self._matters.get(code)
        if versions is None:
            raise UnknownMatter(f"没有事项“{code}”{nearest(code, self._matters)}")
        if version is None:
            return versions[max(versions)]
        if version not in versions:
            raise UnknownMatter(
                f"事项“{code}”没有声明第{version}版；已声明：{'、'.join(map(str, sorted(versions)))}"
            )
        return versions[version]

    def has(self, code: str, version: int) -> bool:
        """Whether this version is declared."""
        return version in self._matters.get(code, {})

    def all(self) -> list[Matter]:
        """The current version of every matter, in order of registration."""
        return [versions[max(versions)] for versions in self._matters.values()]

    def versions(self, code: str) -> list[Matter]:
        """Every declared version, oldest first; empty for an unknown code."""
        return [matter for _, matter in sorted(self._matters.get(code, {}).items())]

    def on(self, code: str, day: date) -> Matter:
        """The version published last by a day; the oldest one for a day before any. Raises UnknownMatter."""
        known = self.versions(code) or [self.get(code)]
        held = [one for one in known if one.published_on <= day]
        return held[-1] if held else known[0]

    def __iter__(self) -> Iterator[Matter]:
        for versions in self._matters.values():
            yield from versions.values()

    def faults(self) -> list[tuple[str, str]]:
        """(matter key, sentence) for everything that forbids publication."""
        return [(matter.key, fault) for matter in self for fault in matter.faults()]

    @contextmanager
    def on_trial(self, *matters: Matter) -> Iterator[None]:
        """Declares matters for a while: in tests, and to preview a draft declaration. Former versions come back after."""
        before = {code: dict(held) for code, held in self._matters.items()}
        try:
            for matter in matters:
                self.register(matter)
            yield
        finally:
            self._matters = before

    def undeclared(self, pinned: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        """Those (code, version) pairs of open cases that no declaration answers."""
        return [(code, version) for code, version in pinned if not self.has(code, version)]


catalogue = Catalogue()
register = catalogue.register
get = catalogue.get
has = catalogue.has
all = catalogue.all  # reads `catalogue.all()` where it is used
versions = catalogue.versions
on = catalogue.on
