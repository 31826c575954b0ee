"""中文文字的检索准备：规范化、拼音首字母、二元切分。

不知道检索怎样存、怎样排序；只把一段文字变成可以比对的样子。
"""

import re

from pypinyin import Style, lazy_pinyin

from jichuang.codes.text import normalise, normalise_name

__all__ = ["bigrams", "initials", "normalise", "normalise_name"]

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[0-9a-z]+(?:\.[0-9]+)*")
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def bigrams(text: str) -> list[str]:
    """二元切分，保留重复和先后：“高新企业”→ 高新、新企、企业；单字照留；英文和数字整段照留；标点隔断。"""
    grams: list[str] = []
    for run in _RUN.findall(normalise(text)):
        if len(run) == 1 or not _HAN.match(run):
            grams.append(run)
        else:
            grams.extend(run[at : at + 2] for at in range(len(run) - 1))
    return grams


def initials(text: str) -> str:
    """拼音首字母，英文和数字照留，标点和空格去掉：“高新技术”→“gxjs”，“河北A1”→“hba1”。"""
    letters = lazy_pinyin(normalise(text), style=Style.FIRST_LETTER, errors=_keep_alphanumeric)
    return "".join(letters)


def _keep_alphanumeric(run: str) -> str:
    return "".join(char for char in run if char.isascii() and char.isalnum())
