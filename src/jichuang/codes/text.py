"""读值之前的文字清理：全角转半角、去空白、去看不见的字符。

不知道任何一种代码；各代码模块共用。
"""

import re
import unicodedata

# 零宽字符与字节顺序标记：从网页和 PDF 复制来的代码里常有，看不见却使比对失败
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"))
_SPACE = re.compile(r"\s+")
_BRACKETS = str.maketrans("〔〕[]•“”", '()()·""')
_MINUS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2010": "-", "\u2011": "-"})


def compact(text: str) -> str:
    """NFKC（全角变半角），去掉全部空白和看不见的字符；用于代码。"""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text.translate(INVISIBLE)))


def tidy(text: str) -> str:
    """NFKC，去掉两端空白，中间空白并为一个，各种减号统一为“-”；用于数值和日期。"""
    plain = unicodedata.normalize("NFKC", text.translate(INVISIBLE)).translate(_MINUS)
    return _SPACE.sub(" ", plain).strip()


def normalise(text: str) -> str:
    """NFKC（全角变半角），去掉看不见的字符，空白并为一个，英文小写。用于比对和检索，不用于显示。"""
    plain = unicodedata.normalize("NFKC", text.translate(INVISIBLE)).lower()
    return _SPACE.sub(" ", plain).strip()


def normalise_name(text: str) -> str:
    """单位、事项名称的比对写法：在 normalise 之上去掉空格，全角半角括号、引号、间隔号不再有别。"""
    plain = normalise(text).replace(" ", "")
    return plain.translate(_BRACKETS)
