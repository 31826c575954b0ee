"""What the command says: one line per step, errors in one sentence, exit codes. Knows no command."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

OK, FAILED, USAGE = 0, 1, 2


class UsageError(Exception):
    """参数有误: exit 2 with the sentence on stderr."""


class Failure(Exception):
    """办不成: exit 1 with the sentence on stderr."""


class Parser(argparse.ArgumentParser):
    """Argument errors in Chinese, as UsageError; `--help` stays argparse's."""

    def error(self, message: str) -> NoReturn:
        """Translates what argparse says about an argument."""
        for english, chinese in ARGPARSE_WORDS.items():
            message = message.replace(english, chinese)
        raise UsageError(f"{message}。用法：{self.format_usage().strip().removeprefix('usage: ')}")


ARGPARSE_WORDS = {
    "the following arguments are required: ": "缺少参数 ",
    "unrecognized arguments: ": "不认识的参数 ",
    "expected one argument": "后面须跟一个值",
    "expected at least one argument": "后面至少须跟一个值",
    "invalid choice: ": "不可选的值 ",
    "(choose from ": "（可选 ",
    "invalid int value: ": "不是整数 ",
    "argument ": "参数 ",
}


def say(text: str = "") -> None:
    """One line to the person at the terminal, at once."""
    print(text, flush=True)


def complain(text: str) -> None:
    """One sentence to stderr."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def step(title: str) -> Iterator[list[str]]:
    """`数据库 …… 就绪（0.4 秒）`: the step's title at once, its outcome when it ends; append a word to change it."""
    print(f"{title} …… ", end="", flush=True)
    began = time.monotonic()
    outcome: list[str] = []
    try:
        yield outcome
    except BaseException:
        print("未完成", flush=True)
        raise
    print(f"{outcome[-1] if outcome else '就绪'}（{time.monotonic() - began:.1f} 秒）", flush=True)
