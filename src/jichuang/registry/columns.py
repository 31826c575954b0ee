"""Columns of a roster file and how an entry's number is written. Knows no register by name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jichuang.registry.terms import SubjectKind, Term


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a roster file: `key` in the product, `title` in the template, other headings accepted."""

    key: str
    title: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    text: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class NumberRule:
    """How an entry's number is written. `pattern` may name a group `year`: the year the number was given in."""

    title: str
    pattern: str
    example: str
    required: bool = True

    def fits(self, number: str) -> bool:
        """True when the whole number follows the pattern."""
        return re.fullmatch(self.pattern, number) is not None

    def year(self, number: str) -> int | None:
        """The year inside the number, None where the pattern names none."""
        found = re.fullmatch(self.pattern, number)
        return int(found["year"]) if found and "year" in found.groupdict() else None


CITY = Column("city", "设区市", ("市", "所在市", "所属市", "地市", "地区"))
COUNTY = Column(
    "county", "县（市、区）", ("县", "县区", "区县", "县(市、区)", "县（区）", "所在县", "所属县区")
)
BASIS = Column("basis", "依据文件", ("文号", "批次", "认定文件", "公告文号"), text=True)
CREDIT_ALIASES = ("信用代码", "统一信用代码", "社会信用代码", "企业信用代码", "信用代码（18位）")
NAME_ALIASES = ("企业名称", "单位名称", "名称", "公司名称", "机构名称")


def subject_columns(
    subject: SubjectKind, rule: NumberRule, term: Term, start_title: str
) -> tuple[Column, ...]:
    """Columns every roster of this kind of subject has, in order."""
    number = Column(
        "number",
        rule.title,
        ("编号", "证书编号", "登记编号", "入库登记编号", "入库编号"),
        rule.required,
        True,
        f"如 {rule.example}",
    )
    start = Column(
        "valid_from",
        start_title,
        ("批准日期", "认定日期", "发证日期", "发证时间", "入库日期", "公告日期", "起始日期", "备案日期"),
        True,
        False,
        "如 2018-03-01",
    )
    end = Column(
        "valid_to",
        "有效期至",
        ("截止日期", "到期日期", "失效日期", "有效期截止", "有效期"),
        term is Term.STATED,
        False,
        "当日仍有效；不填按名录规定的有效期推算",
    )
    if subject is SubjectKind.PARTY:
        name = Column("name", "企业名称", NAME_ALIASES, True)
        code = Column("subject", "统一社会信用代码", CREDIT_ALIASES, True, True, "18位，请保持文本格式")
        return (name, code, number, CITY, COUNTY, start, end, BASIS)
    if subject is SubjectKind.REGION:
        name = Column("county", "县（市、区）", (*COUNTY.aliases, "名称", "试点单位"), True)
        return (name, CITY, number, start, end, BASIS)
    name = Column("name", "名称", NAME_ALIASES, True)
    host = Column("host", "依托单位", ("建设单位", "运营单位", "依托企业", "牵头单位"))
    code = Column(
        "host_code", "依托单位统一社会信用代码", CREDIT_ALIASES, False, True, "18位，请保持文本格式"
    )
    return (name, number, host, code, CITY, COUNTY, start, end, BASIS)
