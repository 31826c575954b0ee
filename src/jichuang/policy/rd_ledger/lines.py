"""A line of the R&D ledger: year, project, head, kind, place, amount. Knows no caliber."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from jichuang.policy.errors import FactError

# 费用类别：高企工作指引的八类，另加冲减用的特殊收入
HEADS = {
    "personnel": "人员人工费用",
    "direct": "直接投入费用",
    "depreciation": "折旧费用与长期待摊费用",
    "amortisation": "无形资产摊销费用",
    "design": "设计费用",
    "trial": "装备调试费用与试验费用",
    "entrusted": "委托外部研究开发费用",
    "other": "其他费用",
    "special_income": "特殊收入",
}

# 细目：三种口径处理不同的支出，和它可以列在哪一类；其余支出细目为空
KINDS = {
    "building_depreciation": "房屋建筑物折旧",
    "building_rent": "房屋租赁费",
    "renovation": "研发设施改建、改装、装修和修理",
    "tooling": "装备调试费用",
    "individual": "委托个人",
    "communication": "通讯费",
    "welfare": "职工福利费、补充养老保险费、补充医疗保险费",
}
HEADS_OF_KIND = {
    "building_depreciation": ("depreciation",),
    "building_rent": ("direct",),
    "renovation": ("depreciation",),
    "tooling": ("trial",),
    "individual": ("entrusted",),
    "communication": ("other",),
    "welfare": ("personnel", "other"),
}

PLACES = {"home": "境内", "abroad": "境外"}
COLUMNS = ("年度", "项目", "费用类别", "细目", "境内外", "金额（元）", "摘要")


@dataclass(frozen=True, slots=True)
class Line:
    """One expense (or special income) of one project in one year; `amount` in yuan, to the fen, never negative.

    `head` is a key of HEADS, `kind` of KINDS or "", `place` of PLACES. FactError for anything else."""

    year: int
    project: str
    head: str
    amount: Decimal
    kind: str = ""
    place: str = "home"
    note: str = ""

    def __post_init__(self) -> None:
        _refuse_unknown("head", "费用类别", self.head, HEADS)
        _refuse_unknown("place", "境内外", self.place, PLACES)
        if self.kind:
            _refuse_unknown("kind", "细目", self.kind, KINDS)
            heads = HEADS_OF_KIND[self.kind]
            if self.head not in heads:
                expected = "或".join(HEADS[h] for h in heads)
                raise FactError(
                    "head", HEADS[self.head], f"“{KINDS[self.kind]}”不在这一类", expected, title="费用类别"
                )
        if not self.project.strip():
            raise FactError("project", self.project, "没有填写", "研发项目的名称或编号", title="项目")
        if not isinstance(self.amount, Decimal | int) or isinstance(self.amount, bool):
            raise FactError("amount", self.amount, "不是精确的数", "以元为单位的十进制数", title="金额")
        if self.amount < 0 or Decimal(self.amount) * 100 % 1:
            raise FactError("amount", self.amount, "为负或不足一分", "不小于0、精确到分的金额", title="金额")

    @property
    def title(self) -> str:
        """What the line is in Chinese: its kind, or its head."""
        return KINDS.get(self.kind) or HEADS[self.head]

    @property
    def special(self) -> str:
        """The kind, where a caliber may treat it otherwise than its head: an individual only abroad."""
        return "" if self.kind == "individual" and self.place == "home" else self.kind


def _refuse_unknown(field: str, title: str, value: str, known: dict[str, str]) -> None:
    if value not in known:
        raise FactError(
            field, value, "没有这一项", "、".join(f"{k}（{v}）" for k, v in known.items()), title=title
        )
