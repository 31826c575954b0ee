"""数字的读法: Arabic and Chinese numerals, multipliers and units. Knows one number at a time, no sentence.

`1.43`, `1,000`, `6.2万`, `360亿元`, `百`, `三十五`, `1亿2千万` become exact fractions; full-width digits
are folded beforehand by `fold`, which keeps every character's place so that offsets stay true.
"""

import re
from fractions import Fraction

_FOLD = {ord("０") + n: str(n) for n in range(10)} | {
    ord("％"): "%",
    ord("．"): ".",
    ord("　"): " ",
    ord("\xa0"): " ",
    ord("("): "（",
    ord(")"): "）",
    ord("～"): "~",
    ord("–"): "-",
    ord("—"): "-",
    ord("－"): "-",
    ord("﹣"): "-",
    ord("﹪"): "%",
    ord(":"): "：",
    ord(";"): "；",
}

DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"亿": 100_000_000, "万": 10_000}  # the larger first: 万 before 亿 belongs to it
CHINESE = "零〇一二两三四五六七八九十百千万亿"

ARABIC = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
MULTIPLIER = r"(?:万亿|千亿|百亿|千万|百万|十万|亿|万|千|百|十)"
NUMBER = rf"(?:(?:{ARABIC}){MULTIPLIER}?|[{CHINESE}]+)"

_PLAIN_UNITS = [
    "个百分点",
    "件/万人",
    "家次",
    "人次",
    "台套",
    "台（套）",
    "平方米",
    "平方公里",
    "公里",
    "万亩",
    "个工作日",
    "工作日",
    "个月",
    "美元",
    "人民币",
    "元",
    "家",
    "个",
    "项",
    "件",
    "名",
    "人",
    "场",
    "次",
    "期",
    "支",
    "只",
    "类",
    "种",
    "市",
    "县",
    "区",
    "座",
    "处",
    "所",
    "条",
    "部",
    "篇",
    "套",
    "台",
    "亩",
    "吨",
    "户",
    "对",
    "位",
    "村",
    "门",
    "本",
    "册",
    "款",
    "辆",
    "例",
    "起",
    "天",
    "日",
    "小时",
    "分钟",
    "届",
    "块",
    "间",
    "宗",
    "份",
    "批次",
    "团队",
    "单",
    "笔",
    "组",
    "站",
    "艘",
    "架",
    "株",
    "头",
    "公顷",
    "千瓦",
    "千瓦时",
    "标准煤",
    "学时",
    "课时",
    "册",
    "幅",
    "版",
    "集",
    "轮",
]
UNITS = sorted(set(_PLAIN_UNITS), key=len, reverse=True)
UNIT = "(?:" + "|".join(re.escape(unit) for unit in UNITS) + ")"
MONEY = {"元": 1, "人民币": 1}


def fold(text: str) -> str:
    """Full-width digits, brackets and dashes to one form, character by character: offsets do not move."""
    return text.translate(_FOLD)


def parse_number(text: str) -> Fraction:
    """Exact value of a numeral with an optional multiplier. Raises ``ValueError`` for anything else."""
    match = re.fullmatch(rf"({ARABIC})({MULTIPLIER}?)", text)
    if match:
        factor = parse_chinese(match[2]) if match[2] else 1
        return Fraction(match[1].replace(",", "").replace("，", "")) * factor
    return Fraction(parse_chinese(text))


def parse_chinese(text: str) -> int:
    """Value of a Chinese numeral; a bare multiplier counts as one of it (百 = 100, 千万 = 10,000,000)."""
    if not text or any(character not in CHINESE for character in text):
        raise ValueError(f"“{text}”不是中文数字")
    for mark, factor in LARGE.items():
        if mark in text:
            before, _, after = text.rpartition(mark)
            return (parse_chinese(before) if before else 1) * factor + (parse_chinese(after) if after else 0)
    total = digit = 0
    for character in text:
        if character in DIGITS:
            digit = digit * 10 + DIGITS[character]
        else:
            total += (digit or 1) * SMALL[character]
            digit = 0
    return total + digit


def is_arabic(text: str) -> bool:
    """Whether a numeral is written with digits."""
    return text[:1].isdigit()
