"""报送目录: every declared return by code. Filled by the rooms above; knows none of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jichuang.hall.declare.kit import DeclarationError
from jichuang.returns.declare import Return

_returns: dict[str, Return] = {}


def register(one: Return) -> None:
    """Adds a return. The same again is harmless; another one under its code raises DeclarationError."""
    if _returns.setdefault(one.code, one) is not one:
        raise DeclarationError(f"定期报送 {one.code} 已经声明过")


def get(code: str) -> Return:
    """The return; KeyError naming it when nobody declared it."""
    return _returns[code]


def find(code: str) -> Return | None:
    """The return, None when nobody declared it."""
    return _returns.get(code)


def every() -> list[Return]:
    """All returns in order of declaration."""
    return list(_returns.values())


@contextmanager
def on_trial(*given: Return) -> Iterator[None]:
    """Only these returns for a while: in tests."""
    before = dict(_returns)
    try:
        _returns.clear()
        _returns.update({one.code: one for one in given})
        yield
    finally:
        _returns.clear()
        _returns.update(before)
