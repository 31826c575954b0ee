"""公民身份号码（GB 11643-1999）。

只判断号码是否成立；错误里只出现遮盖后的号码。不知道持有人是谁，也不保存号码。
"""

from dataclasses import dataclass, field
from datetime import date

from jichuang.codes.errors import CodeError
from jichuang.codes.text import compact

FIELD = "公民身份号码"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


@dataclass(frozen=True, slots=True)
class ResidentId:
    """一个成立的号码。repr 和 str 都只给遮盖后的写法，要全码须明写 .value。"""

    value: str = field(repr=False)

    @property
    def region(self) -> str:
        """首次登记时的行政区划码。"""
        return self.value[:6]

    @property
    def born_on(self) -> date:
        """出生日期。"""
        return date(int(self.value[6:10]), int(self.value[10:12]), int(self.value[12:14]))

    def __str__(self) -> str:
        return mask(self.value)


def parse(text: str, *, field: str = FIELD) -> ResidentId:
    """读号码：认全角、空格和小写 x。长度、字符、出生日期、校验码任一不对抛出 CodeError（值已遮盖）。"""
    code = compact(text).upper()
    shown = mask(code)
    if "E+" in code:
        raise CodeError(field, shown, "是科学计数法，已丢失精度", "请把该列设为“文本”格式后重新填写")
    if len(code) != 18:
        raise CodeError(field, shown, f"有{len(code)}位", "应为18位；15位的旧号码请换成18位")
    if not (code[:17].isascii() and code[:17].isdigit() and code[17] in "0123456789X"):
        raise CodeError(field, shown, "含有不能用的字符", "前17位应为数字，第18位应为数字或 X")
    try:
        born = date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        raise CodeError(field, shown, "第7至14位不是日期", "应为出生年月日，如 19900101") from None
    if born.year < 1850:
        raise CodeError(field, shown, "第7至10位的出生年份过早", "请核对证件")
    if code[17] != check_character(code[:17]):
        raise CodeError(field, shown, "校验码不符", "至少有一位写错或相邻两位颠倒，请对照证件逐位核对")
    return ResidentId(code)


def check_character(first17: str) -> str:
    """第 18 位校验码（ISO 7064 MOD 11-2）。"""
    total = sum(int(char) * weight for char, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def mask(text: str) -> str:
    """最多露出前 6 位和后 4 位；不足 14 位的只露前 2 位。"""
    code = compact(text)
    if len(code) < 14:
        return code[:2] + "*" * max(len(code) - 2, 0)
    return code[:6] + "*" * (len(code) - 10) + code[-4:]
