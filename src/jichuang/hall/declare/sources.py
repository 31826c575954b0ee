"""依据与权威登记系统: what a matter rests on and whose record counts. Knows no matter."""

from __future__ import annotations

from datetime import date
from enum import Enum

from jichuang.hall.declare.kit import declaration, demand


@declaration
class Citation:
    """设定依据: one document, and its article where known. `number` is the 发文字号 with six-corner brackets."""

    title: str
    number: str
    article: str = ""
    url: str | None = None

    def __post_init__(self) -> None:
        demand(self.title, "Citation", "缺少文件名称")
        demand("[" not in self.number, f"Citation {self.title}", "发文字号用六角括号〔〕，不用方括号[]")

    def __str__(self) -> str:
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.title}》{number}{self.article}"


class Keeper(Enum):
    """Whose record is the authoritative one."""

    NATIONAL = "national"
    PROVINCE = "province"
    OURS = "ours"

    @property
    def title(self) -> str:
        """全国系统、省级系统、本系统."""
        return {"national": "全国系统", "province": "省级系统", "ours": "本系统"}[self.value]


@declaration
class SystemOfRecord:
    """权威登记系统: where the result legally lives since a day. Elsewhere than ours, we coach and reconcile only."""

    kind: Keeper
    name: str
    address: str = ""
    since: date = date(1949, 10, 1)

    def __post_init__(self) -> None:
        demand(isinstance(self.kind, Keeper), f"SystemOfRecord {self.name}", "kind 应为 Keeper 之一")
        demand(self.name, "SystemOfRecord", "缺少系统名称")

    @property
    def elsewhere(self) -> bool:
        """True where the number and the list come from another system."""
        return self.kind is not Keeper.OURS
