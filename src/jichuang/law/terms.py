"""Words of the room: the rungs of the ladder, which register shows that a policy is enjoyed. Pure; knows no table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung: its registers, lowest first on the ladder, and the policies that lead onto it."""

    key: str
    title: str
    registers: tuple[str, ...]
    policies: tuple[str, ...]
    note: str = ""


RUNGS: tuple[Rung, ...] = (
    Rung("startup", "初创", ("tech_micro",), (), "科技小微企业名录"),
    Rung("tech-sme", "科技型中小企业", ("hebei_tech_sme", "tech_sme"), ("hebei-tech-sme", "tech-sme"), "省级认定或国家评价入库"),
    Rung("reserve", "高企后备", ("hnte_reserve",), ("hnte-reserve",), "高新技术企业后备培育库"),
    Rung("hnte", "高新技术企业", ("hnte",), ("hnte",), "有效期内的证书"),
    Rung("giant", "小巨人", ("agri_giant",), (), "目前只有农业科技小巨人名录；认定标准未核实"),
)  # fmt: skip
"""梯度, lowest first. An enterprise stands on the highest rung that any of its entries in force reaches."""

HELD_IN: Mapping[str, str] = {
    "tech-sme": "tech_sme",
    "hnte": "hnte",
    "hebei-tech-sme": "hebei_tech_sme",
    "hnte-reserve": "hnte_reserve",
}
"""Policy -> the register whose entry in force says that it is enjoyed."""

ENTERPRISE = (
    "tech-sme",
    "hebei-tech-sme",
    "hnte-reserve",
    "hnte",
    "rd-super-deduction",
    "innovation-voucher",
    "tech-transfer-income",
)
"""Policies every enterprise is matched with; those that a matter uses are added."""

LAPSING = timedelta(days=120)
"""即将到期: the last valid day lies within this time."""
OWN_SOURCE = "本单位填报"


class Standing(TextChoices):
    """我的政策 sorted, in the order of the page."""

    LAPSING = "lapsing", "即将到期"
    READY = "ready", "可享"
    CLOSE = "close", "差一点"
    ENJOYED = "enjoyed", "已享"
    LACKING = "lacking", "待补数据"
    CLOSED = "closed", "暂不符合"
