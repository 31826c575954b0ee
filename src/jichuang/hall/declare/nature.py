"""事项性质: what a matter is in law. It decides the words on pages and whether statutory clocks exist.

Knows no matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words one nature uses. 受理 and 不予受理 are the words of a permit alone."""

    applicant: str
    apply: str
    submit: str
    take_in: str
    """What the first desk does: 受理 / 形式核对 / 备案核对."""
    decline: str
    pass_on: str
    granted: str
    not_granted: str
    statutory: bool
    """Whether statutory time limits may be stated (each then needs a citation)."""
    listed: str = "认定"
    """What a publicity notice says is about to happen: 拟认定、拟入库、拟备案."""


class Nature(Enum):
    """事项性质（行政权力事项与公共服务的类型）."""

    PERMIT = "permit"
    CONFIRMATION = "confirmation"
    BENEFIT = "benefit"
    REWARD = "reward"
    FILING = "filing"
    PUBLIC_SERVICE = "public_service"
    EVALUATION = "evaluation"
    INSPECTION = "inspection"
    OTHER_POWER = "other_power"

    @property
    def title(self) -> str:
        """行政许可、评价服务…… as printed."""
        return _TITLES[self]

    @property
    def from_acceptance(self) -> bool:
        """Whether the matter's limit counts from acceptance 受理 (permits) instead of from submission."""
        return self is Nature.PERMIT

    @property
    def words(self) -> Vocabulary:
        """The vocabulary of this nature."""
        return _WORDS[self]


_TITLES = {
    Nature.PERMIT: "行政许可",
    Nature.CONFIRMATION: "行政确认",
    Nature.BENEFIT: "行政给付",
    Nature.REWARD: "行政奖励",
    Nature.FILING: "备案",
    Nature.PUBLIC_SERVICE: "公共服务",
    Nature.EVALUATION: "评价服务",
    Nature.INSPECTION: "行政检查",
    Nature.OTHER_POWER: "其他行政权力",
}

_PERMIT = Vocabulary(
    "申请人", "申请", "提交申请", "受理", "不予受理", "予以受理", "准予许可", "不予许可", True, "许可"
)
_POWER = Vocabulary(
    "申请人", "申请", "提交申请", "形式审查", "不予通过", "通过初审", "予以认定", "不予认定", True
)
_SERVICE = Vocabulary(
    "申报人", "申报", "提交申报", "形式核对", "退回", "核对通过", "办理成功", "未通过", False
)
_EVALUATION = Vocabulary(
    "参评企业",
    "自主评价",
    "提交评价信息",
    "形式核对",
    "自评不符合",
    "信息完整，报省公示",
    "入库",
    "未入库",
    False,
    "入库",
)
_FILING = Vocabulary(
    "备案人", "备案", "提交备案", "备案核对", "退回", "材料齐全", "已备案", "未予备案", False, "备案"
)

_WORDS = {
    Nature.PERMIT: _PERMIT,
    Nature.CONFIRMATION: _POWER,
    Nature.BENEFIT: _POWER,
    Nature.REWARD: _POWER,
    Nature.FILING: _FILING,
    Nature.PUBLIC_SERVICE: _SERVICE,
    Nature.EVALUATION: _EVALUATION,
    Nature.INSPECTION: _POWER,
    Nature.OTHER_POWER: _POWER,
}
