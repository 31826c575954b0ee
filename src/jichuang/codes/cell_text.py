"""单元格文字的清理与防护：读入时去杂质、认出丢了精度的代码；写出时使公式注入失效。

不知道文件格式。
"""

import re
from decimal import Decimal

from jichuang.codes.text import INVISIBLE

# 只换全角数字和字母：单位名称里的全角括号、逗号是正式写法，不能动
_WIDE = {
    code: code - 0xFEE0
    for a, b in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A))
    for code in range(a, b + 1)
}
_MANGLED_CODE = re.compile(r"[+-]?\d(?:\.\d+)?[eE]\+\d{2,}")
_DANGEROUS = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_HARMLESS = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?%?|-+")
_QUOTED_CODE = re.compile(r'="(.*)"', re.DOTALL)
# Excel 只保 15 位有效数字，16 位以上的整数末位已不可信
EXACT_DIGITS = 15


def clean(raw: str) -> str:
    """去两端空白和看不见的字符，全角数字字母变半角，撤去导出时加的防护撇号和 ="…" 外壳。"""
    text = raw.strip() if raw.isascii() else raw.translate(INVISIBLE).translate(_WIDE).strip()
    if text[:2] == '="' and (shell := _QUOTED_CODE.fullmatch(text)):
        return shell[1].strip()
    if text[:1] == "'" and _DANGEROUS.match(text[1:]):
        return text[1:]
    return text


def looks_mangled(text: str) -> bool:
    """文字是否像被科学计数法毁掉的代码（4.4E+17）。"""
    return "+" in text and _MANGLED_CODE.fullmatch(text) is not None


def number_text(raw: str) -> tuple[str, bool]:
    """数字单元格的存储值换成人看到的写法（至多 15 位有效数字、不用科学计数法），以及是否超出可信位数。"""
    if raw.isdigit() and raw.isascii():
        return raw, len(raw) > EXACT_DIGITS
    try:
        number = Decimal(raw)
    except ArithmeticError:
        return raw, False
    if not number.is_finite() or abs(number.adjusted()) > 308:
        return raw, False
    if number.adjusted() >= EXACT_DIGITS:
        return f"{number:f}", True
    shown = f"{Decimal(format(float(number), '.15g')):f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return ("0" if shown == "-0" else shown), False


def neutralise(text: str) -> str:
    """使公式注入失效：以 = + - @ 制表符等开头、又不是普通数字或横线的文字，前面加一个撇号。

    再读入时 clean 会撤去这个撇号，所以往返不变。
    """
    if _DANGEROUS.match(text) and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text
