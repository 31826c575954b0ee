"""法人和其他组织统一社会信用代码（GB 32100-2015），内含全国组织机构代码（GB 11714-1997）。

只判断一串字符是否成立、错在哪一位；不知道它属于哪家单位、是否已注销。
"""

from dataclasses import dataclass

from jichuang.codes.errors import CodeError
from jichuang.codes.text import compact

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FIELD = "统一社会信用代码"
_VALUE = {char: index for index, char in enumerate(ALPHABET)}
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_LOOKALIKE = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}

DEPARTMENTS = {
    "1": "机构编制",
    "2": "外交",
    "3": "司法行政",
    "4": "文化",
    "5": "民政",
    "6": "旅游",
    "7": "宗教",
    "8": "工会",
    "9": "工商（市场监管）",
    "A": "中央军委改革和编制办公室",
    "N": "农业",
    "Y": "其他",
}
CLASSES = {
    "11": "机关",
    "12": "事业单位",
    "13": "编办直接管理机构编制的群众团体",
    "19": "其他",
    "51": "社会团体",
    "52": "民办非企业单位",
    "53": "基金会",
    "59": "其他",
    "91": "企业",
    "92": "个体工商户",
    "93": "农民专业合作社",
}
# 10 是国家登记机关直接登记的单位所用的 100000
_PROVINCES = frozenset(
    (10, 11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46)
    + (50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82)
)


@dataclass(frozen=True, slots=True)
class CreditCode:
    """一个成立的代码。warnings 是要人留意、但不构成拒绝的事（如早年代码的内层校验位不符）。"""

    value: str
    warnings: tuple[str, ...] = ()

    @property
    def region(self) -> str:
        """登记管理机关行政区划码（第 3–8 位）。"""
        return self.value[2:8]

    @property
    def body(self) -> str:
        """主体标识码，即组织机构代码（第 9–17 位）。"""
        return self.value[8:17]

    @property
    def department(self) -> str:
        """登记管理部门名称；不在标准附表内时为空。"""
        return DEPARTMENTS.get(self.value[0], "")

    @property
    def kind(self) -> str:
        """机构类别名称（如“企业”）；不在标准附表内时为空。"""
        return CLASSES.get(self.value[:2], "")

    @property
    def demonstration(self) -> bool:
        """是否演示单位的代码（主体标识码含 DEM0）。"""
        return "DEM0" in self.body

    def mask(self) -> str:
        """给无权看全码的人看：前 6 位和后 4 位。"""
        return f"{self.value[:6]}{'*' * 8}{self.value[-4:]}"

    def __str__(self) -> str:
        return self.value

    @classmethod
    def parse(cls, text: str, *, field: str = FIELD) -> "CreditCode":
        """读入一个代码：全角、小写、空格和短横线先化为规范写法。

        不成立时抛出 CodeError，说明是长度、哪一位的字符，还是校验位（应为哪个字符、哪两位可能颠倒）。
        """
        code = compact(text).upper().replace("-", "")
        _refuse_shape(code, text, field)
        expected = check_character(code[:17])
        if code[17] != expected:
            raise CodeError(field, code, f"校验位不符：按前17位计算，第18位应为“{expected}”", _advice(code))
        return cls(code, _warnings(code))


def is_valid(text: str) -> bool:
    """代码是否成立（警告不算）。"""
    try:
        CreditCode.parse(text)
    except CodeError:
        return False
    return True


def check_character(first17: str) -> str:
    """GB 32100-2015 的第 18 位：(31 - Σ 值×3^(i-1) mod 31) mod 31。"""
    total = sum(_VALUE[char] * weight for char, weight in zip(first17, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def body_check_character(first8: str) -> str:
    """GB 11714-1997 的第 9 位：11 - Σ 值×权 mod 11；10 记 X，11 记 0。字母 A=10 … Z=35。"""
    total = sum(int(char, 36) * weight for char, weight in zip(first8, _BODY_WEIGHTS, strict=True))
    digit = 11 - total % 11
    return {10: "X", 11: "0"}.get(digit, str(digit))


def make(region: str, body8: str, dept: str = "9", klass: str = "1") -> str:
    """由区划码（6 位数字）、主体标识码前 8 位、登记部门和机构类别造一个内外校验都成立的代码。

    用于演示数据和测试；部件不合规时抛出 CodeError。
    """
    code = f"{dept}{klass}{region}{body8}".upper()
    if len(region) != 6 or len(body8) != 8 or len(dept) != 1 or len(klass) != 1:
        raise CodeError(FIELD, code, "部件长度不对", "应为登记部门1位、机构类别1位、区划6位、主体标识码前8位")
    _refuse_characters(code, FIELD)
    first17 = code + body_check_character(code[8:])
    return first17 + check_character(first17)


def _refuse_shape(code: str, text: str, field: str) -> None:
    if not code:
        raise CodeError(field, text, "没有填写", "请填18位代码")
    if "E+" in code or ("." in code and "E" in code):
        raise CodeError(
            field, text, "是科学计数法，代码已丢失精度", "请把该列设为“文本”格式后重新填写18位代码"
        )
    if len(code) != 18:
        hint = "，这像是旧的组织机构代码，请改填18位" if len(code) == 9 else ""
        raise CodeError(field, text, f"有{len(code)}位", f"应为18位{hint}")
    _refuse_characters(code, field)


def _refuse_characters(code: str, field: str) -> None:
    for position, char in enumerate(code, start=1):
        if char not in _VALUE:
            near = _LOOKALIKE.get(char)
            remedy = (
                f"代码不用字母 I、O、S、V、Z，是否应为“{near}”"
                if near
                else "只能用数字和除 I、O、S、V、Z 外的大写字母"
            )
            raise CodeError(field, code, f"第{position}位的“{char}”不能用在代码里", remedy)
        if 3 <= position <= 8 and not char.isdigit():
            raise CodeError(field, code, f"第{position}位是“{char}”", "第3至8位是行政区划码，应为数字")


def _advice(code: str) -> str:
    swaps = swapped_neighbours(code)
    if not swaps:
        return "请对照营业执照或登记证书逐位核对"
    return "、".join(f"第{left}、{left + 1}位" for left in swaps) + "可能颠倒，请对照营业执照或登记证书核对"


def swapped_neighbours(code: str) -> list[int]:
    """把哪一位（从 1 起）与其后一位对调，代码就成立。内层校验也成立的优先，没有时才列其余的。"""
    found: dict[bool, list[int]] = {True: [], False: []}
    for left in range(17):
        if code[left] == code[left + 1]:
            continue
        trial = code[:left] + code[left + 1] + code[left] + code[left + 2 :]
        if trial[2:8].isdigit() and check_character(trial[:17]) == trial[17]:
            found[not _warnings(trial)].append(left + 1)
    return found[True] or found[False]


def _warnings(code: str) -> tuple[str, ...]:
    notes = []
    if code[0] not in DEPARTMENTS:
        notes.append(f"第1位“{code[0]}”不在登记管理部门代码表内")
    if int(code[2:4]) not in _PROVINCES:
        notes.append(f"第3、4位“{code[2:4]}”不是省级行政区划码")
    expected = body_check_character(code[8:16])
    if code[16] != expected:
        notes.append(
            f"第17位是主体标识码的校验位，按 GB 11714 应为“{expected}”；早年代码有此情形，请核对证照"
        )
    return tuple(notes)
