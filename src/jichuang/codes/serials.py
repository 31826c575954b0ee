"""证书和登记编号：高新技术企业证书编号、科技型中小企业入库登记编号。

只知道编号的构成；不知道编号是否真发过、给了谁。演示数据的流水号从 900001 起。
"""

import re
from dataclasses import dataclass

from jichuang.codes.errors import CodeError
from jichuang.codes.text import compact

DEMONSTRATION_FROM = 900_001
_HNTE = re.compile(r"GR(20\d{2})(\d{2})(\d{6})")
_ENTRY = re.compile(r"(20\d{2})(\d{6})([0AB])([0-9A-Z])(\d{6})")


@dataclass(frozen=True, slots=True)
class HnteCertificate:
    """高新技术企业证书编号：GR + 发证年度 + 省（2 位）+ 流水号（6 位），共 14 位，如 GR201813000123。"""

    year: int
    province: str
    serial: int

    @property
    def value(self) -> str:
        """规范写法。"""
        return f"GR{self.year}{self.province}{self.serial:06d}"

    def __str__(self) -> str:
        return self.value

    @classmethod
    def parse(cls, text: str, *, field: str = "高新技术企业证书编号") -> "HnteCertificate":
        """读编号；不合构成抛出 CodeError。"""
        match = _HNTE.fullmatch(compact(text).upper())
        if not match:
            raise CodeError(
                field,
                text,
                "不是高新技术企业证书编号",
                "应为 GR、4位年度、2位省代码、6位流水号，如 GR201813000123",
            )
        return cls(int(match[1]), match[2], int(match[3]))

    @classmethod
    def make(cls, year: int, province: str, serial: int) -> "HnteCertificate":
        """由部件造编号；部件越界抛出 CodeError。"""
        return cls.parse(f"GR{year:04d}{province}{serial:06d}")


@dataclass(frozen=True, slots=True)
class TechSmeEntry:
    """科技型中小企业入库登记编号，18 位：入库年度 4 + 区划 6 + 成立与提交标志 1 + 分类字符 1 + 流水号 6。

    mark（第 11 位，2018 年起有此含义）：0 = 入库年度之前成立且 5 月 31 日前（含）提交自评；
    A = 入库年度之前成立、6 月 1 日后提交；B = 入库年度成立。
    class_char（第 12 位）的含义未见公开文件，照原样保存。
    """

    year: int
    region: str
    mark: str
    class_char: str
    serial: int

    @property
    def value(self) -> str:
        """规范写法。"""
        return f"{self.year}{self.region}{self.mark}{self.class_char}{self.serial:06d}"

    @property
    def serves_previous_year(self) -> bool:
        """是否可用于上一年度汇算清缴：只有标志 0 可以。"""
        return self.mark == "0"

    @property
    def explanation(self) -> str:
        """标志的含义，给人看。"""
        return {
            "0": "入库年度之前成立，5月31日前提交自评",
            "A": "入库年度之前成立，6月1日后提交自评",
            "B": "入库年度成立",
        }[self.mark]

    def __str__(self) -> str:
        return self.value

    @classmethod
    def parse(cls, text: str, *, field: str = "入库登记编号") -> "TechSmeEntry":
        """读编号；不合构成抛出 CodeError，指出是位数、标志还是其他。"""
        code = compact(text).upper()
        match = _ENTRY.fullmatch(code)
        if match:
            return cls(int(match[1]), match[2], match[3], match[4], int(match[5]))
        if "E+" in code:
            raise CodeError(field, text, "是科学计数法，编号已丢失精度", "请把该列设为“文本”格式后重新填写")
        if len(code) != 18:
            raise CodeError(field, text, f"有{len(code)}位", "应为18位，如 201813010000900001")
        if code[:10].isdigit() and code[10] not in "0AB":
            raise CodeError(field, text, f"第11位是“{code[10]}”", "应为 0、A 或 B")
        raise CodeError(field, text, "不是入库登记编号", "应为4位年度、6位区划、0/A/B、1位字符、6位流水号")

    @classmethod
    def make(
        cls, year: int, region: str, established_before: bool, filed_by_0531: bool, serial: int
    ) -> "TechSmeEntry":
        """造编号（第 12 位记 0）。established_before：入库年度之前成立；filed_by_0531：5 月 31 日前提交自评。

        部件越界抛出 CodeError。只供演示和核对，真实编号由全国系统生成。
        """
        mark = "B" if not established_before else "0" if filed_by_0531 else "A"
        return cls.parse(f"{year:04d}{region}{mark}0{serial:06d}")
