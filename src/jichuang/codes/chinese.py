"""中文文字的检索准备：规范化、拼音首字母、二元切分。

不知道检索怎样存、怎样排序；只把一段文字变成可以比对的样子。
"""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

from jichuang.codes.text import INVISIBLE

_SPACE = re.compile(r"\s+")
_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]+|[0-9a-z]+(?:\.[0-9]+)*")
_BRACKETS = str.maketrans("〔〕[]•“”", '()()·""')
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")


def normalise(text: str) -> str:
    """NFKC（全角变半角），去掉看不见的字符，空白并为一个，英文小写。用于比对和检索，不用于显示。"""
    plain = unicodedata.normalize("NFKC", text.translate(INVISIBLE)).lower()
    return _SPACE.sub(" ", plain).strip()


def normalise_name(text: str) -> str:
    """单位、事项名称的比对写法：在 normalise 之上去掉空格，全角半角括号、引号、间隔号不再有别。"""
    plain = normalise(text).replace(" ", "")
    return plain.translate(_BRACKETS)


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
