"""政务服务事项的三级编码：基本编码、实施编码、办件流水号。

只知道编码的构成；不知道哪个编码真发布过、给了哪个事项。各段的含义凭记忆（[M]），31 位的构成与一条公开样例相符。
"""

import re
from dataclasses import dataclass
from datetime import date

from jichuang.codes.credit_code import CreditCode
from jichuang.codes.errors import CodeError
from jichuang.codes.text import compact

_BASIC = re.compile(r"\d{2}[0-9A-Z]{10}")
_SERIAL = re.compile(r"[0-9A-Z]\d{3}")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

LEVELS = {"1": "国家级", "2": "省级", "3": "市级", "4": "县级", "5": "乡级", "6": "村级"}
"""行使层级。3 与样例（市级单位）相符，其余凭记忆，未核实。"""


def level_digit(title: str) -> str:
    """“省级” → “2”；不认识的层级抛出 CodeError。"""
    for digit, name in LEVELS.items():
        if name == title:
            return digit
    raise CodeError("行使层级", title, "不是行使层级", f"应为{'、'.join(LEVELS.values())}之一")


@dataclass(frozen=True, slots=True)
class BasicCode:
    """基本编码，12 位：行政区划 2 + 事项类型 2 + 部门 2 + 主项 3 + 子项 3。全国目录中一个事项一个。"""

    region: str
    kind: str
    department: str
    main: str
    sub: str

    @property
    def value(self) -> str:
        """规范写法。"""
        return f"{self.region}{self.kind}{self.department}{self.main}{self.sub}"

    def __str__(self) -> str:
        return self.value

    @classmethod
    def parse(cls, text: str, *, field: str = "基本编码") -> "BasicCode":
        """读编码；不合构成抛出 CodeError。"""
        code = compact(text).upper()
        if len(code) != 12:
            raise CodeError(field, text, f"有{len(code)}位", "应为12位")
        if not _BASIC.fullmatch(code):
            raise CodeError(
                field, text, "前两位不是行政区划，或含有字母、数字以外的字符", "应为12位数字或大写字母"
            )
        return cls(code[:2], code[2:4], code[4:6], code[6:9], code[9:])


@dataclass(frozen=True, slots=True)
class ImplementationCode:
    """实施编码，31 位：实施主体统一社会信用代码 18 + 行使层级 1 + 基本编码 12。"""

    body: CreditCode
    level: str
    basic: BasicCode

    @property
    def value(self) -> str:
        """规范写法。"""
        return f"{self.body.value}{self.level}{self.basic.value}"

    @property
    def level_title(self) -> str:
        """省级、市级……"""
        return LEVELS[self.level]

    def __str__(self) -> str:
        return self.value

    @classmethod
    def parse(cls, text: str, *, field: str = "实施编码") -> "ImplementationCode":
        """读编码；长度、主体代码的校验位、层级或基本编码不合的抛出 CodeError。"""
        code = compact(text).upper()
        if len(code) != 31:
            raise CodeError(field, text, f"有{len(code)}位", "应为31位：18位主体代码、1位层级、12位基本编码")
        if code[18] not in LEVELS:
            raise CodeError(field, text, f"第19位“{code[18]}”不是行使层级", f"应为{'、'.join(LEVELS)}之一")
        return cls(
            CreditCode.parse(code[:18], field=field), code[18], BasicCode.parse(code[19:], field=field)
        )

    @classmethod
    def make(cls, body: str, level: str, basic: str) -> "ImplementationCode":
        """由主体代码、层级名称（省级、市级……）和基本编码造编码；部件不合的抛出 CodeError。"""
        return cls.parse(f"{body}{level_digit(level)}{basic}")


@dataclass(frozen=True, slots=True)
class CaseSerial:
    """办件流水号，43 位：实施编码 31 + 日期 8 + 当日顺序 4。

    顺序第 1–9999 件写作 0001–9999；再多的以字母打头（A000–Z999），一天一个事项至多 35999 件。
    """

    implementation: ImplementationCode
    on: date
    order: int

    @property
    def value(self) -> str:
        """规范写法。"""
        return f"{self.implementation.value}{self.on:%Y%m%d}{_order_text(self.order)}"

    def __str__(self) -> str:
        return self.value

    @classmethod
    def parse(cls, text: str, *, field: str = "办件流水号") -> "CaseSerial":
        """读流水号；不合构成抛出 CodeError。"""
        code = compact(text).upper()
        if len(code) != 43:
            raise CodeError(field, text, f"有{len(code)}位", "应为43位：31位实施编码、8位日期、4位顺序")
        try:
            on = date(int(code[31:35]), int(code[35:37]), int(code[37:39]))
        except ValueError:
            raise CodeError(field, text, f"第32至39位“{code[31:39]}”不是日期", "应如 20180930") from None
        return cls(ImplementationCode.parse(code[:31], field=field), on, _order(code[39:], text, field))

    @classmethod
    def make(cls, implementation: str, on: date, order: int) -> "CaseSerial":
        """由部件造流水号；顺序越界抛出 CodeError。"""
        return cls.parse(f"{implementation}{on:%Y%m%d}{_order_text(order)}")


def _order_text(order: int) -> str:
    if 1 <= order <= 9999:
        return f"{order:04d}"
    letter, rest = divmod(order - 10_000, 1000)
    if not 0 <= letter < len(_LETTERS):
        raise CodeError("当日顺序", str(order), "超出一天可编的件数", "应在1至35999之间")
    return f"{_LETTERS[letter]}{rest:03d}"


def _order(digits: str, text: str, field: str) -> int:
    if not _SERIAL.fullmatch(digits) or digits == "0000":
        raise CodeError(field, text, f"末四位“{digits}”不是顺序号", "应为0001至9999，或字母加三位数字")
    if digits[0].isdigit():
        return int(digits)
    return 10_000 + _LETTERS.index(digits[0]) * 1000 + int(digits[1:])
