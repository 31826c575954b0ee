"""Errors of the rules room. Each names what was given, what is wrong and what would be right."""

from __future__ import annotations


class PolicyError(ValueError):
    """Any refusal of the rules room; its text is Chinese and fit to be shown."""


class FactError(PolicyError):
    """A fact that cannot be used. `fact` is its key, `value` what was given, `expected` what would be right."""

    def __init__(self, fact: str, value: object, problem: str, expected: str, *, title: str = "") -> None:
        self.fact, self.value, self.problem, self.expected, self.title = fact, value, problem, expected, title
        name = f"{fact}（{title}）" if title else fact
        super().__init__(f"{name}：{problem}，收到 {_shown(value)}；应为：{expected}")


def _shown(value: object) -> str:
    return (
        repr(value)
        if isinstance(value, str | list | tuple | dict)
        else "null"
        if value is None
        else str(value)
    )


class DateError(FactError):
    """A business date (or a date of knowledge) for which the library knows no law."""


class DeclarationError(PolicyError):
    """A policy or its parameter file is declared wrongly; raised when the policy is loaded."""
