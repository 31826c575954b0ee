"""Facts that are not numbers: yes or no, one of several, a code of a declared form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jichuang.policy.algebra import Value
from jichuang.policy.facts.fact import Fact


class Flag(Fact):
    """A fact that is true or false."""

    type = "boolean"

    def __init__(self, key: str, title: str, *, says: tuple[str, str] = ("是", "否"), **more: Any) -> None:
        super().__init__(key, title, **more)
        self.says = says  # how "true" and "false" read on a page

    @property
    def expected(self) -> str:
        return "是（true）或否（false），未知时不填"

    def parse(self, given: object) -> Value:
        if given is None or isinstance(given, bool):
            return given
        raise self.refuse(given, "不是是非值")

    def judge_value(self, ev: Any) -> Value:
        return ev.algebra.read(self.key)


class Text(Fact):
    """A fact that is a word: `Choice` or `Code`."""

    type = "string"

    def shown(self, value: str) -> str:
        """How a value reads on a page."""
        return value

    def judge_value(self, ev: Any) -> Value:
        return ev.algebra.read(self.key)


class Choice(Text):
    """One of several options, held by its key and shown in Chinese."""

    def __init__(self, key: str, title: str, options: Mapping[str, str], **more: Any) -> None:
        super().__init__(key, title, **more)
        self.options = dict(options)

    @property
    def expected(self) -> str:
        return "下列之一：" + "、".join(f"{key}（{says}）" for key, says in self.options.items())

    def parse(self, given: object) -> Value:
        if given is None or (isinstance(given, str) and given in self.options):
            return given
        raise self.refuse(given, "不是可选的值")

    @property
    def blank_text(self) -> str:
        return self.shown(self.blank)

    def shown(self, value: str) -> str:
        return self.options.get(value, value)

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"enum": [*self.options, None], "options": self.options}


class Code(Text):
    """A word of a declared form: an industry code, a field of technology."""

    def __init__(self, key: str, title: str, *, pattern: str, example: str, **more: Any) -> None:
        super().__init__(key, title, **more)
        self.pattern, self.example = pattern, example

    @property
    def expected(self) -> str:
        return f"形如 {self.example} 的代码"

    def parse(self, given: object) -> Value:
        if given is None or (isinstance(given, str) and re.fullmatch(self.pattern, given)):
            return given
        raise self.refuse(given, "形式不对")

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"pattern": f"^(?:{self.pattern})$", "examples": [self.example]}


def flag(key: str, title: str, **more: Any) -> Flag:
    """A fact that is true or false; `says` is how either reads on a page."""
    return Flag(key, title, **more)


def choice(key: str, title: str, options: Mapping[str, str], **more: Any) -> Choice:
    """One of `options` (key to Chinese)."""
    return Choice(key, title, options, **more)


def code(key: str, title: str, *, pattern: str, example: str, **more: Any) -> Code:
    """A word that matches `pattern` as a whole; `example` says how it looks."""
    return Code(key, title, pattern=pattern, example=example, **more)
